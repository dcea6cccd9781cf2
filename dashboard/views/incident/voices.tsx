/** What people say, straight under the headline of an incident. */
import { ownWords } from '../../../src/domain/quotation/quotes.ts';
import { cutText } from '../../../src/domain/text.ts';
import type { Voice } from '../../../src/report/incident/voices.ts';
import { formatCount } from '../../../src/report/text/labels.ts';
import { mentionsLink, OutLink } from '../parts.tsx';

const MOST_WORDS = 240;

export function Voices(props: {
  brand: string;
  stretch: { readonly from: number; readonly to: number };
  voices: readonly Voice[];
  /** Of the headline's series, and the filter that lists them. */
  count: number | undefined;
  only: 'negative' | undefined;
}) {
  const { brand, stretch, voices, count, only } = props;
  const all = mentionsLink(brand, stretch.from, stretch.to, only ? { only } : {});
  return (
    <section class="card voices" aria-labelledby="voices-heading">
      <div class="row">
        <h2 id="voices-heading">What people say</h2>
        <a class="small" href={all}>
          {count === undefined ? 'All posts' : `All ${formatCount(count, 0)}${only ? ' negative' : ''} posts`}{' '}
          of this incident
        </a>
      </div>
      {voices.length === 0 && <p class="muted">No posts are stored for this period.</p>}
      <div class="voice-groups">
        {voices.map(({ category, posts }) => (
          <div>
            {category ? (
              <h3>
                <a href={mentionsLink(brand, stretch.from, stretch.to, { category: category.code })}>
                  {category.title}
                </a>
              </h3>
            ) : (
              voices.length > 1 && <h3>Other posts</h3>
            )}
            <ul class="plain">
              {posts.map(({ mention, duplicates }) => (
                <li>
                  <a class="words" href={`/mentions/${mention.id}`} dir="auto">
                    {cutText(mention.title || ownWords(mention.text), MOST_WORDS)}
                  </a>{' '}
                  <span class="small muted">
                    {mention.source}
                    {mention.reach > 0 && `, reach ${formatCount(mention.reach, 0)}`}
                    {duplicates > 1 && `, said ${formatCount(duplicates, 0)} times`}{' '}
                    <OutLink href={mention.url}>Open</OutLink>
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
