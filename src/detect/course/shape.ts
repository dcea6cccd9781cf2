/**
 * The form of an excess: it rises from the onset to a top as a power of time, and falls from there at rates of its own in
 * stretches that double in length, so that an exponential, a power law, two rates and a plateau are all near one of its
 * members. Rates are positive: what rises again counts as noise of the course, not as its form.
 */

/** Hours after the top at which the rate of the fall may change. */
const KNOTS = [0, 3, 7, 14, 28, 56, 112, 224];
export const RATES = KNOTS.length;

/** Places of the parameters: log height, log power of the rise, log rates per hour, share of the daily cycle, error of the usual level. */
export const HEIGHT = 0;
export const RISE = 1;
export const FIRST_RATE = 2;
export const CYCLE = FIRST_RATE + RATES;
export const LEVEL = CYCLE + 1;
export const PARAMETERS = LEVEL + 1;

/** What is believed before: rates an hour about ln 2 ÷ 20 h, each near the one before and rather lower. */
const FIRST = { mean: Math.log(Math.LN2 / 20), variance: 1.6 ** 2 };
const CHANGE = { mean: -0.2, variance: 0.8 ** 2 };
const POWER = { mean: -0.3, variance: 1 };
/** 1 where the excess follows hours and weekdays as ordinary posts do, 0 where it does not. */
const OWN_CYCLE = { mean: 0.3, variance: 0.5 ** 2 };
const ANY_HEIGHT = 25;

export interface Prior {
  readonly mean: Float64Array;
  /** Inverse of the covariance, by rows. */
  readonly precision: Float64Array;
}

/** `levelVariance` is that of the usual level, relative to its square. */
export function priorOf(logHeight: number, levelVariance: number): Prior {
  const mean = new Float64Array(PARAMETERS);
  const precision = new Float64Array(PARAMETERS * PARAMETERS);
  const add = (i: number, j: number, value: number) => {
    precision[i * PARAMETERS + j] = (precision[i * PARAMETERS + j] ?? 0) + value;
  };
  mean[HEIGHT] = logHeight;
  add(HEIGHT, HEIGHT, 1 / ANY_HEIGHT);
  mean[RISE] = POWER.mean;
  add(RISE, RISE, 1 / POWER.variance);
  for (let k = 0; k < RATES; k++) {
    const i = FIRST_RATE + k;
    mean[i] = FIRST.mean + k * CHANGE.mean;
    if (k === 0) add(i, i, 1 / FIRST.variance);
    else {
      add(i, i, 1 / CHANGE.variance);
      add(i - 1, i - 1, 1 / CHANGE.variance);
      add(i, i - 1, -1 / CHANGE.variance);
      add(i - 1, i, -1 / CHANGE.variance);
    }
  }
  mean[CYCLE] = OWN_CYCLE.mean;
  add(CYCLE, CYCLE, 1 / OWN_CYCLE.variance);
  add(LEVEL, LEVEL, 1 / Math.max(1e-8, levelVariance));
  return { mean, precision };
}

/** When the course is at its top, and how long its buckets are. */
export interface Clock {
  /** Buckets from the onset to the top; 0 where it begins at its top. */
  readonly top: number;
  readonly hours: number;
}

/** Hours of the stretch `k` that have gone by, `after` hours after the top. */
function gone(after: number, k: number): number {
  const from = KNOTS[k] ?? 0;
  const to = KNOTS[k + 1] ?? Number.POSITIVE_INFINITY;
  return Math.max(0, Math.min(after, to) - from);
}

/** Posts above the usual in each of `length` buckets, without the cycle of day and week. */
export function curveOf(parameters: Float64Array, { top, hours }: Clock, length: number): Float64Array {
  const curve = new Float64Array(length);
  const logHeight = parameters[HEIGHT] ?? 0;
  const power = Math.exp(parameters[RISE] ?? 0);
  const rates = Array.from({ length: RATES }, (_, k) => Math.exp(parameters[FIRST_RATE + k] ?? 0));
  for (let i = 0; i < length; i++) {
    const middle = i + 0.5;
    let log = logHeight;
    if (middle < top) log += power * Math.log(middle / top);
    else {
      const after = (middle - top) * hours;
      for (let k = 0; k < RATES && after > (KNOTS[k] ?? 0); k++) log -= (rates[k] ?? 0) * gone(after, k);
    }
    curve[i] = Math.exp(Math.max(-60, Math.min(40, log)));
  }
  return curve;
}

/** Slopes of one bucket's expected count by each parameter, into `into`; `powers` are the exponentials of the parameters. */
export function slopesAt(
  i: number,
  excess: number,
  expected: number,
  cycle: number,
  powers: Float64Array,
  { top, hours }: Clock,
  into: Float64Array,
): void {
  into.fill(0);
  const middle = i + 0.5;
  into[HEIGHT] = excess;
  if (middle < top) into[RISE] = excess * (powers[RISE] ?? 0) * Math.log(middle / top);
  else {
    const after = (middle - top) * hours;
    for (let k = 0; k < RATES && after > (KNOTS[k] ?? 0); k++)
      into[FIRST_RATE + k] = -excess * (powers[FIRST_RATE + k] ?? 0) * gone(after, k);
  }
  into[CYCLE] = excess * cycle;
  into[LEVEL] = expected;
}

/** Log of each bucket's ordinary count over their mean; nights without posts are not taken at their word. */
export function cycleOf(expected: readonly number[]): Float64Array {
  const usual = expected.reduce((sum, one) => sum + one, 0) / Math.max(1, expected.length);
  return Float64Array.from(expected, (one) => (usual > 0 ? Math.log(Math.max(one, usual / 20) / usual) : 0));
}

/** The curve with as much of the cycle as the parameters give it. */
export function withCycle(curve: Float64Array, parameters: Float64Array, cycle: Float64Array): Float64Array {
  const share = Math.max(-1, Math.min(2, parameters[CYCLE] ?? 0));
  return curve.map((one, i) => one * Math.exp(share * (cycle[i] ?? 0)));
}
