/** A series of parts of an hour as one of hours. */
import { type CountSeries, HOUR_MS } from '../../domain/series.ts';

/** Whole hours, null where a part is missing; undefined where buckets are longer than an hour or do not fill one. */
export function hourly(series: CountSeries): CountSeries | undefined {
  const { start, widthMs, counts } = series;
  if (widthMs === HOUR_MS) return series;
  const parts = HOUR_MS / widthMs;
  if (!Number.isInteger(parts)) return undefined;
  const first = Math.ceil(start / HOUR_MS) * HOUR_MS;
  const skip = (first - start) / widthMs;
  if (!Number.isInteger(skip)) return undefined;
  const hours = Math.max(0, Math.floor((counts.length - skip) / parts));
  return {
    start: first,
    widthMs: HOUR_MS,
    counts: Array.from({ length: hours }, (_, h) => {
      const own = counts.slice(skip + h * parts, skip + (h + 1) * parts);
      return own.some((count) => count === null)
        ? null
        : own.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    }),
  };
}
