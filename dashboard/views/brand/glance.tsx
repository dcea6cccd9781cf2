/** Posts on one line each, and how fresh the data is. */
import type { PostGroup } from '../../../src/report/brand/posts.ts';
import { ageText, type SourceAge } from '../../../src/report/brand/watch.ts';
import { formatCount, listText } from '../../../src/report/text/labels.ts';
import { OutLink, Time } from '../parts.tsx';
import { ownWords } from '../../../src/domain/quotation/quotes.ts';
import { DAY_MS } from '../../../src/domain/series.ts';
import { cutText } from '../../../src/domain/text.ts';

const MOST_WORDS = 220;
const MOST_SOURCES = 4;

/** The posts with the most reach, one line each; the full posts are further down. */
export function TopPosts(props: { posts: readonly PostGroup[]; all: string }) {
  return (
    <section class="card top-posts" aria-labelledby="top-posts-heading">
      <div class="row">
        <h2 id="top-posts-heading">Top posts</h2>
        <a class="small" href={props.all}>
          All in this period
        </a>
      </div>
      {props.posts.length === 0 && <p class="muted">No posts in this period.</p>}
      <ol>
        {props.posts.map(({ mention, duplicates }) => (
          <li>
            <span class="where small muted">
              {mention.source}
              {mention.reach > 0 && `, reach ${formatCount(mention.reach, 0)}`}
              {duplicates > 1 && `, ×${duplicates}`}
            </span>
            <a class="words" href={`/mentions/${mention.id}`} dir="auto">
              {cutText(mention.title || ownWords(mention.text), MOST_WORDS)}
            </a>
            <OutLink href={mention.url}>Open</OutLink>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** `Bluesky 12 s ago, Hacker News 2 min ago`; outages first. */
export function Freshness(props: {
  ages: readonly SourceAge[];
  newest: number | undefined;
  now: number;
  live: boolean;
  /** `1,200 posts wait to be scored` */
  waiting: string | undefined;
  /** Whether it has sources that give dates without times: the newest post may be one of them. */
  dated: boolean;
}) {
  const { ages, newest, now, live, dated, waiting } = props;
  const ofDay = dated && newest !== undefined && newest % DAY_MS === 0;
  const down = ages.filter((one) => one.down);
  const heard = ages.filter((one) => !one.down);
  const notified = heard.slice(0, MOST_SOURCES).map((one) => {
    return one.age === undefined ? `${one.source} not read yet` : `${one.source} ${ageText(one.age)} ago`;
  });
  const more = heard.length - notified.length;
  return (
    <p class="fresh small muted">
      {down.length > 0 && (
        <strong class="bad">{listText(down.map((one) => outageText(one)))}. Numbers are incomplete. </strong>
      )}
      {notified.length > 0 && (
        <>
          Last read: <a href="/sources">{`${notified.join(', ')}${more > 0 ? ` and ${more} more` : ''}`}</a>.{' '}
        </>
      )}
      {newest !== undefined && (
        <>
          Newest post {live && !ofDay ? `${ageText(now - newest)} ago, ` : ''}
          {ofDay && `${daysAgo(newest, now)}, `}
          <Time at={newest} precision={ofDay ? 'day' : undefined} />.{' '}
        </>
      )}
      {waiting !== undefined && (
        <strong>{waiting[0]?.toUpperCase() + waiting.slice(1)}; not in these numbers yet.</strong>
      )}
    </p>
  );
}

/** `today`, `yesterday`, `4 days ago` */
function daysAgo(at: number, now: number): string {
  const days = Math.floor(now / DAY_MS) - Math.floor(at / DAY_MS);
  return days <= 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
}

/** `bluesky down for 12 min` */
export function outageText(one: SourceAge): string {
  return `${one.source} ${one.age === undefined ? 'never read' : `down for ${ageText(one.age)}`}`;
}
