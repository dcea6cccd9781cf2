/** A stretch of a brand's counts with what was expected, ready for a chart and a table. */
import type { CountBucket } from '../../chart/bars.ts';
import { predictionIntervalsOf } from '../../detect/spike/find-spikes.ts';
import { type BrandSeries, bucketStart, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { PredictionInterval } from '../../domain/spike.ts';

export interface ReportBucket extends CountBucket {
  readonly negative: number;
  readonly betrayal: number;
}

export interface ReportWindow {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  readonly widthMs: number;
  readonly buckets: readonly ReportBucket[];
  /** Expected counts of all mentions beside the buckets; `null` where unknown. */
  readonly interval: readonly (PredictionInterval | null)[];
  /** True where the last bucket is a day that is not over: it has no expected count. */
  readonly unfinished: boolean;
  /** How many of the last buckets are still being counted. */
  readonly open?: number;
}

/** More buckets than this are not drawn hour by hour. */
const MOST_HOURS = 24 * 21;

/** A day that lacks more of its hours is missing. */
const MOST_MISSING = 1 / 6;

/** Hours for three weeks and less, days beyond. */
export function widthFor(from: number, to: number): number {
  return (to - from) / HOUR_MS <= MOST_HOURS ? HOUR_MS : DAY_MS;
}

/** Sums the hours of a series into whole days; incomplete days at both ends are left out. */
export function toDays(series: BrandSeries): BrandSeries {
  const start = Math.ceil(series.start / DAY_MS) * DAY_MS;
  const end = bucketStart(series.start + series.length * series.widthMs, DAY_MS);
  const length = Math.max(0, (end - start) / DAY_MS);
  const perDay = DAY_MS / series.widthMs;
  const skip = (start - series.start) / series.widthMs;
  const days = Object.entries(series.series).map(([name, counts]) => {
    const sums = Array.from({ length }, (_, day) => {
      const first = skip + day * perDay;
      const hours = counts.slice(first, first + perDay);
      if (hours.filter((count) => count === null).length > MOST_MISSING * perDay) return null;
      return hours.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    });
    return [name, sums] as const;
  });
  return { ...series, start, widthMs: DAY_MS, length, series: Object.fromEntries(days) };
}

/** Cuts [from, to) out of a brand's whole hourly history; the band is fitted on what came before. */
export function cutWindow(history: BrandSeries, from: number, to: number, widthMs: number): ReportWindow {
  const series = widthMs >= DAY_MS ? toDays(history) : history;
  const width = series.widthMs;
  const all = series.series.all ?? [];
  const interval = predictionIntervalsOf({ start: series.start, widthMs: width, counts: all });
  const first = Math.max(0, Math.floor((from - series.start) / width));
  const last = Math.min(series.length, Math.ceil((to - series.start) / width));
  const buckets: ReportBucket[] = [];
  const points: (PredictionInterval | null)[] = [];
  for (let i = first; i < last; i += 1) {
    buckets.push({
      start: series.start + i * width,
      total: all[i] ?? null,
      negative: series.series.negative?.[i] ?? 0,
      betrayal: series.series.betrayal?.[i] ?? 0,
    });
    points.push(interval[i] ?? null);
  }
  const dayOver = series.start + series.length * width;
  const dataEnd = history.start + history.length * history.widthMs;
  const unfinished = width > history.widthMs && to > dayOver && dataEnd > dayOver;
  if (unfinished) {
    const sum = (name: string) => sumOf(history, name, dayOver, dataEnd);
    buckets.push({ start: dayOver, total: sum('all'), negative: sum('negative'), betrayal: sum('betrayal') });
    points.push(null);
  }
  const start = buckets[0]?.start ?? from;
  const end = unfinished ? dataEnd : start + buckets.length * width;
  return { from: start, to: end, widthMs: width, buckets, interval: points, unfinished };
}

/** Sum of one series over [from, to). */
export function sumOf(series: BrandSeries, name: string, from: number, to: number): number {
  const counts = series.series[name] ?? [];
  const first = Math.max(0, Math.floor((from - series.start) / series.widthMs));
  const last = Math.min(series.length, Math.ceil((to - series.start) / series.widthMs));
  let sum = 0;
  for (let i = first; i < last; i += 1) sum += counts[i] ?? 0;
  return sum;
}
