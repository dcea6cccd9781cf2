/** What people argue in an incident, the largest arguments first, and what is new since the reader was here. */
import { weekdayText } from '../../../src/chart/format.ts';
import { ownWords } from '../../../src/domain/quotation/quotes.ts';
import { cutText } from '../../../src/domain/text.ts';
import type { IncidentArguments, ShownArgument } from '../../../src/report/incident/arguments.ts';
import { demandsText, notGroupedText, recentText, restText } from '../../../src/report/text/arguments.ts';
import { countOf, formatCount, percentText } from '../../../src/report/text/labels.ts';
import { Time } from '../parts.tsx';

const MOST_WORDS = 180;
const MOST_PHRASES = 3;

function Since(props: { change: NonNullable<ShownArgument['change']> }) {
  const { kind, posts } = props.change;
  if (kind === undefined) return null;
  return (
    <strong class="small">
      {kind === 'began' ? 'New' : 'Growing'}: {countOf(posts, 'post')} since you were here
    </strong>
  );
}

function One(props: { argument: ShownArgument; open: boolean }) {
  const { name, share, posts, firstAt, recent, typical, demands, phrases, change } = props.argument;
  const asks = demandsText(demands);
  return (
    <li>
      <h3 dir="auto">
        {name} <span class="muted">{percentText(share)}</span>
      </h3>
      {change && <Since change={change} />}
      <p class="small muted">
        {countOf(posts, 'post')} since <Time at={firstAt} />
        {props.open && `; ${recentText(recent)}`}
      </p>
      <a class="words" href={`/mentions/${typical.id}`} dir="auto">
        {cutText(typical.title || ownWords(typical.text), MOST_WORDS)}
      </a>
      {asks && <p class="small">{asks}.</p>}
      {phrases.length > 0 && (
        <p class="small muted" dir="auto">
          Often:{' '}
          {phrases
            .slice(0, MOST_PHRASES)
            .map((phrase) => `“${phrase}”`)
            .join(', ')}
        </p>
      )}
    </li>
  );
}

/** What changed since the last visit, in a sentence. */
function sinceText(list: readonly ShownArgument[], since: number): string {
  const changed = list.filter(({ change }) => change?.kind !== undefined).length;
  const when = `Since you were here, ${weekdayText(since)}`;
  if (changed === 0) return `${when}: no argument is new or growing.`;
  const names = list
    .filter(({ change }) => change?.kind !== undefined)
    .map(({ name, change }) => `${name} (${change?.kind === 'began' ? 'new' : 'growing'})`);
  return `${when}: ${names.join(', ')}.`;
}

export function Arguments(props: { found: IncidentArguments; open: boolean }) {
  const { found, open } = props;
  const reason = notGroupedText(found);
  const grouped = found.state === 'grouped' && found.list.length > 0 ? found : undefined;
  return (
    <section class="card voices arguments" id="arguments" aria-labelledby="arguments-heading">
      <div class="row">
        <h2 id="arguments-heading">What they argue</h2>
        <a class="small" href="/method#arguments">
          How posts are grouped
        </a>
      </div>
      {reason && <p class="muted">{reason}</p>}
      {grouped && (
        <>
          {grouped.since !== undefined && <p class="small">{sinceText(grouped.list, grouped.since)}</p>}
          <ol class="plain voice-groups">
            {grouped.list.map((argument) => (
              <One argument={argument} open={open} />
            ))}
          </ol>
          <p class="small muted">
            Shares of the posts beyond the usual ones; an author or a repeated text counts once.
            {restText(grouped) && ` The rest: ${restText(grouped)}.`}
            {grouped.unread > 0 && ` ${countOf(grouped.unread, 'post')} in other languages not read.`}
            {grouped.more &&
              ` Only the newest ${formatCount(grouped.posts + grouped.unread, 0)} posts are grouped.`}
            {grouped.removed > 0 &&
              ` The texts of about ${countOf(grouped.removed, 'post')} have been removed after the retention period.`}
          </p>
        </>
      )}
    </section>
  );
}
