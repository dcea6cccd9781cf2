/** Peak, half-life, excess and recovery of courses that are drawn from what the data leave possible. */
import type { Random } from '../../domain/clock.ts';
import { peakReach } from '../spike/rule.ts';
import { sampleNormal } from '../stats/sampling.ts';
import type { Course } from '../spike/course.ts';
import { type FittedForm, type FittedRows, memoryOf } from './fit-course.ts';
import { backward } from './least-squares.ts';
import { curveOf, cycleOf, LEVEL, PARAMETERS, type Prior, withCycle } from './shape.ts';

/** Measures of one curve of posts above the usual. Times count buckets; undefined where the curve ends before. */
export interface CurveMeasures {
  /** Largest mean of three buckets (of one, where buckets are days). */
  readonly peak: number;
  /** From the onset until it is within a tenth of the peak for the first time. */
  readonly top: number;
  /** From there until it is at most half of the peak and stays so. */
  readonly halfLife: number | undefined;
  /** From the onset until it is at most a twentieth of the peak and stays so. */
  readonly recovery: number | undefined;
  readonly excess: number;
}

/** Share of the peak from which the fall counts: on a plateau the highest point may be anywhere. */
const NEAR_TOP = 0.9;
const HALF = 0.5;
export const RECOVERED = 0.05;

export function measureCurve(curve: Float64Array, widthMs: number): CurveMeasures {
  const reach = peakReach(widthMs);
  const length = curve.length;
  const mean = curve.map((_, i) => {
    let [sum, n] = [0, 0];
    for (let j = Math.max(0, i - reach); j <= Math.min(length - 1, i + reach); j++) {
      sum += curve[j] ?? 0;
      n++;
    }
    return sum / n;
  });
  let [peak, peakAt, excess] = [0, 0, 0];
  for (let i = 0; i < length; i++) {
    excess += curve[i] ?? 0;
    if ((mean[i] ?? 0) > peak) [peak, peakAt] = [mean[i] ?? 0, i];
  }
  let top = peakAt;
  while (top > 0 && (mean[top - 1] ?? 0) >= NEAR_TOP * peak) top--;
  if (top > 0) top -= 1 - part(mean[top - 1] ?? 0, mean[top] ?? 0, NEAR_TOP * peak);
  const falls = (share: number) => {
    const last = lastAbove(mean, share * peak);
    if (last >= length - 1) return undefined;
    return last + 1 - part(mean[last + 1] ?? 0, mean[last] ?? 0, share * peak);
  };
  const half = falls(HALF);
  const recovery = falls(RECOVERED);
  return {
    peak,
    top,
    halfLife: half === undefined ? undefined : Math.max(0, half - top),
    recovery: recovery === undefined ? undefined : recovery + 0.5,
    excess,
  };
}

/** How far back from `low` towards `high`, 0 to 1, the value `at` lies. */
function part(low: number, high: number, at: number): number {
  return high > low ? Math.min(1, Math.max(0, (at - low) / (high - low))) : 0;
}

function lastAbove(curve: Float64Array, limit: number): number {
  let i = curve.length - 1;
  while (i >= 0 && (curve[i] ?? 0) <= limit) i--;
  return i;
}

export interface CourseDraw extends CurveMeasures {
  /** The usual level of this draw, as a multiple of the estimate. */
  readonly level: number;
}

/** Courses drawn for each one that is kept, and how much wider than the approximation. */
const TRIED = 3;
const WIDER = 1.15;

/**
 * Draws from what the data leave possible. Around each form parameters are drawn as its approximation has them, in pairs to
 * both sides of its mean; which are kept depends on how well their own course explains the counts (sampling and importance
 * resampling, Rubin 1988), since a rate that is twice as likely too high as too low is not symmetric. Each form gets as
 * many as its weight gives it.
 */
export function drawCourses(
  course: Course,
  forms: readonly FittedForm[],
  draws: number,
  random: Random,
): CourseDraw[] {
  const kept: CourseDraw[] = [];
  let through = 0;
  for (const form of forms) {
    through += form.weight;
    const many = Math.round(through * draws) - kept.length;
    if (many > 0) kept.push(...drawsOf(course, form, many, random));
  }
  return kept;
}

interface Tried {
  readonly parameters: Float64Array;
  /** Without and with the cycle of day and week. */
  readonly curve: Float64Array;
  readonly counted: Float64Array;
  readonly log: number;
}

function drawsOf(course: Course, form: FittedForm, many: number, random: Random): CourseDraw[] {
  const tried: Tried[] = [];
  const cycle = cycleOf(course.expected);
  const likely = likelihoodOf(course, form);
  for (let pair = 0; pair < Math.ceil((TRIED * many) / 2); pair++) {
    const normal = Float64Array.from({ length: PARAMETERS }, () => sampleNormal(random));
    const density = normal.reduce((sum, z) => sum - (z * z) / 2, 0);
    const off = backward(form.root, normal, PARAMETERS);
    for (const side of [WIDER, -WIDER]) {
      const parameters = form.mean.map((m, j) => m + side * (off[j] ?? 0));
      const curve = curveOf(parameters, form.clock, course.counts.length);
      const counted = withCycle(curve, parameters, cycle);
      tried.push({ parameters, curve, counted, log: likely(parameters, counted) - density });
    }
  }
  return resampled(tried, many, random).map(({ parameters, curve, counted }) => ({
    ...measureCurve(curve, course.widthMs),
    excess: counted.reduce((sum, one) => sum + one, 0),
    level: levelOf(parameters),
  }));
}

const levelOf = (parameters: Float64Array) => Math.max(0.05, 1 + (parameters[LEVEL] ?? 0));

/** At even steps through the weights: as many of each as its weight gives it, give or take one. */
function resampled<T extends { readonly log: number }>(
  tried: readonly T[],
  many: number,
  random: Random,
): T[] {
  const most = Math.max(...tried.map(({ log }) => log));
  const weights = tried.map(({ log }) => Math.exp(log - most));
  const step = weights.reduce((sum, weight) => sum + weight, 0) / many;
  const kept: T[] = [];
  let [sum, next] = [0, random() * step];
  tried.forEach((one, i) => {
    sum += weights[i] ?? 0;
    for (; next < sum && kept.length < many; next += step) kept.push(one);
  });
  return kept;
}

/** Log of prior and quasi-likelihood of a course, up to what all courses of the form share. */
function likelihoodOf(course: Course, { rows, noise, clock, prior }: FittedForm) {
  const memory = memoryOf(noise, clock);
  const residual = new Float64Array(rows.n);
  return (parameters: Float64Array, curve: Float64Array): number => {
    residual.fill(0);
    const level = levelOf(parameters);
    for (let i = 0; i < curve.length; i++) {
      const row = rows.rowOf[i] ?? -1;
      if (row < 0) continue;
      const mean = (course.expected[i] ?? 0) * level + (curve[i] ?? 0);
      residual[row] = (residual[row] ?? 0) + (course.counts[i] ?? 0) - mean;
    }
    return -0.5 * (squaresOf(residual, rows, memory) + distance(parameters, prior));
  };
}

/** Squares of the residuals, each less what those before it let expect, over their variance. */
function squaresOf(residual: Float64Array, rows: FittedRows, memory: number): number {
  let [mean, variance, sum] = [0, 1, 0];
  for (let i = 0; i < rows.n; i++) {
    const step = rows.steps[i] ?? 1;
    const decay = step === 1 ? memory : memory ** step;
    mean *= decay;
    variance = decay * decay * variance + 1 - decay * decay;
    const c = rows.lasting[i] ?? 0;
    const total = c * c * variance + (rows.own[i] ?? 1);
    const news = (residual[i] ?? 0) - c * mean;
    const gain = (variance * c) / total;
    mean += gain * news;
    variance -= gain * c * variance;
    sum += (news * news) / total;
  }
  return sum;
}

function distance(parameters: Float64Array, { mean, precision }: Prior): number {
  let sum = 0;
  for (let i = 0; i < PARAMETERS; i++) {
    const off = (parameters[i] ?? 0) - (mean[i] ?? 0);
    for (let j = 0; j < PARAMETERS; j++)
      sum += off * (precision[i * PARAMETERS + j] ?? 0) * ((parameters[j] ?? 0) - (mean[j] ?? 0));
  }
  return sum;
}
