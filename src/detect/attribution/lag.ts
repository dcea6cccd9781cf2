/** The dates of a policy change as intervals, and how far a moment lies from them. */
import type { PolicyChange } from '../../domain/brand.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';

export interface ChangeDate {
  readonly kind: 'announced' | 'observed' | 'effective';
  /** Equal where the date is exact. Times in ms. */
  readonly from: number;
  readonly to: number;
}

/** A date without a time of day covers its whole UTC day. */
function whole(kind: ChangeDate['kind'], at: number): ChangeDate {
  return { kind, from: at, to: at % DAY_MS === 0 ? at + DAY_MS : at };
}

/** The change's dates, announced first; a date that repeats an earlier one is left out. */
export function datesOf(change: PolicyChange): ChangeDate[] {
  const dates: ChangeDate[] = [];
  if (change.announced !== undefined) dates.push(whole('announced', change.announced));
  if (change.observed) dates.push({ kind: 'observed', from: change.observed.after, to: change.observed.by });
  if (change.effective !== undefined) dates.push(whole('effective', change.effective));
  return dates.filter((date, i) => dates.findIndex((d) => d.from === date.from && d.to === date.to) === i);
}

/**
 * Ms from the interval to `at`: 0 inside, negative before it. An onset that is known only by its day may lie in any hour
 * of that day (`wholeDay`), so it is 0 where the two overlap.
 */
export function lagTo(date: ChangeDate, at: number, wholeDay = false): number {
  const latest = wholeDay ? at + DAY_MS - HOUR_MS : at;
  if (latest < date.from) return latest - date.from;
  return at > date.to ? at - date.to : 0;
}
