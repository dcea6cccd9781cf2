/** An exponential decay that bends once, fitted to counts over a baseline. */
import type { Course } from '../spike/course.ts';

interface BentDecay {
  /** Rates of decay per bucket. */
  readonly before: number;
  readonly after: number;
  readonly covariance: { readonly before: number; readonly after: number; readonly both: number };
}

/** log peak, rate before, rate after, share of the daily cycle, error of the baseline. */
const SIZE = 5;
/** Standard deviations of what is believed before of each: wide, but for the cycle and the level. */
const CYCLE_SPREAD = 0.5;
const RATE_SPREAD = 1;
const STEPS = 60;
const ROUNDS = 4;
/** Parameters that follow the excess. */
const FITTED_ABOVE = 3;

/** Dispersion of what is ordinary and of what is above it. */
interface Noise {
  readonly ordinary: number;
  readonly above: number;
}

interface Point {
  readonly count: number;
  readonly expected: number;
  readonly x: readonly number[];
}

/** `turn` in buckets from the onset. Undefined if the fit does not converge. */
export function fitBentDecay(
  course: Course,
  levelVariance: number,
  { first, turn, end }: { readonly first: number; readonly turn: number; readonly end: number },
): BentDecay | undefined {
  const usual = course.expected.reduce((sum, e) => sum + e, 0) / Math.max(1, course.expected.length);
  const points: Point[] = [];
  for (let i = first; i < end; i++) {
    const count = course.counts[i];
    if (count === null || count === undefined) continue;
    const expected = course.expected[i] ?? 0;
    const middle = i + 0.5;
    const cycle = Math.log(Math.max(expected, usual / 20) / usual);
    const x = [1, -(Math.min(middle, turn) - first), -Math.max(0, middle - turn), cycle];
    points.push({ count, expected, x });
  }
  const precision = [0, RATE_SPREAD ** -2, RATE_SPREAD ** -2, CYCLE_SPREAD ** -2, 1 / levelVariance];
  const top = Math.max(1, ...points.slice(0, 6).map((one) => one.count - one.expected));
  const start = Math.LN2 / Math.max(2, turn - first);
  let beta: number[] = [Math.log(top), start, start, 0, 0];
  let noise: Noise = { ordinary: course.dispersion, above: 0 };
  // Once as if the excess were Poisson, then with the noise that it shows.
  for (let round = 0; round < ROUNDS; round++) {
    const fitted = climb(points, beta, precision, noise);
    if (!fitted) return undefined;
    beta = fitted;
    if (round < ROUNDS - 1) noise = { ...noise, above: noiseAbove(points, beta, noise.ordinary) };
  }
  const inverse = inverseOf(derivatives(points, beta, precision, noise).information);
  if (!inverse || beta.some((b) => !Number.isFinite(b))) return undefined;
  const spread = Math.max(1, pearson(points, beta, noise));
  const cov = (i: number, j: number) => (inverse[i]?.[j] ?? 0) * spread;
  return {
    before: beta[1] ?? 0,
    after: beta[2] ?? 0,
    covariance: { before: cov(1, 1), after: cov(2, 2), both: cov(1, 2) },
  };
}

/** Fisher scoring with halved steps; undefined where the information is singular. */
function climb(
  points: readonly Point[],
  from: readonly number[],
  precision: readonly number[],
  noise: Noise,
): number[] | undefined {
  let beta = [...from];
  let score = objective(points, beta, precision, noise);
  for (let step = 0; step < STEPS; step++) {
    const { information, gradient } = derivatives(points, beta, precision, noise);
    const inverse = inverseOf(information);
    if (!inverse) return undefined;
    const move = inverse.map((row) => row.reduce((sum, v, j) => sum + v * (gradient[j] ?? 0), 0));
    let [size, next, nextScore] = [1, beta, score];
    for (; size > 1e-4; size /= 2) {
      next = beta.map((b, j) => b + size * (move[j] ?? 0));
      nextScore = objective(points, next, precision, noise);
      if (nextScore > score - 1e-9) break;
    }
    const gain = nextScore - score;
    if (size <= 1e-4) break;
    [beta, score] = [next, nextScore];
    if (Math.abs(gain) < 1e-8) break;
  }
  return beta;
}

/**
 * How much the excess varies beyond Poisson, relative to its square: by moments, each point weighing as it tells, and
 * what the fit took from the residuals given back.
 */
function noiseAbove(points: readonly Point[], beta: readonly number[], ordinaryNoise: number): number {
  let [beyond, squares, weightSquares] = [0, 0, 0];
  for (const point of points) {
    const { above, ordinary, mean } = meansOf(point, beta);
    const variance = varianceOf(mean, ordinary, above, { ordinary: ordinaryNoise, above: 0 });
    const weight = (above / variance) ** 2;
    beyond += weight * ((point.count - mean) ** 2 - variance);
    squares += weight * above ** 2;
    weightSquares += (weight * above ** 2) ** 2;
  }
  if (!(squares > 0)) return 0;
  const notification = squares ** 2 / weightSquares;
  return (Math.max(0, beyond / squares) * notification) / Math.max(1, notification - FITTED_ABOVE);
}

function meansOf({ expected, x }: Point, beta: readonly number[]) {
  let log = 0;
  for (let j = 0; j < SIZE - 1; j++) log += (beta[j] ?? 0) * (x[j] ?? 0);
  const above = Math.exp(Math.min(30, log));
  const ordinary = expected * Math.max(0.05, 1 + (beta[SIZE - 1] ?? 0));
  return { above, ordinary, mean: Math.max(1e-6, ordinary + above) };
}

/** Variance of a count: Poisson, and the noise of either part. */
function varianceOf(mean: number, ordinary: number, above: number, noise: Noise): number {
  return mean + noise.ordinary * ordinary ** 2 + noise.above * above ** 2;
}

/** Quasi-likelihood of each count around its mean with the priors. */
function objective(
  points: readonly Point[],
  beta: readonly number[],
  precision: readonly number[],
  noise: Noise,
): number {
  let sum = 0;
  for (const point of points) {
    const { mean, ordinary, above } = meansOf(point, beta);
    const shrink = mean / varianceOf(mean, ordinary, above, noise);
    sum += shrink * (point.count * Math.log(mean) - mean);
  }
  return sum - beta.reduce((all, b, j) => all + ((precision[j] ?? 0) * b * b) / 2, 0);
}

function derivatives(
  points: readonly Point[],
  beta: readonly number[],
  precision: readonly number[],
  noise: Noise,
) {
  const information = precision.map((p, i) => precision.map((_, j) => (i === j ? p : 0)));
  const gradient = beta.map((b, j) => -(precision[j] ?? 0) * b);
  for (const point of points) {
    const { above, ordinary, mean } = meansOf(point, beta);
    const slope = [...point.x.map((x) => x * above), point.expected];
    const weight = 1 / varianceOf(mean, ordinary, above, noise);
    for (let i = 0; i < SIZE; i++) {
      const part = weight * (slope[i] ?? 0);
      gradient[i] = (gradient[i] ?? 0) + part * (point.count - mean);
      const row = information[i];
      if (row) for (let j = 0; j < SIZE; j++) row[j] = (row[j] ?? 0) + part * (slope[j] ?? 0);
    }
  }
  return { information, gradient };
}

/** Pearson's statistic per degree of freedom: 1 where the counts vary as they should. */
function pearson(points: readonly Point[], beta: readonly number[], noise: Noise): number {
  let sum = 0;
  for (const point of points) {
    const { mean, ordinary, above } = meansOf(point, beta);
    sum += (point.count - mean) ** 2 / varianceOf(mean, ordinary, above, noise);
  }
  return sum / Math.max(1, points.length - SIZE + 1);
}

/** Inverse by elimination with the largest pivot; undefined where there is none. */
function inverseOf(matrix: readonly (readonly number[])[]): number[][] | undefined {
  const n = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let i = 0; i < n; i++) {
    let best = i;
    for (let k = i + 1; k < n; k++)
      if (Math.abs(rows[k]?.[i] ?? 0) > Math.abs(rows[best]?.[i] ?? 0)) best = k;
    [rows[i], rows[best]] = [rows[best] ?? [], rows[i] ?? []];
    const pivot = rows[i]?.[i] ?? 0;
    if (!(Math.abs(pivot) > 1e-14)) return undefined;
    rows[i] = (rows[i] ?? []).map((value) => value / pivot);
    for (let k = 0; k < n; k++) {
      const factor = k === i ? 0 : (rows[k]?.[i] ?? 0);
      if (factor !== 0) rows[k] = (rows[k] ?? []).map((value, j) => value - factor * (rows[i]?.[j] ?? 0));
    }
  }
  return rows.map((row) => row.slice(n));
}
