/** One brand: summary, figures, chart, drivers, posts. */
import { DAY_MS } from '../../src/domain/series.ts';
import { categoryTitles } from '../../src/report/brand/drivers.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import { type Ctx, liveMark, param } from '../deps.ts';
import { FRESH_SECONDS } from '../views/brand/controls.tsx';
import { DriversPanel } from '../views/brand/drivers.tsx';
import { Ignored } from '../views/ignored.tsx';
import { fragment, messagePage, page } from '../views/layout.tsx';
import { LiveBar } from '../views/live-bar.tsx';
import { Mention } from '../views/mention/mention.tsx';
import { Newest } from '../views/brand/newest.tsx';
import { Empty, link, mentionsLink } from '../views/parts.tsx';
import { rescoreBanner } from '../views/rescore-banner.tsx';
import { Screen } from '../views/brand/screen.tsx';
import { backTo, ignoredChoices, loadWatch, waitingOf, type Watch, windowOf } from '../query/watch.ts';

type Titles = ReturnType<typeof categoryTitles>;

/** The list of newest posts: how far back, and how many. */
const NEWEST_MS = DAY_MS;
const NEWEST = 20;

async function noMentions(c: Ctx, brand: BrandRow) {
  const waiting = await waitingOf(c, brand);
  return page(
    c,
    { title: brand.name, current: '/brands' },
    <>
      <h1>{brand.name}</h1>
      <Empty>
        {waiting === undefined ? `No posts about ${brand.name} yet.` : `No numbers yet: ${waiting}.`}{' '}
        <a href={link('/watching', { brand: brand.slug })}>See what its sources are doing</a>
      </Empty>
    </>,
  );
}

function Posts(props: { watch: Watch; titles: Titles }) {
  const { report, posts, only, stretch } = props.watch;
  return (
    <section aria-labelledby="posts-heading" data-live="posts">
      <div class="row">
        <h2 id="posts-heading">Posts with the most reach</h2>
        <a href={mentionsLink(report.brand.slug, stretch.from, stretch.to, { only })}>
          All posts in this period
        </a>
      </div>
      {posts.length === 0 ? <Empty>No posts in this period.</Empty> : null}
      {posts.map(({ mention, duplicates }) => (
        <Mention mention={mention} titles={props.titles} duplicates={duplicates} />
      ))}
    </section>
  );
}

async function newestPosts(c: Ctx, brand: BrandRow, titles: Titles, now: number) {
  const range = { brandId: brand.id, from: now - NEWEST_MS, to: now + 1 };
  const found = await c.var.deps.store.read.mentions.list({ ...range, order: 'newest', limit: NEWEST });
  const posts = found.map((mention) => ({ mention, duplicates: 1 }));
  const all = mentionsLink(brand.slug, range.from, range.to, { order: 'newest' });
  return <Newest posts={posts} titles={titles} all={all} />;
}

/** With `?fragment`, only the parts that update live, without the page layout. */
export async function brandPage(c: Ctx) {
  const { store, config } = c.var.deps;
  const brand = await store.read.brands.bySlug(param(c, 'slug'));
  if (!brand)
    return messagePage(
      c,
      404,
      'No such brand',
      <p>
        See <a href="/brands">all brands</a>.
      </p>,
    );
  const after = await liveMark(c);
  const watch = await loadWatch(c, brand);
  if (!watch) return noMentions(c, brand);
  const { report } = watch;
  const titles = categoryTitles(config.packs);
  const fresh = report.live && c.req.query('fresh') === '1';
  if (fresh) c.header('Refresh', String(FRESH_SECONDS));
  const body = (
    <>
      <Ignored texts={ignoredChoices(c, report.incidents)} />
      {await rescoreBanner(c)}
      <Screen watch={watch} fresh={fresh} back={backTo(c)} />
      {report.live && (await newestPosts(c, brand, titles, watch.now))}
      <div data-live="drivers">
        <DriversPanel
          brand={brand.slug}
          stretch={report.stretch}
          drivers={report.drivers}
          explanation={report.focus?.explanation}
        />
      </div>
      <p class="small no-print">
        Not sure that these posts are read right?{' '}
        <a href={`/brands/${brand.slug}/reading`}>Check the reading</a> on posts that you label.
      </p>
      <Posts watch={watch} titles={titles} />
    </>
  );
  if (c.req.query('fragment') !== undefined) return fragment(c, body);
  return page(
    c,
    {
      title: report.answer.sentence,
      current: '/brands',
      live: { brands: [brand.slug], after },
      savable: windowOf(c, `/brands/${brand.slug}`, brand.name),
    },
    <>
      {report.live && <LiveBar />}
      {body}
    </>,
  );
}
