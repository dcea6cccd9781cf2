/** A brand's counts as pages show them, where some of its sources give dates without times. */
import { type BrandSeries, DAY_MS, HOUR_MS } from '../domain/series.ts';
import type { SpikePrecision } from '../domain/spike.ts';
import type { Reads } from '../store/store.ts';
import { loadBrandSeries } from './brand-series.ts';
import { type Cadence, dailyAt, loadCadences } from './daily-sources.ts';
import { toDays } from './days.ts';

type Brand = { readonly id: number; readonly slug: string };
interface Range {
  readonly from: number;
  readonly to?: number;
  readonly codes?: false;
}

export interface ShownCounts {
  /** All mentions by the hour. Those that say only their day stand at its 00:00 UTC: for sums and for days. */
  readonly history: BrandSeries;
  readonly cadences: readonly Cadence[];
  readonly range: Range;
}

export interface JudgedCounts {
  /** What is compared with normal: the days of all sources, or the hours of those that give times. */
  readonly judged: BrandSeries;
  /** Sources that give dates without times, in order of their names. */
  readonly dailySources: readonly string[];
}

/** The counts of a brand; undefined while it has none in the range. */
export async function loadShownCounts(
  reads: Reads,
  brand: Brand,
  now: number,
  range: Range,
): Promise<ShownCounts | undefined> {
  const until = Math.min(now, range.to ?? now);
  const cadences = await loadCadences(reads, brand.id, range.from, until);
  const history = await loadBrandSeries(reads, brand, now, { ...range, daily: cadences.at(-1)!.daily });
  return history && { history, cadences, range };
}

/**
 * How those counts are judged at a moment: by day where a spike was found by day, or where no source gives times; else by
 * the hour.
 */
export async function judgedCounts(
  reads: Reads,
  brand: Brand,
  now: number,
  { history, cadences, range }: ShownCounts,
  { at, precision }: { readonly at: number; readonly precision?: SpikePrecision | undefined },
): Promise<JudgedCounts> {
  const dailySources = dailyAt(cadences, at);
  if (dailySources.length === 0) return { judged: history, dailySources };
  const { start, length, widthMs } = history;
  const counted = { brandId: brand.id, widthMs: HOUR_MS, from: start, to: start + length * widthMs };
  const sources = await reads.counts.bySource(counted);
  const allDaily = sources.every(({ source }) => dailySources.includes(source));
  if (precision === 'day' || (precision === undefined && allDaily))
    return { judged: toDays(history), dailySources };
  const hours = await loadBrandSeries(reads, brand, now, { ...range, except: dailySources });
  return { judged: hours ?? history, dailySources };
}

/** Whether a series is one of days. */
export function isByDay({ widthMs }: Pick<BrandSeries, 'widthMs'>): boolean {
  return widthMs >= DAY_MS;
}
