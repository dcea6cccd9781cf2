/** One mention as a reader sees it. */
import type { Child } from 'hono/jsx';
import { formatCount } from '../../../src/report/text/labels.ts';
import type { MentionRow } from '../../../src/store/mentions/port.ts';
import { hostOf, safeUrl } from '../../security/safe-url.ts';
import { Highlighted } from './highlight.tsx';
import { OutLink, Pill, Simulated, Time } from '../parts.tsx';

type Titles = ReadonlyMap<string, { readonly title: string }>;

/** Category names of a mention, concerns first, each once. */
function categoriesOf(mention: MentionRow, titles: Titles): { name: string; concern: boolean }[] {
  const found = new Map<string, boolean>();
  for (const hit of mention.betrayal?.categories ?? []) {
    const name = titles.get(hit.code)?.title ?? hit.code.replaceAll('_', ' ');
    const concern = hit.polarity === 'concern';
    const shown = concern ? name : `${name} (${hit.polarity})`;
    found.set(shown, concern);
  }
  for (const tag of mention.betrayal?.context ?? []) {
    const name = titles.get(tag.code)?.title ?? tag.code.replaceAll('_', ' ');
    found.set(tag.stance ? `${name} (${tag.stance})` : name, false);
  }
  return [...found]
    .map(([name, concern]) => ({ name, concern }))
    .toSorted((a, b) => Number(b.concern) - Number(a.concern));
}

/** `explained`: shown on the page that explains its score. */
export function Mention(props: {
  mention: MentionRow;
  titles: Titles;
  duplicates?: number;
  explained?: boolean;
  children?: Child;
}) {
  const { mention, titles, duplicates = 1, explained = false } = props;
  const { sentiment, betrayal } = mention;
  const leaves = safeUrl(mention.url) !== undefined;
  return (
    <article class="mention" id={`m-${mention.id}`}>
      <header>
        <span class="source">{mention.source}</span>
        <Time at={mention.publishedAt} precision={mention.precision} />
        {mention.reach > 0 && <span>reach {formatCount(mention.reach, 0)}</span>}
        {mention.rating !== undefined && <span>{mention.rating} of 5 stars</span>}
        {mention.editedAt !== undefined && <span>edited</span>}
        {duplicates > 1 && <Pill kind="duplicates">{duplicates} near-duplicates</Pill>}
        {mention.corrected && <Pill kind="corrected">corrected</Pill>}
        {mention.simulated && <Simulated />}
      </header>
      {mention.title !== undefined && mention.title !== '' && <h3>{mention.title}</h3>}
      <p class="text" dir="auto" {...(mention.lang && mention.lang !== 'und' ? { lang: mention.lang } : {})}>
        <Highlighted text={mention.text} hits={betrayal?.categories ?? []} titles={titles} />
      </p>
      <footer>
        {sentiment ? (
          <Pill kind={`sentiment-${sentiment.label}`}>
            {sentiment.label} {formatCount(sentiment.score, 2)}
          </Pill>
        ) : (
          <Pill kind="muted">{mention.state === 'pending' ? 'waiting to be scored' : 'not scored'}</Pill>
        )}
        {betrayal?.label && <Pill kind="betrayal">broken trust</Pill>}
        {categoriesOf(mention, titles).map(({ name, concern }) => (
          <Pill kind={concern ? 'category' : 'muted'}>{name}</Pill>
        ))}
        {sentiment && !explained && <a href={`/mentions/${mention.id}`}>Why this score?</a>}
        {leaves && <OutLink href={mention.url}>Open on {hostOf(mention.url)}</OutLink>}
      </footer>
      {props.children}
    </article>
  );
}
