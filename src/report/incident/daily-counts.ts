/** Counts by whole day (UTC), as incidents of the library have them. */
import type { Course } from '../../domain/capsule.ts';
import { type BrandSeries, DAY_MS } from '../../domain/series.ts';
import { toDays } from '../../series/days.ts';

export const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);

/** All posts by whole day (UTC), as capsules count. */
export function dailyCounts(history: BrandSeries): Course['points'] {
  const { start, series } = toDays(history);
  return (series.all ?? []).map((count, i) => [dayOf(start + i * DAY_MS), count] as const);
}
