/**
 * What would have been left of an outcry without an answer: a forecast made at the moment of the answer, from outcries that had
 * none, and how rare it is among them to lie as far from the forecast as this one does.
 *
 * Conformal: the error of the forecast is held against the errors that it makes on each reference outcry when fitted without it
 * (Chernozhukov, Wüthrich and Zhu 2021; jackknife+ of Barber, Candès, Ramdas and Tibshirani 2021). Errors are divided by the size
 * that is usual of such a moment (normalised conformal scores, Lei et al. 2018) and compared at a like age, since an outcry two days old
 * is foretold better than one of half a day. That the forecast knows the last hours keeps regression to the mean out.
 */
import type { Estimate } from '../../domain/spike.ts';
import { combined, dot, type GroupSums, groupSums, solveSums } from '../stats/least-squares.ts';
import type { KnownMoment, Moment } from './outcry-moments.ts';

/** All moments of an outcry without an answer. */
export type Reference = readonly KnownMoment[];

/** A side of the test at which a verdict is given. */
export const LEVEL = 0.025;
/** Fewer outcries cannot give a p-value of LEVEL: 1 / (1 + 39) is the first. */
export const LEAST_OUTCRIES = 39;

export interface Counterfactual {
  /** What is left without an answer, as a share; the range holds 95 of 100 outcries. */
  readonly expected: Estimate;
  /** Chance of as little left without an answer, and of as much. */
  readonly pLow: number;
  readonly pHigh: number;
}

const RIDGE = 1e-3;
/** Errors below this share count alike when their usual size is fitted. */
const LEAST_ERROR = 0.02;
/** Standard deviation, in log age, of the weight of an hour of another age. */
const AGE_WIDTH = 0.03;

interface Fit {
  readonly references: readonly Reference[];
  /** Of the forecast, and of the logarithm of the usual size of its error. */
  readonly centre: readonly number[];
  readonly size: readonly number[];
  /** Of each moment of each outcry, from the coefficients of the others. */
  readonly scores: readonly (readonly number[])[];
}

/** Several answers are held against the same outcries. */
const fits = new WeakMap<readonly Reference[], Fit>();

function fitOf(given: readonly Reference[]): Fit {
  const known = fits.get(given);
  if (known) return known;
  const references = given.filter((one) => one.length > 0).toSorted(inOrder);
  const forecast = leaveOneOut(
    references.map((one) => one.map(({ x }) => bent(x))),
    references.map((one) => one.map(({ y }) => y)),
  );
  const size = leaveOneOut(
    references.map((one) => one.map(({ x }) => x)),
    forecast.errors.map((own) => own.map((error) => Math.log(Math.abs(error) + LEAST_ERROR))),
  );
  const scores = forecast.errors.map((own, i) =>
    own.map((error, k) => error / Math.exp(size.predicted[i]?.[k] ?? 0)),
  );
  const fit = { references, centre: forecast.coefficients, size: size.coefficients, scores };
  fits.set(given, fit);
  return fit;
}

/** Undefined with fewer than 39 reference outcries. The order of the outcries is of no matter. */
export function counterfactual(
  given: readonly Reference[],
  moment: Moment,
  logLeft: number,
): Counterfactual | undefined {
  const outcries = given.filter((one) => one.length > 0).length;
  if (outcries < LEAST_OUTCRIES) return undefined;
  const fit = fitOf(given);
  const scores = fit.references.flatMap((one, i) => {
    const weights = ageWeights(one, moment.age);
    return one.map((_, k) => ({ score: fit.scores[i]?.[k] ?? 0, weight: weights[k] ?? 0 }));
  });
  const centre = dot(fit.centre, bent(moment.x));
  const scale = Math.exp(dot(fit.size, moment.x));
  const own = (logLeft - centre) / scale;
  const chance = (as: (score: number) => boolean) =>
    (1 + scores.reduce((sum, { score, weight }) => sum + (as(score) ? weight : 0), 0)) / (1 + outcries);
  const limit = (side: 1 | -1) => {
    let sum = 1;
    for (const { score, weight } of scores.toSorted((a, b) => side * (a.score - b.score))) {
      sum += weight;
      if (sum > LEVEL * (1 + outcries)) return Math.exp(centre + scale * score);
    }
    return Math.exp(centre);
  };
  const value = Math.exp(centre);
  return {
    expected: { value, lower: Math.min(value, limit(1)), upper: Math.max(value, limit(-1)) },
    pLow: Math.min(
      1,
      chance((score) => score <= own),
    ),
    pHigh: Math.min(
      1,
      chance((score) => score >= own),
    ),
  };
}

/** The terms of the forecast: those of the moment, their squares, and how slope, peak share and age go together. */
function bent(x: readonly number[]): number[] {
  const [, last = 0, earlier = 0, ofPeak = 0, age = 0] = x;
  const squares = [last, earlier, ofPeak, age].map((value) => value * value);
  return [...x, ...squares, last * ofPeak, ofPeak * age, last * age];
}

/** Each outcry's moments predicted by the others; the coefficients are those of all. Outcries weigh the same. */
function leaveOneOut(
  rows: readonly (readonly (readonly number[])[])[],
  targets: readonly (readonly number[])[],
) {
  const sums = rows.map((own, i) =>
    groupSums(
      own,
      targets[i] ?? [],
      own.map(() => 1 / own.length),
    ),
  );
  const total = sums.reduce<GroupSums | undefined>(
    (all, one) => (all ? combined(all, one, 1) : one),
    undefined,
  )!;
  const predicted = rows.map((own, i) => {
    const without = solveSums(combined(total, sums[i]!, -1), RIDGE);
    return own.map((row) => dot(without, row));
  });
  return {
    predicted,
    errors: predicted.map((own, i) => own.map((value, k) => (targets[i]?.[k] ?? 0) - value)),
    coefficients: solveSums(total, RIDGE),
  };
}

/** Weights of an outcry's hours, 1 in all: those nearest in age to the moment have them. */
function ageWeights(one: Reference, age: number): number[] {
  const far = one.map((moment) => ((Math.log(moment.age) - Math.log(age)) / AGE_WIDTH) ** 2);
  const nearest = Math.min(...far);
  const weights = far.map((distance) => Math.exp((nearest - distance) / 2));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** An order that the numbers alone make, so that sums do not depend on the order in which outcries come. */
function inOrder(a: Reference, b: Reference): number {
  if (a.length !== b.length) return a.length - b.length;
  for (const [k, one] of a.entries()) {
    const other = b[k]!;
    if (one.y !== other.y) return one.y - other.y;
    for (const [j, value] of one.x.entries()) if (value !== other.x[j]) return value - (other.x[j] ?? 0);
  }
  return 0;
}

/** Outcries of like shape at a like age: how many there are, and how many of them had fallen as far by themselves. */
export interface Alike {
  readonly outcries: number;
  readonly asFar: number;
}

const LIKE_AGE = Math.log(1.25);
const LIKE_SHAPE = Math.log(2);

/** Like: at an hour of like age both slope and share of the peak are within a factor of two. As far: at most of these hours. */
export function alikeOf(references: readonly Reference[], moment: Moment, logLeft: number): Alike {
  const near = (a: number | undefined, b: number | undefined, most: number) =>
    Math.abs((a ?? 0) - (b ?? 0)) <= most;
  const slope = (x: readonly number[]) => (x[1] ?? 0) - (x[2] ?? 0);
  let [outcries, asFar] = [0, 0];
  for (const reference of references) {
    const like = reference.filter(
      ({ x }) =>
        near(x[4], moment.x[4], LIKE_AGE) &&
        near(x[3], moment.x[3], LIKE_SHAPE) &&
        near(slope(x), slope(moment.x), LIKE_SHAPE),
    );
    if (like.length === 0) continue;
    outcries++;
    if (like.filter(({ y }) => y <= logLeft).length * 2 > like.length) asFar++;
  }
  return { outcries, asFar };
}
