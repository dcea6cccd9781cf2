/** Days of an hourly series. */
import { type BrandSeries, bucketStart, DAY_MS } from '../domain/series.ts';

/** A day that lacks more of its hours is missing. */
const MOST_MISSING = 1 / 6;

interface Clock {
  readonly start: number;
  readonly widthMs: number;
  readonly length: number;
}

/** The whole days of an hourly series; incomplete days at both ends are left out. */
export function wholeDays(series: Clock): Clock {
  const start = Math.ceil(series.start / DAY_MS) * DAY_MS;
  const end = bucketStart(series.start + series.length * series.widthMs, DAY_MS);
  return { start, widthMs: DAY_MS, length: Math.max(0, (end - start) / DAY_MS) };
}

/** Sums the hours of a series into whole days. */
export function toDays(series: BrandSeries): BrandSeries {
  const { start, length } = wholeDays(series);
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
