/** A stretch of a brand's counts with what was expected, ready for a chart and a table. */
import type { CountBucket } from '../../chart/bars.ts';
import { expectedCounts } from '../incident/measures.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { PredictionInterval } from '../../domain/spike.ts';
import { toDays, wholeDays } from '../../series/days.ts';

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
  /** The same of negative mentions. */
  readonly negativeInterval: readonly (PredictionInterval | null)[];
  /** True where the last bucket is a day that is not over: it has no expected count. */
  readonly unfinished: boolean;
  /** How many of the last buckets are still being counted. */
  readonly open?: number;
}

/** More buckets than this are not drawn hour by hour. */
const MOST_HOURS = 24 * 21;

/** Hours for three weeks and less, days beyond. */
export function widthFor(from: number, to: number): number {
  return (to - from) / HOUR_MS <= MOST_HOURS ? HOUR_MS : DAY_MS;
}

interface Clock {
  readonly start: number;
  readonly widthMs: number;
  readonly length: number;
}

/** Which buckets of a history lie in [from, to). */
interface Cut {
  /** First bucket, and the one after the last. */
  readonly first: number;
  readonly last: number;
  /** A day that is not over follows the whole days. */
  readonly unfinished: boolean;
  /** End of the whole buckets of the history. */
  readonly wholeEnd: number;
  readonly dataEnd: number;
  readonly from: number;
  readonly to: number;
}

/** Where `cutWindow` cuts. */
export function cutOf(history: Clock, from: number, to: number, widthMs: number): Cut {
  const { start, widthMs: width, length } = widthMs >= DAY_MS ? wholeDays(history) : history;
  const first = Math.max(0, Math.floor((from - start) / width));
  const last = Math.min(length, Math.ceil((to - start) / width));
  const wholeEnd = start + length * width;
  const dataEnd = history.start + history.length * history.widthMs;
  const unfinished = width > history.widthMs && to > wholeEnd && dataEnd > wholeEnd;
  const begin = first < last ? start + first * width : unfinished ? wholeEnd : from;
  const end = unfinished ? dataEnd : begin + Math.max(0, last - first) * width;
  return { first, last, unfinished, wholeEnd, dataEnd, from: begin, to: end };
}

/** Cuts [from, to) out of a brand's hourly history. The prediction interval is fitted on what came before. */
export function cutWindow(history: BrandSeries, from: number, to: number, widthMs: number): ReportWindow {
  const cut = cutOf(history, from, to, widthMs);
  const begun: ReportBucket[] = [];
  if (cut.unfinished) {
    const sum = (name: string) => sumOf(history, name, cut.wholeEnd, cut.dataEnd);
    const [total, negative, betrayal] = [sum('all'), sum('negative'), sum('betrayal')];
    begun.push({ start: cut.wholeEnd, total, negative, betrayal });
  }
  const series = widthMs >= DAY_MS ? toDays(history) : history;
  const { all = [], negative = [], betrayal = [] } = series.series;
  const whole = Array.from({ length: Math.max(0, cut.last - cut.first) }, (_, k): ReportBucket => {
    const i = cut.first + k;
    return {
      start: series.start + i * series.widthMs,
      total: all[i] ?? null,
      negative: negative[i] ?? 0,
      betrayal: betrayal[i] ?? 0,
    };
  });
  const expectedOf = (counts: readonly (number | null)[]) => {
    const expected = expectedCounts({ start: series.start, widthMs: series.widthMs, counts });
    return [...whole.map((_, k) => expected[cut.first + k] ?? null), ...begun.map(() => null)];
  };
  return {
    from: cut.from,
    to: cut.to,
    widthMs: series.widthMs,
    buckets: [...whole, ...begun],
    interval: expectedOf(all),
    negativeInterval: expectedOf(negative),
    unfinished: cut.unfinished,
  };
}

/**
 * The window of a report: days of all mentions, or hours of what is judged by the hour. `widthMs` is a wish; what is judged
 * by day has no hours.
 */
export function reportWindow(
  history: BrandSeries,
  judged: BrandSeries,
  from: number,
  to: number,
  widthMs = widthFor(from, to),
): ReportWindow {
  const byDay = judged.widthMs >= DAY_MS || widthMs >= DAY_MS;
  return cutWindow(byDay ? history : judged, from, to, byDay ? DAY_MS : widthMs);
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
