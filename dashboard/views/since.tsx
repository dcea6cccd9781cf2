/** The strip "Since you were here" of the start page. */
import type { Child } from 'hono/jsx';
import type { Incident } from '../../src/domain/incident.ts';
import { ownWords } from '../../src/domain/quotation/quotes.ts';
import { cutText } from '../../src/domain/text.ts';
import type { SinceThen } from '../../src/report/since.ts';
import { formatCount } from '../../src/report/text/labels.ts';
import { weekdayText } from '../../src/chart/format.ts';

const MOST_WORDS = 140;
const MOST_LINKS = 3;

function Links(props: { name: string; incidents: readonly { incident: Incident; more?: string }[] }) {
  const { incidents, name } = props;
  if (incidents.length === 0) return null;
  const rest = incidents.length - MOST_LINKS;
  return (
    <li>
      <strong>
        {incidents.length} {name}
      </strong>
      {': '}
      {incidents.slice(0, MOST_LINKS).map(
        ({ incident, more }, i): Child => (
          <>
            {i > 0 && ', '}
            <a href={`/incidents/${incident.slug}`}>{incident.title}</a>
            {more}
          </>
        ),
      )}
      {rest > 0 && (
        <>
          {' '}
          and <a href="/incidents">{rest} more</a>
        </>
      )}
    </li>
  );
}

export function Since(props: { then: SinceThen }) {
  const { since, opened, worse, over, acknowledged, posts } = props.then;
  const changed = opened.length + worse.length + over.length + acknowledged.length > 0;
  const plain = (incidents: readonly Incident[]) => incidents.map((incident) => ({ incident }));
  return (
    <section class="since card" aria-labelledby="since-heading" data-live="since">
      <h2 id="since-heading">
        Since you were here, <time datetime={new Date(since).toISOString()}>{weekdayText(since)}</time>
      </h2>
      {!changed && <p class="small">No incident is new, worse or over.</p>}
      <ul class="since-list">
        <Links name="new" incidents={plain(opened)} />
        <Links name="worse" incidents={plain(worse)} />
        <Links name="over" incidents={plain(over)} />
        <Links
          name="acknowledged"
          incidents={acknowledged.map(({ incident, who }) => ({ incident, more: ` by ${who}` }))}
        />
      </ul>
      {posts.length > 0 && (
        <ol class="since-posts small" aria-label="Posts of greatest reach since then">
          {posts.map(({ mention, duplicates }) => (
            <li>
              <a href={`/mentions/${mention.id}`} dir="auto">
                {cutText(mention.title || ownWords(mention.text), MOST_WORDS)}
              </a>{' '}
              <span class="muted">
                {mention.source}
                {mention.reach > 0 && `, reach ${formatCount(mention.reach, 0)}`}
                {duplicates > 1 && `, ×${duplicates}`}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
