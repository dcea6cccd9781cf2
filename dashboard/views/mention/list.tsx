/** Parts of the list of mentions: its heading, what is on this page, the posts, the other pages. */
import { countOf, dayText, timeText } from '../../../src/report/text/labels.ts';
import type { MentionList } from '../../query/mention-list.ts';
import { hereOf, type MentionQuery, queryFields } from '../../query/mentions.ts';
import { Empty, isoTime, link } from '../parts.tsx';
import { MentionActions, MentionAnnotations } from './actions.tsx';
import { Mention } from './mention.tsx';

function pageLink(query: MentionQuery, number: number): string {
  return link('/mentions', { ...queryFields(query), page: number });
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

export function ListHead(props: { query: MentionQuery }) {
  const { query } = props;
  return (
    <>
      <h1>Mentions of {query.brand.name}</h1>
      <p class="lead">
        {timeText(query.from)} to {timeText(query.to)}
        {query.since !== undefined && (
          <>
            {' '}
            (newest only).{' '}
            <a href={link('/mentions', { ...queryFields(query), from: isoTime(query.since) })}>
              Show all since {dayText(query.since)}
            </a>
          </>
        )}
      </p>
    </>
  );
}

/** How many there are, and where to download them. */
export function ListSummary(props: { list: MentionList }) {
  const { query, posts, shown, deleted } = props.list;
  const away = deleted > 0 && ` ${countOf(deleted, 'mention')} counted but not shown: deleted or expired.`;
  if (posts.length === 0) return <Empty>No mentions match these filters.{away}</Empty>;
  return (
    <p class="small muted">
      {countOf(shown, 'mention')} on this page; near-duplicates are grouped.
      {query.author !== undefined && ' All are by one author.'}
      {away} {query.show === 'muted' ? 'Muted mentions are not counted. ' : ''}
      <a href="/mutes">Muted authors and sources</a>
      {' · '}
      <a href={link('/mentions/export', { ...queryFields(query), format: 'csv' })}>CSV</a>
      {' · '}
      <a href={link('/mentions/export', { ...queryFields(query), format: 'jsonl' })}>JSON Lines</a>
    </p>
  );
}

export function Posts(props: { list: MentionList; who: string; analyst: boolean }) {
  const { query, posts, titles, triage } = props.list;
  return (
    <>
      <h2 class="hidden">Posts</h2>
      {posts.map(({ mention, duplicates }) => (
        <Mention mention={mention} titles={titles} duplicates={duplicates}>
          <MentionAnnotations triage={triage.get(mention.id)!} titles={titles} />
          {props.analyst && (
            <MentionActions
              mention={mention}
              triage={triage.get(mention.id)!}
              brand={query.brand.slug}
              back={hereOf(query)}
              titles={titles}
              who={props.who}
            />
          )}
        </Mention>
      ))}
    </>
  );
}
