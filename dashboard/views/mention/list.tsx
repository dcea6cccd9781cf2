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
            , the newest.{' '}
            <a href={link('/mentions', { ...queryFields(query), from: isoTime(query.since) })}>
              All since {dayText(query.since)}
            </a>
          </>
        )}
      </p>
    </>
  );
}

/** How many there are, and where to save them. */
export function ListSummary(props: { list: MentionList }) {
  const { query, posts, shown, deleted } = props.list;
  const away =
    deleted > 0 &&
    ` Counted and not shown: ${countOf(deleted, 'mention')} of this time, deleted or past its time here.`;
  if (posts.length === 0) return <Empty>No mention fits these filters.{away}</Empty>;
  return (
    <p class="small muted">
      {countOf(shown, 'mention')} on this page; those that say the same are shown once.
      {query.author !== undefined && ' All are of one author.'}
      {away} {query.show === 'muted' ? 'They do not count. ' : ''}
      <a href="/mutes">What is muted</a>
      {' · '}
      <a href={link('/mentions/export', { ...queryFields(query), format: 'csv' })}>CSV</a>
      {' · '}
      <a href={link('/mentions/export', { ...queryFields(query), format: 'jsonl' })}>JSON lines</a>
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
