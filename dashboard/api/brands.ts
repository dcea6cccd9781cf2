/** JSON about brands: list, series, mentions. */
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { loadBrandList } from '../../src/report/brand/list.ts';
import { PRECEDING_MS } from '../../src/series/brand-series.ts';
import { judgedCounts, loadShownCounts } from '../../src/series/judged-series.ts';
import { isoSecond } from '../../src/report/text/labels.ts';
import { incidentData } from '../../src/report/export/json-data.ts';
import { reportWindow } from '../../src/report/brand/window.ts';
import { type Ctx, param } from '../deps.ts';
import type { BrandList, Series } from './schemas/brands.ts';
import type { MentionList } from './schemas/mentions.ts';
import type { Failure } from './schemas/shared.ts';
import { readMoment } from '../query/form.ts';
import { wrongMoment } from '../query/ignored.ts';
import { filterOf, mentionQuery } from '../query/mentions.ts';
import { whoAsks } from '../query/form.ts';
import { wholeQuery } from '../query/numbers.ts';
import { safeUrl } from '../security/safe-url.ts';

export function unknown(c: Ctx, what: string) {
  return c.json({ error: 'not-found', message: `No such ${what}.` } satisfies Failure, 404);
}

export function wrong(c: Ctx, message: string) {
  return c.json({ error: 'bad-request', message } satisfies Failure, 400);
}

export async function apiBrands(c: Ctx) {
  const { store, clock } = c.var.deps;
  const list = await loadBrandList(store.read, clock(), c.get('readCounts'));
  return c.json({
    brands: list.map(({ brand, incident, incidents, week, dataEnd }) => ({
      slug: brand.slug,
      name: brand.name,
      simulated: brand.simulated,
      dataEnd: dataEnd === undefined ? null : isoSecond(dataEnd),
      mentionsInLastWeek: week,
      incidents,
      mostUrgent: incident ? incidentData(incident) : null,
    })),
  } satisfies BrandList);
}

export async function apiSeries(c: Ctx) {
  const { store, clock } = c.var.deps;
  const brand = await store.read.brands.bySlug(param(c, 'slug'));
  if (!brand) return unknown(c, 'brand');
  const problem = wrongMoment(c);
  if (problem !== undefined) return wrong(c, problem);
  const asked = { from: readMoment(c.req.query('from')), to: readMoment(c.req.query('to')) };
  const last = (await store.read.counts.span(brand.id, HOUR_MS))?.last ?? 0;
  const since = asked.from ?? Math.min(asked.to ?? last, last) - 31 * DAY_MS;
  const now = clock();
  const shown = await loadShownCounts(store.read, brand, now, { from: since - PRECEDING_MS });
  if (!shown) return c.json({ brand: brand.slug, dailySources: [], buckets: [] } satisfies Series);
  const { history } = shown;
  const widthMs = c.req.query('bucket') === 'day' ? DAY_MS : HOUR_MS;
  const to = asked.to ?? history.start + history.length * history.widthMs;
  const from = asked.from ?? Math.max(history.start, to - 30 * DAY_MS);
  const { judged, dailySources } = await judgedCounts(store.read, brand, now, shown, { at: to - 1 });
  const window = reportWindow(history, judged, from, to, widthMs);
  return c.json({
    brand: brand.slug,
    simulated: brand.simulated,
    bucketSeconds: window.widthMs / 1000,
    dailySources,
    buckets: window.buckets.map((bucket, i) => ({
      start: isoSecond(bucket.start),
      all: bucket.total,
      negative: bucket.negative,
      betrayal: bucket.betrayal,
      expected: window.interval[i]?.expected ?? null,
      lower: window.interval[i]?.lower ?? null,
      upper: window.interval[i]?.upper ?? null,
      negativeExpected: window.negativeInterval[i]?.expected ?? null,
      negativeLower: window.negativeInterval[i]?.lower ?? null,
      negativeUpper: window.negativeInterval[i]?.upper ?? null,
    })),
  } satisfies Series);
}

const MOST = 200;

export async function apiMentions(c: Ctx) {
  const { store } = c.var.deps;
  const slug = c.req.query('brand');
  if (!slug) return wrong(c, 'Add a brand: ?brand=SLUG.');
  const brand = await store.read.brands.bySlug(slug);
  if (!brand) return unknown(c, 'brand');
  const problem = wrongMoment(c);
  if (problem !== undefined) return wrong(c, problem);
  const limit = wholeQuery(c, 'limit', { from: 1, to: MOST, otherwise: 50 });
  const query = await mentionQuery(c, { brands: [brand], every: false });
  const found = await store.read.mentions.list({
    ...filterOf(query, limit + 1, whoAsks(c)),
    offset: (query.page - 1) * limit,
  });
  return c.json({
    brand: brand.slug,
    from: isoSecond(query.from),
    to: isoSecond(query.to),
    page: query.page,
    more: found.length > limit,
    mentions: found.slice(0, limit).map((mention) => ({
      id: mention.id,
      source: mention.source,
      externalId: mention.externalId,
      kind: mention.kind,
      publishedAt: isoSecond(mention.publishedAt),
      precision: mention.precision ?? 'second',
      title: mention.title ?? null,
      text: mention.text,
      url: safeUrl(mention.url) ?? null,
      lang: mention.lang ?? null,
      reach: mention.reach,
      state: mention.state,
      sentiment: mention.sentiment ?? null,
      betrayal: mention.betrayal ?? null,
      simulated: mention.simulated,
    })),
  } satisfies MentionList);
}
