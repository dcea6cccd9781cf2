/** The state of each source, and its mentions. */
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { type SourceHealth, sourceHealth } from '../../src/report/sources/health.ts';
import { dailyAt, loadCadences } from '../../src/series/daily-sources.ts';
import type { Ctx } from '../deps.ts';

export const RECENT_DAYS = 30;
const MOST_JOBS = 20;

interface Recent {
  /** Counted mentions of a source, all brands together. */
  readonly totals: ReadonlyMap<string, number>;
  /** Ids of the brands that they are about. */
  readonly brandIds: ReadonlyMap<string, readonly number[]>;
  /** Sources that give dates without times for a brand. */
  readonly daily: ReadonlySet<string>;
}

/** What each source brought in the last `RECENT_DAYS` of each brand's data. */
async function mentionsBySource(c: Ctx): Promise<Recent> {
  const { read } = c.var.deps.store;
  const totals = new Map<string, number>();
  const brandIds = new Map<string, number[]>();
  const daily = new Set<string>();
  for (const brand of await read.brands.all()) {
    const last = (await read.counts.span(brand.id, HOUR_MS))?.last ?? 0;
    const range = { brandId: brand.id, widthMs: HOUR_MS, from: last - RECENT_DAYS * DAY_MS, to: last + 1 };
    for (const { source, all } of await read.counts.bySource(range)) {
      totals.set(source, (totals.get(source) ?? 0) + all);
      brandIds.set(source, [...(brandIds.get(source) ?? []), brand.id]);
    }
    const cadences = await loadCadences(read, brand.id, range.from, last);
    for (const source of dailyAt(cadences, last)) daily.add(source);
  }
  return { totals, brandIds, daily };
}

/**
 * Examples are stored without a note on their source: the newest mention itself says when it was. Only the brands that the
 * source writes about are asked: in any other, all posts would be read to find none.
 */
async function withNewest(c: Ctx, one: SourceHealth, recent: Recent): Promise<SourceHealth> {
  const brandIds = recent.brandIds.get(one.id) ?? [];
  if (one.newestAt !== undefined || brandIds.length === 0) return one;
  const { read } = c.var.deps.store;
  const found = await Promise.all(
    brandIds.map(async (brandId) => {
      const span = await read.mentions.span(brandId);
      const last = { brandId, source: one.id, order: 'newest', limit: 1 } as const;
      return span ? read.mentions.list({ ...last, from: span.from, to: span.to + 1 }) : [];
    }),
  );
  const newest = found.flat().map(({ publishedAt }) => publishedAt);
  return newest.length === 0 ? one : { ...one, newestAt: Math.max(...newest) };
}

/** The state of every source, its counted mentions, and which sources give dates without times. */
export async function loadSources(
  c: Ctx,
): Promise<Pick<Recent, 'totals' | 'daily'> & { readonly all: SourceHealth[] }> {
  const { store, config, clock } = c.var.deps;
  const recent = await mentionsBySource(c);
  const { totals, daily } = recent;
  const all = sourceHealth({
    sources: config.sources,
    states: await store.read.sources.all(),
    gaps: await store.read.sources.gaps({}),
    backfills: await store.read.backfills.list(MOST_JOBS),
    others: [...totals.keys()],
    now: clock(),
  });
  const dated = await Promise.all(all.map((one) => withNewest(c, one, recent)));
  return { all: dated, totals, daily };
}
