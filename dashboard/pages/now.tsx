/** The start page: the most urgent brand on one screen, all others below. */
import { sourceId } from '../../src/domain/source.ts';
import { loadBrandsNow } from '../../src/report/brand/now.ts';
import { ownerOf, sourceAges } from '../../src/report/brand/watch.ts';
import { loadSince } from '../../src/report/since.ts';
import { type Ctx, liveMark } from '../deps.ts';
import { BrandTiles, type TileOf } from '../views/brand/tiles.tsx';
import { Ignored } from '../views/ignored.tsx';
import { fragment, page } from '../views/layout.tsx';
import { LiveBar } from '../views/live-bar.tsx';
import { Since } from '../views/since.tsx';
import { rescoreBanner } from '../views/rescore-banner.tsx';
import { Screen } from '../views/brand/screen.tsx';
import { backTo, ignoredChoices, loadWatch } from '../query/watch.ts';

function welcome(c: Ctx) {
  return page(
    c,
    { title: 'Welcome', current: '/' },
    <section class="notice">
      <h1>Nothing to show yet</h1>
      <p>Outcry has no mentions yet. Three ways to start:</p>
      <ol class="steps">
        <li>
          <strong>Import posts.</strong> CSV, JSON Lines or NDJSON, optionally gzipped:
          <pre>
            <code>npx outcry import posts.csv --brand your-brand --wait</code>
          </pre>
        </li>
        <li>
          <strong>Watch a brand.</strong> Create <code>config/brands/your-brand.yaml</code> with its slug,
          name and terms, add a feed in <code>config/sources/</code>, and restart Outcry.
        </li>
        <li>
          <strong>See an example.</strong> Start Outcry with <code>OUTCRY_DEMO=1</code> to load two simulated
          incidents.
        </li>
      </ol>
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
  if (!worst) return welcome(c);
  if (c.req.query('go') === 'worst') return c.redirect(`/brands/${worst.brand.slug}`, 302);
  const watch = await loadWatch(c, worst.brand);
  if (!watch) return welcome(c);
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
      <Screen watch={watch} fresh={false} back={backTo(c)} />
      <BrandTiles tiles={tiles} />
    </>
  );
  if (c.req.query('fragment') !== undefined) return fragment(c, body);
  return page(
    c,
    { title: `Now: ${watch.report.answer.sentence}`, current: '/', live: { brands: [], after } },
    <>
      {live && <LiveBar />}
      {body}
    </>,
  );
}
