/**
 * The effect of a date on a series of counts: what came after it, less what was expected. The
 * interval of the excess and the p-value come from one predictive distribution, so the interval holds 0 exactly
 * where p is 0.05 or more.
 */
import type { Random } from '../../domain/clock.ts';
import { HOUR_MS, type CountSeries } from '../../domain/series.ts';
import type { Estimate } from '../../domain/spike.ts';
import { type Course, halfLifeOf, meanOfThree, recoveryOf } from '../spike/course.ts';
import { blockSpread, type ExposedSeries, expectedOf, fitEffect } from './baseline.ts';
import { courseIntervals, type Timing } from './course-intervals.ts';
import { chooseControl, type Control, HISTORY_DAYS, windowOf } from './placebo.ts';
import { type Predictive, predictWindow, twoSided } from './predictive.ts';
import { bucketsPerDay, DEFAULT_RULE, isAboveInterval } from '../spike/rule.ts';

/** Least history before the date, in days with counts. */
const LEAST_DAYS = 14;
/** Silent on most days: from this share on; and with so many times the posts on others that single posts would bring. */
const MOSTLY = 0.5;
const BURSTS = 5;
/** Two-sided probability outside of a 95% interval. */
const OUTSIDE = 0.05;
/** Square of the normal quantile of 0.975. */
const Z_SQUARED = 3.8415;

interface EffectOptions {
  /** The date, ms: the bucket that holds it is the first of the window. */
  readonly at: number;
  /** End of the measured window, ms; default seven days after the date. */
  readonly until?: number;
  readonly controls?: readonly Control[];
  /** Chance for the bootstrap of the times; the same generator state gives the same intervals. */
  readonly random: Random;
  /** Bootstrap draws; default 400. */
  readonly draws?: number;
}

export interface Effect {
  /** Expected count per bucket of the window, and for the window as a whole. */
  readonly baseline: { readonly value: number; readonly lower: number; readonly upper: number };
  readonly expected: { readonly value: number; readonly lower: number; readonly upper: number };
  /** Count in the window's buckets. */
  readonly observed: number;
  /** Start of the first of two buckets above the prediction interval, ms; null where the window holds no such rise. */
  readonly onset: number | null;
  readonly peak: { readonly value: number; readonly multiple: number; readonly at: number };
  /** Sum of observed − expected from the date to the end of the window. */
  readonly excess: Estimate;
  /** From the peak on. */
  readonly halfLifeHours: Timing;
  /** From the onset on, or from the date where there is no onset. */
  readonly recoveryHours: Timing;
  /** Two-sided, against the same predictive distribution as the interval of the excess. */
  readonly pValue: number;
  /** The control that forecast better than none before the date, if any. */
  readonly control: string | null;
  /** Placebo windows behind the intervals. */
  readonly placebos: number;
  /** Buckets of the window with and without a count. */
  readonly buckets: { readonly present: number; readonly missing: number };
}

/** The window of a date has no count, or what lies before it is too short. */
export class EffectInputError extends Error {
  override readonly name = 'EffectInputError';
}

/** The excess alone, without the course: what the placebo tests of this module run often. */
interface WindowEffect {
  readonly first: number;
  readonly last: number;
  readonly series: ExposedSeries;
  readonly control: string | undefined;
  readonly observed: number;
  readonly predictive: Predictive;
  readonly placebos: number;
  readonly excess: Estimate;
  readonly pValue: number;
  /** Variance ÷ mean of one bucket, of a day, and the relative deviation of the level. */
  readonly spread: { readonly bucket: number; readonly day: number };
  readonly expected: readonly number[];
}

/** Measures the excess. Throws EffectInputError where there is too little to measure. */
export function windowEffect(
  series: CountSeries,
  options: Pick<EffectOptions, 'at' | 'until' | 'controls'>,
): WindowEffect {
  const { at, until = at + 7 * 24 * HOUR_MS, controls = [] } = options;
  const { start, widthMs, counts } = series;
  const perDay = bucketsPerDay(widthMs);
  const first = Math.floor((at - start) / widthMs);
  const last = Math.min(counts.length, Math.ceil((until - start) / widthMs));
  const from = Math.max(0, first - HISTORY_DAYS * perDay);
  const before = counts.slice(from, Math.max(0, first)).filter((count) => count !== null).length;
  if (before < LEAST_DAYS * perDay)
    throw new EffectInputError(
      `only ${Math.floor(before / perDay)} days of counts lie before the date; at least ${LEAST_DAYS} are needed`,
    );
  refuseSilent(counts.slice(from, first), perDay);
  if (!counts.slice(first, last).some((count) => count !== null))
    throw new EffectInputError('there are no counts between the date and the end of its window');
  const width = last - first;
  const chosen = chooseControl(series, controls, from, first, width);
  const exposed = chosen.series;
  const fit = fitEffect(exposed, from, first);
  const { observed, expected } = windowOf(exposed, fit, first, last);
  const day = blockSpread(exposed, fit, from, first, Math.min(perDay, width));
  const predictive = predictWindow(
    expected,
    day,
    expected / Math.max(1, width / perDay),
    chosen.placebos,
    width,
  );
  return {
    first,
    last,
    series: exposed,
    control: chosen.control,
    observed,
    predictive,
    placebos: chosen.placebos.windows.length,
    excess: excessOf(observed, predictive),
    pValue: twoSided(predictive, observed),
    spread: { bucket: blockSpread(exposed, fit, from, first, 1), day },
    expected: Array.from({ length: width }, (_, k) => expectedOf(fit, exposed, first + k)),
  };
}

/**
 * The interval of the excess: the predictive limits, widened by the Poisson noise that the excess itself
 * carries, at each limit as if the limit were true (Wilson 1927), so that a limit keeps its side of 0.
 */
function excessOf(observed: number, predictive: Predictive): Estimate {
  const value = observed - predictive.mean;
  const lower = Math.min(value, observed - predictive.quantile(1 - OUTSIDE / 2));
  const upper = Math.max(value, observed - predictive.quantile(OUTSIDE / 2));
  const widened = (limit: number, side: -1 | 1) => {
    if (limit <= 0) return limit;
    const centre = 2 * value + Z_SQUARED;
    const rest = value ** 2 - (limit - value) ** 2;
    return Math.max(0, (centre + side * Math.sqrt(Math.max(0, centre ** 2 - 4 * rest))) / 2);
  };
  return { value, lower: widened(lower, -1), upper: widened(upper, 1) };
}

/** Measures the effect of a date. Throws EffectInputError where there is too little to measure. */
export function measureEffect(series: CountSeries, options: EffectOptions): Effect {
  const measured = windowEffect(series, options);
  const { first, last, predictive, observed, excess } = measured;
  const { start, widthMs } = series;
  const counts = series.counts.slice(first, last);
  const present = counts.filter((count) => count !== null).length;
  const level = predictive.mean / present;
  const perDay = bucketsPerDay(widthMs);
  const course: Course = {
    widthMs,
    counts,
    expected: measured.expected,
    dispersion: dispersionOf(measured.spread.bucket, level),
    dayDispersion: dispersionOf(measured.spread.day, level * perDay),
  };
  const seen = meanOfThree(course, (count) => count);
  let peakAt = 0;
  for (let i = 1; i < seen.length; i++) if (!((seen[i] ?? Number.NaN) <= (seen[peakAt] ?? -1))) peakAt = i;
  const onset = effectOnset(course);
  const above = meanOfThree(course, (count, expected) => count - expected);
  const fromOnset: Course = {
    ...course,
    counts: counts.slice(onset ?? 0),
    expected: course.expected.slice(onset ?? 0),
  };
  const whole = {
    value: predictive.mean,
    lower: Math.min(predictive.mean, predictive.quantile(OUTSIDE / 2)),
    upper: Math.max(predictive.mean, predictive.quantile(1 - OUTSIDE / 2)),
  };
  const times = courseIntervals(
    course,
    {
      halfLife: halfLifeOf(course, above, peakAt),
      recovery: recoveryOf(fromOnset),
      peakAt,
      onset: onset ?? 0,
    },
    measured,
    options,
  );
  return {
    baseline: { value: level, lower: whole.lower / present, upper: whole.upper / present },
    expected: whole,
    observed,
    onset: onset === undefined ? null : start + (first + onset) * widthMs,
    peak: {
      value: seen[peakAt] ?? 0,
      multiple: (seen[peakAt] ?? 0) / Math.max(level, 1e-9),
      at: start + (first + peakAt) * widthMs,
    },
    excess,
    ...times,
    pValue: measured.pValue,
    control: measured.control ?? null,
    placebos: measured.placebos,
    buckets: { present, missing: counts.length - present },
  };
}

/**
 * Refuses a series that has no posts on most days and many on the others: no level stands for both, so neither the
 * excess nor its chance could be said. A brand that is rarely mentioned is silent on most days too, with few posts on others.
 */
function refuseSilent(counts: readonly (number | null)[], perDay: number): void {
  const days: number[] = [];
  for (let end = counts.length; end >= perDay; end -= perDay) {
    const known = counts.slice(end - perDay, end).filter((count) => count !== null);
    if (known.length * 2 >= perDay) days.push(known.reduce((sum, count) => sum + count, 0));
  }
  const busy = days.filter((count) => count > 0);
  const silent = 1 - busy.length / Math.max(1, days.length);
  if (silent < MOSTLY || busy.length === 0) return;
  // Posts that come one by one at a rate leave so many days silent, and on the others so many are expected.
  const rate = -Math.log(silent);
  // The middle one: one outcry among few posts makes no busy days.
  const middle = busy.sort((a, b) => a - b)[Math.floor(busy.length / 2)] ?? 0;
  if (middle > BURSTS * (rate / (1 - silent)))
    throw new EffectInputError(
      `${days.length - busy.length} of the ${days.length} days before the date have no posts and the others about ${middle.toFixed(0)}, so that nothing says what is usual`,
    );
}

/** Dispersion of the NB2 form from a ratio of variance to mean. */
function dispersionOf(spread: number, mean: number): number {
  return Math.max(0.002, (spread - 1) / Math.max(mean, 0.05));
}

/**
 * The first of two or more complete buckets in a row above the prediction interval that hold the least count of a spike;
 * undefined where there are none. A missing bucket does not end the run.
 */
function effectOnset(course: Course): number | undefined {
  let first = -1;
  let held = 0;
  let row = 0;
  for (let i = 0; i < course.counts.length; i++) {
    const count = course.counts[i];
    if (count === null || count === undefined) continue;
    if (!isAboveInterval(count, course.expected[i] ?? 0, course.dispersion, DEFAULT_RULE)) {
      [first, held, row] = [-1, 0, 0];
      continue;
    }
    if (first < 0) first = i;
    held += count;
    row++;
    if (row >= 2 && held >= DEFAULT_RULE.minCount) return first;
  }
  return undefined;
}
