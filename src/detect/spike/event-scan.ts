/**
 * Alarms within minutes: at each post the windows of some minutes to some hours that end with it are held against what the
 * baseline expects of them. The dispersion is that of an hour, which short windows share with it, times the rule's spread.
 * A scan over many windows and moments needs a small probability at each (Naus 1982); with overdispersed counts the tail
 * has to hold the dispersion too.
 */
import { HOUR_MS, MINUTE_MS } from '../../domain/series.ts';
import { countDeviation } from '../stats/count-tail.ts';
import { negLog10POf } from './rule.ts';

/** What is usual around a moment. */
export interface EventRate {
  /** Posts an hour that are expected in the hour of `at` (ms). */
  readonly perHour: (at: number) => number;
  readonly dispersion: number;
}

/** The same for one hour. */
export interface NextRate {
  readonly perHour: number;
  readonly dispersion: number;
}

export interface EventAlarm {
  /** When it was raised, and the first post of the window that raised it (ms). */
  readonly at: number;
  readonly from: number;
  readonly negLog10P: number;
}

export const EVENT_RULE = {
  windowMinutes: [5, 10, 20, 40, 60, 120],
  /** −log10 of the tail probability: a year holds 100,000 five-minute windows in each of three series. */
  negLog10P: 6.5,
  minCount: 8,
  minMultiple: 3,
} as const;
/** Times are looked through this far back. */
export const EVENT_REACH_MS = 3 * HOUR_MS;

/** The first moment of `times` (ms, ascending) at which a window alarms, not before `since`. */
export function firstEventAlarm(
  times: readonly number[],
  { perHour, dispersion }: EventRate,
  since = Number.NEGATIVE_INFINITY,
): EventAlarm | undefined {
  const { windowMinutes, negLog10P, minCount, minMultiple } = EVENT_RULE;
  const starts = windowMinutes.map(() => 0);
  for (const [j, at] of times.entries()) {
    for (const [w, minutes] of windowMinutes.entries()) {
      const from = at - minutes * MINUTE_MS;
      while ((times[starts[w] as number] as number) <= from) starts[w] = (starts[w] as number) + 1;
      if (at < since) continue;
      const first = starts[w] as number;
      const count = j + 1 - first;
      if (count < minCount) continue;
      const expected = expectedBetween(perHour, from, at);
      if (count < minMultiple * expected || count < expected + 3 * countDeviation(expected, dispersion))
        continue;
      const found = negLog10POf(count, expected, dispersion);
      if (found >= negLog10P) return { at, from: times[first] as number, negLog10P: found };
    }
  }
  return undefined;
}

/**
 * Whether the posts of an hour so far, `elapsed` ms of it, may hold an alarm: whether it is worth while to read their times.
 */
export function mayAlarm(count: number, elapsed: number, { perHour }: NextRate): boolean {
  const { minCount, minMultiple } = EVENT_RULE;
  return count >= minCount / 2 && count * 2 >= (minMultiple * perHour * elapsed) / HOUR_MS;
}

/** Posts expected in (from, to], by the hours it touches. */
function expectedBetween(perHour: EventRate['perHour'], from: number, to: number): number {
  let sum = 0;
  for (let at = from; at < to; ) {
    const next = Math.min(to, (Math.floor(at / HOUR_MS) + 1) * HOUR_MS);
    sum += (perHour(at) * (next - at)) / HOUR_MS;
    at = next;
  }
  return sum;
}
