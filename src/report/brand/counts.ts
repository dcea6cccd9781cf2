/** The last weeks of each brand's counts, for lists of many brands. */
import type { PredictionInterval } from '../../domain/spike.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/series.ts';
import type { Reads } from '../../store/store.ts';
import type { BrandRow } from '../../store/brands/port.ts';
import { loadBrandSeries } from '../../series/brand-series.ts';
import { expectedOf } from '../incident/report.ts';
import { toDays } from '../../series/days.ts';

/** Enough for a prediction interval: five weeks of hours. */
const HISTORY_MS = 36 * DAY_MS;
const SPARK_HOURS = 48;
const SPARK_DAYS = 30;
/** A source outage changes which hours are complete without a new count, so counts are kept no longer. */
const KEEP_MS = MINUTE_MS;

export interface LastHour {
  /** Null where it is missing. */
  readonly count: number | null;
  readonly expected: PredictionInterval | undefined;
}

export interface BrandCounts {
  /** End of its data. */
  readonly dataEnd: number;
  /** Mentions a day over the last 30 days of its data. */
  readonly daily: readonly number[];
  /** Mentions in the last 7 days of its data. */
  readonly week: number;
  /** All mentions of the last two days of its data, hour by hour; null where they are missing. */
  readonly hourly: readonly (number | null)[];
  /** The last full hour of both headline series. */
  readonly lastHour: Readonly<Record<'negative' | 'all', LastHour>>;
}

async function read(reads: Reads, brand: BrandRow, now: number): Promise<BrandCounts | undefined> {
  const span = await reads.counts.span(brand.id, HOUR_MS);
  if (!span) return undefined;
  const from = Math.min(span.last, now) - HISTORY_MS;
  const history = await loadBrandSeries(reads, brand, now, { from, codes: false });
  if (!history) return undefined;
  const all = history.series['all'] ?? [];
  const last = (series: 'negative' | 'all') => ({
    count: history.series[series]?.at(-1) ?? null,
    expected: expectedOf(history, series).at(-1),
  });
  return {
    dataEnd: history.start + history.length * history.widthMs,
    daily: (toDays(history).series['all'] ?? []).slice(-SPARK_DAYS).map((count) => count ?? 0),
    week: all.slice(-7 * 24).reduce<number>((sum, count) => sum + (count ?? 0), 0),
    hourly: all.slice(-SPARK_HOURS),
    lastHour: { negative: last('negative'), all: last('all') },
  };
}

/** Counts by the id of the brand; brands without a counted mention are left out. */
export type ReadBrandCounts = (
  reads: Reads,
  brands: readonly BrandRow[],
  now: number,
) => Promise<ReadonlyMap<number, BrandCounts>>;

/** Reads counts that changed since the last call, and keeps the others for a minute at most. */
export function brandCountsReader(): ReadBrandCounts {
  const kept = new Map<number, { version: number; at: number; counts: BrandCounts | undefined }>();
  return async (reads, brands, now) => {
    const versions = new Map((await reads.live.versions()).map(({ id, counted }) => [id, counted]));
    const found = new Map<number, BrandCounts>();
    for (const brand of brands) {
      const version = versions.get(brand.id) ?? 0;
      const known = kept.get(brand.id);
      const at = Math.floor(now / KEEP_MS);
      const counts =
        known?.version === version && known.at === at ? known.counts : await read(reads, brand, now);
      kept.set(brand.id, { version, at, counts });
      if (counts) found.set(brand.id, counts);
    }
    return found;
  };
}
