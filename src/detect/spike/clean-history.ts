/** Winsorises counts, so that an outlier moves a baseline no further than an ordinary high count. */
import { HOUR_MS } from '../../domain/series.ts';
import { countDeviation } from '../stats/count-tail.ts';
import { upperFence } from '../stats/robust.ts';

/** Winsorised counts on one clock; NaN is missing, and only buckets marked in `usable` are read. */
export interface History {
  readonly start: number;
  readonly widthMs: number;
  readonly clean: Float64Array;
  readonly usable: Uint8Array;
}

/** Caps each bucket of [from, to) at the fence of its hour of day; missing buckets become NaN. */
export function cleanByHour(
  counts: readonly (number | null)[],
  start: number,
  widthMs: number,
  from: number,
  to: number,
  clean: Float64Array,
): void {
  const groups: number[][] = Array.from({ length: 24 }, () => []);
  const hourOf = (i: number) => Math.floor((start + i * widthMs) / HOUR_MS) % 24;
  const all: number[] = [];
  for (let i = from; i < to; i++) {
    const count = counts[i];
    if (count === null || count === undefined) continue;
    groups[hourOf(i)]?.push(count);
    all.push(count);
  }
  const overall = upperFence(all);
  // Few days give no quartiles for an hour of the day: the fence of all hours is used.
  const fences = groups.map((values) => (values.length >= 5 ? upperFence(values) : overall));
  for (let i = from; i < to; i++) {
    const count = counts[i];
    clean[i] =
      count === null || count === undefined ? Number.NaN : Math.min(count, fences[hourOf(i)] ?? count);
  }
}

/** Caps one count at four deviations above what was expected of it. */
export function cleanCount(count: number, expected: number, dispersion: number): number {
  return Math.min(count, expected + 4 * countDeviation(expected, dispersion) + 1);
}

/** Marks the buckets of [from, to) as usable, the missing ones as not. */
export function markPresent(
  usable: Uint8Array,
  counts: readonly (number | null)[],
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) usable[i] = counts[i] === null ? 0 : 1;
}
