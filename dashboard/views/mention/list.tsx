/** Parts of the list of mentions: how many there are, the posts, the other pages. */
import { countOf, dayText } from '../../../src/report/text/labels.ts';
import type { MentionList } from '../../query/mention-list.ts';
import { hereOf, listLink, type MentionQuery, queryFields, timesOf } from '../../query/mentions.ts';
import { Empty, isoTime, link, Pill } from '../parts.tsx';
import { MentionActions } from './actions.tsx';
import { MentionAnnotations } from './annotations.tsx';
import { stretchText } from './chips.tsx';
import { Mention } from './mention.tsx';

function pageLink(query: MentionQuery, number: number): string {
  return listLink({ ...queryFields(query), page: String(number) });
}

export function Pages(props: { query: MentionQuery; more: boolean }) {
  const { query, more } = props;
  if (query.page === 1 && !more) return null;
  return (
    <nav class="pages" aria-label="Pages">
      {query.page > 1 && (
        <a rel="prev" href={pageLink(query, query.page - 1)}>
          Previous
        </a>
      )}
      <span class="muted">Page {query.page}</span>
      {more && (
        <a rel="next" href={pageLink(query, query.page + 1)}>
          Next
        </a>
      )}
    </nav>
  );
}

/** `312 posts, 280 different`. */
function sizeText({ query, all, different }: MentionList): string {
  if (query.more) return `more than ${countOf(query.among?.length ?? 0, 'post')}; these are the newest`;
  return all === different
    ? countOf(all, 'post')
    : `${countOf(all, 'post')}, ${different.toLocaleString('en')} different`;
}

/** The list as files: each post in a row of its own, or one row for near-duplicates. */
function Files({ query, all, different }: MentionList) {
  const fields = { ...queryFields(query), last: undefined, incident: undefined, ...timesOf(query) };
  const file = (format: string, more = {}) => listLink({ ...fields, format, ...more }, '/mentions/export');
  return (
    <span class="files">
      <a
        href={file('csv')}
        title="Each post in a row of its own; near_duplicate_of names the first of those that say the same"
      >
        CSV
      </a>
      {all > different && (
        <>
          {' '}
          (
          <a href={file('csv', { duplicates: 'first' })} title="One row for posts that say the same">
            without near-duplicates
          </a>
          )
        </>
      )}
      {' · '}
      <a href={file('jsonl')}>JSON Lines</a>
    </span>
  );
}

/** How many there are, and of when. */
export function ListSummary(props: { list: MentionList }) {
  const { query, posts, deleted } = props.list;
  const away = deleted > 0 && ` ${countOf(deleted, 'mention')} counted but not shown: deleted or expired.`;
  if (query.search !== undefined && !query.readable) {
    return (
      <Empty>This search holds no word. Search for words, "phrases" or the beginning of a word with *.</Empty>
    );
  }
  if (posts.length === 0) return <Empty>No mentions match these filters.{away}</Empty>;
  return (
    <p class="small muted summary-line">
      <span>
        <strong>{sizeText(props.list)}</strong>, {stretchText(query)}
        {query.since !== undefined && (
          <>
            {' '}
            (newest only;{' '}
            <a href={listLink({ ...queryFields(query), from: isoTime(query.since) })}>
              Show all since {dayText(query.since)}
            </a>
            )
          </>
        )}
        .{query.author !== undefined && ' All are by one author.'}
        {away}
        {query.show === 'muted' && ' Muted mentions are not counted.'}
      </span>
    </p>
  );
}

/** What can be done with the list as a whole. */
export function ListTools({ list }: { list: MentionList }) {
  const { query, posts } = list;
  if (posts.length === 0) return null;
  return (
    <span class="small list-tools">
      {query.brands.length === 1 && (
        <>
          <a href={link('/notes', { brand: query.brands[0]!.slug, at: isoTime(query.from) })}>
            Note on the chart
          </a>
          {' · '}
        </>
      )}
      <a href="/mutes">Mutes</a>
      {' · '}
      <Files {...list} />
    </span>
  );
}

export function Posts(props: { list: MentionList; who: string; analyst: boolean }) {
  const { query, posts, titles, triage, brandsOf, lastVisit } = props.list;
  const only = query.brands.length === 1 ? query.brands[0] : undefined;
  return (
    <section class="posts" aria-labelledby="posts-heading">
      <h2 class="hidden" id="posts-heading">
        Posts
      </h2>
      {posts.map(({ mention, duplicates }) => {
        const own = brandsOf.get(mention.id) ?? [];
        const actions = {
          mention,
          triage: triage.get(mention.id)!,
          brands: only ? [only] : own,
          back: hereOf(query),
          titles,
          who: props.who,
          analyst: props.analyst,
        };
        return (
          <Mention
            mention={mention}
            titles={titles}
            duplicates={duplicates}
            labels={
              <>
                {lastVisit !== undefined && mention.publishedAt > lastVisit && (
                  <Pill kind="new" title="Since your last visit">
                    new
                  </Pill>
                )}
                {own.map(({ name }) => (
                  <Pill kind="muted">{name}</Pill>
                ))}
              </>
            }
          >
            <MentionAnnotations {...actions} />
            {props.analyst && <MentionActions {...actions} />}
          </Mention>
        );
      })}
    </section>
  );
}
