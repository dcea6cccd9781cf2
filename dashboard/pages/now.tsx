/** The start page: the most urgent brand on one screen, all others below. */
import { sourceId } from '../../src/domain/source.ts';
import { isOwner } from '../../src/domain/user.ts';
import { type BrandNow, loadBrandsNow } from '../../src/report/brand/now.ts';
import { ownerOf, sourceAges } from '../../src/report/brand/watch.ts';
import { loadSince } from '../../src/report/since.ts';
import { type Ctx, liveMark } from '../deps.ts';
import { BrandTiles, type TileOf } from '../views/brand/tiles.tsx';
import { Ignored } from '../views/ignored.tsx';
import { fragment, page } from '../views/layout.tsx';
import { LiveBar } from '../views/live-bar.tsx';
import { Since } from '../views/since.tsx';
import { SimulatedBanner } from '../views/parts.tsx';
import { rescoreBanner } from '../views/rescore-banner.tsx';
import { Screen } from '../views/brand/screen.tsx';
import { isUntouched } from '../query/setup.ts';
import { backTo, ignoredChoices, loadWatch, windowOf } from '../query/watch.ts';

/** Posts have come in, and none is scored yet: after a first import. */
function beingScored(c: Ctx, waiting: readonly BrandNow[]) {
  return page(
    c,
    { title: 'Posts are being scored', current: '/' },
    <section class="notice">
      <h1>Posts are being scored</h1>
      <ul class="plain">
        {waiting.map((one) => (
          <li>
            <a href={`/brands/${one.brand.slug}`}>{one.brand.name}</a>: {one.waiting}
          </li>
        ))}
      </ul>
      <p>
        Numbers appear here as soon as the first are scored. <a href="/watching">Follow it</a>
      </p>
    </section>,
  );
}

/** Without any posts: an admin who has not begun sets up a brand first, everybody else reads what is going on. */
async function welcome(c: Ctx, all: readonly BrandNow[]) {
  const principal = c.get('principal');
  const owner = principal !== undefined && isOwner(principal);
  const { sources } = c.var.deps.config;
  const waiting = all.filter((one) => one.waiting !== undefined);
  if (waiting.length > 0) return beingScored(c, waiting);
  if (owner && sources.length === 0 && (await isUntouched(c))) return c.redirect('/setup', 302);
  return page(
    c,
    { title: 'Welcome', current: '/' },
    <section class="notice">
      <h1>Nothing to show yet</h1>
      {sources.length > 0 ? (
        <p>
          No posts have been found so far. <a href="/watching">See what the sources are doing</a>
        </p>
      ) : (
        <p>
          No source is watched yet.{' '}
          {owner
            ? 'Set up your brand in a few minutes.'
            : 'An admin of all brands sets up brands and sources.'}
        </p>
      )}
      {owner && (
        <p class="actions">
          <a class={sources.length > 0 ? 'button quiet' : 'button'} href="/setup">
            Set up a brand
          </a>
        </p>
      )}
    </section>,
  );
}

/** The posts of at most so many brands are looked at for what is new: the most urgent ones. */
const SINCE_BRANDS = 3;

/** `/?go=worst` redirects to the page of the most urgent brand, for scripts. */
export async function nowPage(c: Ctx) {
  const { store, clock, config } = c.var.deps;
  const after = await liveMark(c);
  const now = clock();
  const all = await loadBrandsNow(store.read, now, c.get('readCounts'));
  const worst = all.find((one) => one.dataEnd !== undefined);
  if (!worst) return welcome(c, all);
  if (c.req.query('go') === 'worst') return c.redirect(`/brands/${worst.brand.slug}`, 302);
  const watch = await loadWatch(c, worst.brand);
  if (!watch) return welcome(c, all);
  const states = await store.read.sources.all();
  const watched = config.sources.map((source) => ({ ...source, id: sourceId(source) }));
  const tiles: TileOf[] = [];
  for (const one of all.filter((other) => other !== worst)) {
    const ages = one.live ? sourceAges(watched, states, one.brand.slug, now) : [];
    const owner = one.live ? await ownerOf(store.read, one.incident) : undefined;
    tiles.push({ one, down: ages.filter((age) => age.down), owner });
  }
  const lastVisit = c.get('principal')?.lastVisit;
  const urgent = all.filter((one) => one.live && !one.brand.simulated).slice(0, SINCE_BRANDS);
  const since =
    lastVisit === undefined
      ? undefined
      : await loadSince(
          store.read,
          urgent.map(({ brand }) => brand),
          lastVisit,
          now,
        );
  const live = all.some((one) => one.live);
  const body = (
    <>
      <Ignored texts={ignoredChoices(c, watch.report.incidents)} />
      {await rescoreBanner(c)}
      {since && <Since then={since} />}
      {worst.brand.simulated && <SimulatedBanner />}
      <Screen watch={watch} fresh={false} back={backTo(c)} />
      <BrandTiles tiles={tiles} />
    </>
  );
  if (c.req.query('fragment') !== undefined) return fragment(c, body);
  return page(
    c,
    {
      title: `Now: ${watch.report.answer.sentence}`,
      current: '/',
      live: { brands: [], after },
      savable: windowOf(c, '/', 'Now'),
    },
    <>
      {live && <LiveBar />}
      {body}
    </>,
  );
}
