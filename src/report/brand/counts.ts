/** The last weeks of each brand's counts, for lists of many brands. */
import type { PredictionInterval } from '../../domain/spike.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/series.ts';
import type { Reads } from '../../store/store.ts';
import type { BrandRow } from '../../store/brands/port.ts';
import { isByDay, judgedCounts, loadShownCounts } from '../../series/judged-series.ts';
import { expectedOf } from '../incident/report.ts';
import { toDays } from '../../series/days.ts';

/** Enough for a prediction interval: five weeks of hours. */
const HISTORY_MS = 36 * DAY_MS;
const SPARK_HOURS = 48;
const SPARK_DAYS = 30;
/** A source outage changes which hours are complete without a new count, so counts are kept no longer. */
const KEEP_MS = MINUTE_MS;

export interface LastCount {
  /** The last two days of its data hour by hour, or the last 30 day by day; null where they are missing. */
  readonly recent: readonly (number | null)[];
  /** What was usual then. */
  readonly usual: readonly (PredictionInterval | null | undefined)[];
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
  /** `day` where all its sources give dates without times. */
  readonly unit: 'hour' | 'day';
  /** The last full hour or day of both headline series. */
  readonly last: Readonly<Record<'negative' | 'all', LastCount>>;
}

async function read(reads: Reads, brand: BrandRow, now: number): Promise<BrandCounts | undefined> {
  const span = await reads.counts.span(brand.id, HOUR_MS);
  if (!span) return undefined;
  const from = Math.min(span.last, now) - HISTORY_MS;
  const shown = await loadShownCounts(reads, brand, now, { from, codes: false });
  if (!shown) return undefined;
  const { history } = shown;
  const end = history.start + history.length * history.widthMs;
  const { judged } = await judgedCounts(reads, brand, now, shown, { at: end - 1 });
  const byDay = isByDay(judged);
  const all = history.series['all'] ?? [];
  const most = byDay ? SPARK_DAYS : SPARK_HOURS;
  const last = (series: 'negative' | 'all') => {
    const [counts, usual] = [judged.series[series] ?? [], expectedOf(judged, series)];
    return {
      count: counts.at(-1) ?? null,
      expected: usual.at(-1),
      recent: counts.slice(-most),
      usual: usual.slice(-most),
    };
  };
  return {
    dataEnd: end,
    unit: byDay ? 'day' : 'hour',
    daily: (toDays(history).series['all'] ?? []).slice(-SPARK_DAYS).map((count) => count ?? 0),
    week: all.slice(-7 * 24).reduce<number>((sum, count) => sum + (count ?? 0), 0),
    last: { negative: last('negative'), all: last('all') },
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
