/** What posts say more than usual, each phrase with its posts. */
import { mentionsLink } from '../parts.tsx';

/** Spikes of before have single words too: those say nothing by themselves. */
export function Phrases(props: {
  phrases: readonly string[];
  brand: string;
  from: number;
  to: number;
  /** So many at most. */
  most: number;
  card?: boolean;
}) {
  const { brand, from, to, most, card = false } = props;
  const phrases = props.phrases.filter((phrase) => phrase.includes(' ')).slice(0, most);
  if (phrases.length === 0) return null;
  return (
    <section class={card ? 'card' : ''}>
      <h3>Said more than usual</h3>
      <p class="phrases">
        {phrases.map((phrase) => (
          <a class="pill phrase" href={mentionsLink(brand, from, to, { q: `"${phrase}"` })}>
            {phrase}
          </a>
        ))}
      </p>
    </section>
  );
}
