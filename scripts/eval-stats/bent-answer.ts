/**
 * How fast an incident fell before and after the company answered. The excess from the peak on is fitted as one
 * exponential that may bend at the answer: log excess = a − k₁·hours before − k₂·hours after + γ·log daily cycle, on
 * top of the baseline, whose level may be off within its own uncertainty. Maximum quasi-likelihood by Fisher scoring
 * (McCullagh and Nelder 1989, chapter 9), the dispersion from Pearson's statistic, intervals by the delta method.
 */
import { type CountSeries, HOUR_MS } from '../../src/domain/series.ts';
import type { Estimate } from '../../src/domain/spike.ts';
import { measureCourse } from '../../src/detect/spike/course.ts';
import { fitBentDecay } from '../../src/detect/compare/bent-decay.ts';
import { courseOf, type TrajectoryOptions } from '../../src/detect/spike/trajectory.ts';

export interface ResponseDecay {
  /** When the company answered, ms. */
  readonly at: number;
  /** Half-lives in hours; an upper limit that is infinite means that it need not have fallen at all. */
  readonly before: Estimate;
  readonly after: Estimate;
  /** So many times as fast after as before; absent where either did not fall. */
  readonly factor?: Estimate;
  readonly verdict: 'faster' | 'slower' | 'unclear';
}

/** Hours of decay needed before and after the answer. */
const LEAST_BEFORE = 6;
const LEAST_AFTER = 12;
/** Student's t at 97.5% for the thirty or so hours that tell of a rate. */
const Z = 2.04;

/** Undefined where the answer came before the peak, after the recovery, or too close to either. */
export function decayAround(
  series: CountSeries,
  onset: number,
  at: number,
  options: Pick<TrajectoryOptions, 'until' | 'exclude'> = {},
): ResponseDecay | undefined {
  const found = courseOf(series, onset, options);
  if (!found) return undefined;
  const { course, baseline, from } = found;
  const { peakAt, recovery } = measureCourse(course);
  const hours = course.widthMs / HOUR_MS;
  const turn = (at - from) / course.widthMs;
  const length = course.counts.length;
  const end = recovery ?? length;
  if ((turn - peakAt) * hours < LEAST_BEFORE || (end - turn) * hours < LEAST_AFTER) return undefined;
  // The peak is where chance was high and the recovery where it was low: the fit begins after the one, and goes on
  // after the other for as long again, so that neither bends it.
  const window = { first: peakAt + 2, turn, end: Math.min(length, Math.ceil(2 * end - turn)) };
  const fit = fitBentDecay(course, baseline.levelVariance, window);
  if (!fit) return undefined;
  const { before, after, covariance: c } = fit;
  const halfLife = (rate: number, variance: number): Estimate => {
    const [low, high] = [rate - Z * Math.sqrt(variance), rate + Z * Math.sqrt(variance)];
    const life = (k: number) => (k > 0 ? (Math.LN2 / k) * hours : Number.POSITIVE_INFINITY);
    return { value: life(rate), lower: life(high), upper: life(low) };
  };
  const spread = Z * Math.sqrt(Math.max(0, c.before + c.after - 2 * c.both));
  const gain = after - before;
  const factor = before > 0 && after > 0 ? ratioOf(before, after, c) : undefined;
  return {
    at,
    before: halfLife(before, c.before),
    after: halfLife(after, c.after),
    ...(factor ? { factor } : {}),
    verdict: gain > spread ? 'faster' : gain < -spread ? 'slower' : 'unclear',
  };
}

function ratioOf(
  before: number,
  after: number,
  c: { readonly before: number; readonly after: number; readonly both: number },
): Estimate {
  const variance = c.before / before ** 2 + c.after / after ** 2 - (2 * c.both) / (before * after);
  const reach = Math.exp(Z * Math.sqrt(Math.max(0, variance)));
  const value = after / before;
  return { value, lower: value / reach, upper: value * reach };
}
