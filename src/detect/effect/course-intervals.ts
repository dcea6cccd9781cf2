/**
 * Intervals of the half-life and the recovery of an effect, by parametric bootstrap (Efron and
 * Tibshirani 1993, chapter 6): counts are drawn around the smoothed course, the level of the baseline
 * around its estimate, and each draw is measured like the data.
 */
import type { Random } from '../../domain/clock.ts';
import { HOUR_MS } from '../../domain/series.ts';
import type { Estimate } from '../../domain/spike.ts';
import { type Course, halfLifeOf, meanOfThree, recoveryOf, smoothCourse } from '../spike/course.ts';
import type { Predictive } from './predictive.ts';
import { quantileOfSorted } from '../stats/robust.ts';
import { sampleCount, sampleNormal } from '../stats/sampling.ts';

const DRAWS = 400;

/** Hours with an interval; censored where the course ends before. */
export type Timing = Estimate & { readonly censored: boolean };

interface Times {
  /** Buckets; undefined where the course ends before. */
  readonly halfLife: number | undefined;
  readonly recovery: number | undefined;
  readonly peakAt: number;
  readonly onset: number;
}

/** Half-life and recovery in hours with 95% intervals. One that did not come is marked as censored. */
export function courseIntervals(
  course: Course,
  times: Times,
  measured: { readonly predictive: Predictive },
  options: { readonly random: Random; readonly draws?: number },
): { readonly halfLifeHours: Timing; readonly recoveryHours: Timing } {
  const { random, draws = DRAWS } = options;
  const mean = smoothCourse(course);
  const { predictive } = measured;
  // Four deviations lie between the limits; the level is as uncertain as the whole window's sum.
  const levelDeviation = Math.min(
    1,
    (predictive.quantile(0.975) - predictive.quantile(0.025)) / 4 / Math.max(1, predictive.mean),
  );
  const halfLives: number[] = [];
  const recoveries: number[] = [];
  const length = course.counts.length;
  for (let draw = 0; draw < draws; draw++) {
    const level = Math.exp(levelDeviation * sampleNormal(random));
    const drawn: Course = {
      ...course,
      counts: course.counts.map((count, i) => {
        if (count === null) return null;
        const expected = course.expected[i] ?? 0;
        const above = Math.max(0, (mean[i] ?? 0) - expected);
        return sampleCount(expected, course.dispersion, random) + sampleCount(above, 0, random);
      }),
      expected: course.expected.map((e) => e * level),
    };
    const above = meanOfThree(drawn, (count, expected) => count - expected);
    let peakAt = 0;
    for (let i = 1; i < length; i++) if (!((above[i] ?? Number.NaN) <= (above[peakAt] ?? -1))) peakAt = i;
    halfLives.push(halfLifeOf(drawn, above, peakAt) ?? length - peakAt);
    const after = {
      ...drawn,
      counts: drawn.counts.slice(times.onset),
      expected: drawn.expected.slice(times.onset),
    };
    recoveries.push(recoveryOf(after) ?? length - times.onset);
  }
  const hours = course.widthMs / HOUR_MS;
  return {
    halfLifeHours: timing(times.halfLife, halfLives, length - times.peakAt, hours),
    recoveryHours: timing(times.recovery, recoveries, length - times.onset, hours),
  };
}

/** Percentile interval, widened to hold the value and no shorter than the clock can tell: a bucket. */
function timing(value: number | undefined, draws: readonly number[], there: number, hours: number): Timing {
  const sorted = Float64Array.from(draws).sort();
  const at = value ?? there;
  return {
    value: at * hours,
    lower: Math.max(0, Math.min(at, quantileOfSorted(sorted, 0.025))) * hours,
    upper: Math.max(at, quantileOfSorted(sorted, 0.975)) * hours,
    censored: value === undefined,
  };
}
