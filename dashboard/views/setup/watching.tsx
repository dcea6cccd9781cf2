/** What each source is doing, and the first posts that it brought. */
import { countOf, formatCount } from '../../../src/report/text/labels.ts';
import { RECENT_DAYS, type WatchedSource, type Watching } from '../../query/watching.ts';
import { Mention } from '../mention/mention.tsx';
import { Empty, Table, Time } from '../parts.tsx';

type Titles = Parameters<typeof Mention>[0]['titles'];

const WORDS: Readonly<Record<WatchedSource['health'], string>> = {
  'on time': 'up to date',
  'catching up': 'reading',
  'needs a key': 'needs a key',
  failing: 'cannot be read',
  silent: 'not being read',
  'not read yet': 'waiting for its first read',
  'switched off': 'switched off',
  imported: 'import or webhook',
};

function stateCell(source: WatchedSource) {
  return (
    <>
      {WORDS[source.health]}
      {source.failures > 0 && source.advice !== undefined && <p class="small advice">{source.advice}</p>}
    </>
  );
}

/** One sentence at the head: what is going on. */
export function watchingText({ sources, scored, waiting }: Watching): string {
  const read = sources.filter(({ lastReadAt }) => lastReadAt !== undefined).length;
  if (sources.length === 0) return 'No source is watched yet.';
  if (read === 0) return 'The first reads begin within seconds.';
  const found =
    scored + waiting === 0
      ? 'No posts have been found so far.'
      : `${countOf(scored, 'post')} scored${waiting > 0 ? `, ${formatCount(waiting, 0)} waiting` : ''}.`;
  return `${read} of ${countOf(sources.length, 'source')} read. ${found}`;
}

export function WatchedSources(props: { watching: Watching }) {
  const { sources } = props.watching;
  if (sources.length === 0) return null;
  return (
    <div class="dense">
      <Table
        caption="Sources and what they have brought"
        hideCaption
        head={[
          'Source',
          'State',
          `Posts scored, ${RECENT_DAYS} days`,
          'Newest post',
          'Last read',
          'Next read',
        ]}
        numeric={[2]}
        rows={sources.map((source) => [
          source.id,
          stateCell(source),
          source.scored === 0 && source.newestAt === undefined ? '–' : formatCount(source.scored, 0),
          source.newestAt === undefined ? '–' : <Time at={source.newestAt} />,
          source.lastReadAt === undefined ? '–' : <Time at={source.lastReadAt} />,
          source.nextAt === undefined || source.nextAt === 0 ? 'now' : <Time at={source.nextAt} />,
        ])}
      />
    </div>
  );
}

export function FirstPosts(props: { watching: Watching; titles: Titles }) {
  const { posts } = props.watching;
  return (
    <section aria-labelledby="first-posts-heading">
      <h2 id="first-posts-heading">Newest posts</h2>
      <div data-live-list="watching">
        {posts.length === 0 && (
          <div data-post="none">
            <Empty>Posts appear here by themselves as soon as a source has some.</Empty>
          </div>
        )}
        {posts.map((mention) => (
          <div data-post={String(mention.id)}>
            <Mention mention={mention} titles={props.titles} />
          </div>
        ))}
      </div>
    </section>
  );
}
