/** The newest posts of a brand with live data. The client adds to this list by post id. */
import type { PostGroup } from '../../../src/report/brand/posts.ts';
import { Mention } from '../mention/mention.tsx';
import { Empty } from '../parts.tsx';

type Titles = Parameters<typeof Mention>[0]['titles'];

export function Newest(props: { posts: readonly PostGroup[]; titles: Titles; all: string }) {
  return (
    <section aria-labelledby="newest-heading">
      <div class="row">
        <h2 id="newest-heading">Newest posts</h2>
        <a href={props.all}>All posts</a>
      </div>
      <div data-live-list="newest">
        {props.posts.length === 0 && (
          <div data-post="none">
            <Empty>No posts in the last 24 hours. New ones appear here automatically.</Empty>
          </div>
        )}
        {props.posts.map(({ mention, duplicates }) => (
          <div data-post={String(mention.id)}>
            <Mention mention={mention} titles={props.titles} duplicates={duplicates} />
          </div>
        ))}
      </div>
    </section>
  );
}
