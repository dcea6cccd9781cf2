/** The state of each source, and its mentions. */
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { type SourceHealth, sourceHealth } from '../../src/report/sources/health.ts';
import type { Ctx } from '../deps.ts';

export const RECENT_DAYS = 30;
const MOST_JOBS = 20;

/** Counted mentions of each source in the last `RECENT_DAYS` of a brand's data, all brands together. */
async function mentionsBySource(c: Ctx): Promise<Map<string, number>> {
  const { read } = c.var.deps.store;
  const totals = new Map<string, number>();
  for (const brand of await read.brands.all()) {
    const last = (await read.counts.span(brand.id, HOUR_MS))?.last ?? 0;
    const range = { brandId: brand.id, widthMs: HOUR_MS, from: last - RECENT_DAYS * DAY_MS, to: last + 1 };
    for (const { source, all } of await read.counts.bySource(range)) {
      totals.set(source, (totals.get(source) ?? 0) + all);
    }
  }
  return totals;
}

/** The state of every source, and its counted mentions. */
export async function loadSources(c: Ctx): Promise<{ all: SourceHealth[]; totals: Map<string, number> }> {
  const { store, config, clock } = c.var.deps;
  const totals = await mentionsBySource(c);
  const all = sourceHealth({
    sources: config.sources,
    states: await store.read.sources.all(),
    gaps: await store.read.sources.gaps({}),
    backfills: await store.read.backfills.list(MOST_JOBS),
    others: [...totals.keys()],
    now: clock(),
  });
  return { all, totals };
}
