/**
 * An outcry as a forecast at one of its hours sees it: how the excess stands at that hour, and what was left of it over the 72
 * hours after. Whatever describes a moment is known by then; only `y` looks ahead.
 */

/** Observed less expected posts of each hour from the onset on; null is missing. */
export type Excess = readonly (number | null)[];

/** Hours after the moment over which is measured what is left, and hours before it that this is a share of. */
export const HOURS_AFTER = 72;
export const HOURS_BEFORE = 24;
/** An outcry younger than this has no slope to go on from. */
export const LEAST_AGE = 12;
/** Half of a window must have counts, two thirds of the hours after. */
const LEAST_PRESENT = 0.5;
const LEAST_PRESENT_AFTER = 2 / 3;
/** Posts above the usual in the hours before, and their share of the peak: with less there is nothing to fall. */
export const LEAST_EXCESS = 20;
export const LEAST_OF_PEAK = 0.1;
/** Least share of the hours before that the logarithm of a window takes. */
const FLOOR = 0.1;
/** What is left is taken as no less than this share: counts under the usual have no logarithm. */
export const FLOOR_LEFT = 0.02;

/** How an outcry stands at an hour. */
export interface Moment {
  /** Hours since the onset. */
  readonly age: number;
  /** 1; log of the last 6 h and of the 6 h before them, over the hours before; log hours before over peak; log age; log peak. */
  readonly x: readonly number[];
}

/** A moment whose next 72 hours are known. */
export interface KnownMoment extends Moment {
  /** Log of mean excess an hour after over mean excess an hour before. */
  readonly y: number;
}

/** Mean of what is present from `first` to before `end`; undefined where too little is. */
export function meanOver(
  excess: Excess,
  first: number,
  end: number,
  least = LEAST_PRESENT,
): number | undefined {
  let [sum, n] = [0, 0];
  for (let i = Math.max(0, first); i < end; i++) {
    const value = excess[i];
    if (value === null || value === undefined) continue;
    sum += value;
    n++;
  }
  return n > 0 && n >= least * (end - first) ? sum / n : undefined;
}

/** Largest mean of three hours up to `age`, not counting single hours that happen to stand out. */
function peakUntil(excess: Excess, age: number): number {
  let peak = 0;
  for (let i = 0; i + 3 <= age; i++) peak = Math.max(peak, meanOver(excess, i, i + 3) ?? 0);
  return peak;
}

/** Why an hour of an outcry can be no moment of a forecast. */
export type NoMoment = 'too-young' | 'too-small' | 'missing';

/** The moment after `age` hours. */
export function momentAt(excess: Excess, age: number, peak = peakUntil(excess, age)): Moment | NoMoment {
  if (age < LEAST_AGE) return 'too-young';
  const length = Math.min(HOURS_BEFORE, age);
  const before = meanOver(excess, age - length, age);
  const last = meanOver(excess, age - 6, age);
  const earlier = meanOver(excess, age - 12, age - 6);
  if (before === undefined || last === undefined || earlier === undefined) return 'missing';
  if (before * length < LEAST_EXCESS || before < LEAST_OF_PEAK * peak) return 'too-small';
  const share = (mean: number) => Math.log(Math.max(FLOOR, mean / before));
  return {
    age,
    x: [1, share(last), share(earlier), Math.log(before / peak), Math.log(age), Math.log(peak)],
  };
}

/** What is left over the hours after, as a logarithm; undefined where they are not known. `length`: buckets, of days for days. */
export function logLeft(
  excess: Excess,
  age: number,
  length = { before: HOURS_BEFORE, after: HOURS_AFTER },
): number | undefined {
  if (age + length.after > excess.length) return undefined;
  const before = meanOver(excess, age - Math.min(length.before, age), age);
  const after = meanOver(excess, age, age + length.after, LEAST_PRESENT_AFTER);
  if (before === undefined || after === undefined || before <= 0) return undefined;
  return Math.log(Math.max(FLOOR_LEFT, after / before));
}

/** All moments of an outcry whose next 72 hours are known. */
export function knownMoments(excess: Excess): KnownMoment[] {
  const moments: KnownMoment[] = [];
  let peak = peakUntil(excess, LEAST_AGE);
  for (let age = LEAST_AGE; age + HOURS_AFTER <= excess.length; age++) {
    peak = Math.max(peak, meanOver(excess, age - 3, age) ?? 0);
    const moment = momentAt(excess, age, peak);
    const y = logLeft(excess, age);
    if (typeof moment !== 'string' && y !== undefined) moments.push({ ...moment, y });
  }
  return moments;
}
