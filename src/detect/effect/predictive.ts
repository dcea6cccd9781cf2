/**
 * What the sum of counts over a window may be when nothing happens: negative binomials of one mean,
 * mixed over how far such sums spread. The spread has a prior around that of days, swollen because
 * days lean on each other, and learns from the placebo windows; so few windows leave the tails long, as a Student t does.
 * The windows overlap, and each counts with less than its full weight (power likelihood: Bissiri, Holmes
 * and Walker 2016).
 */
import { lowerTail } from '../stats/count-tail.ts';
import type { Placebos } from './placebo.ts';
import { logGamma } from '../stats/special-functions.ts';

/** What days vary beyond Poisson, sums over windows vary this many times as much, beside their mean: the prior's median. */
const SWELL = 4.2;
/** Deviation of the prior, in logarithms. */
const SWELL_DEVIATION = 0.9;
/**
 * Posts come in clusters, and a few counts a day do not show it: the least that days of next to no counts vary
 * beyond Poisson. It falls with the root of the counts in a day.
 */
const CLUSTERS = 0.8;
/** Variance ÷ mean of the mixture's parts: 1.02 to 2,000. */
const SPREADS = Array.from({ length: 44 }, (_, k) => 1.02 * (2000 / 1.02) ** (k / 43));
const LEAST_MEAN = 0.05;
/**
 * A placebo window may hold an incident: with this chance its sum is anything up to a fixed multiple of what was expected.
 */
const STRAY = 0.05;
const STRAY_REACH = 10;

export interface Predictive {
  readonly mean: number;
  /** Mid-distribution: P(X < x) + P(X = x) ÷ 2 (Lancaster 1961), linear between whole numbers. */
  below(x: number): number;
  /** The x with `below(x)` = q; 0 where even none is less likely. */
  quantile(q: number): number;
}

/**
 * `mean` is the window's expected sum, `daySpread` and `dayMean` the variance ÷ mean and the mean of daily sums (of the
 * whole window where it is shorter), `width` the window's length in buckets.
 */
export function predictWindow(
  mean: number,
  daySpread: number,
  dayMean: number,
  placebos: Placebos,
  width: number,
): Predictive {
  const centre = Math.max(LEAST_MEAN, mean);
  const beyond = Math.max(CLUSTERS / Math.sqrt(1 + dayMean), daySpread - 1);
  const weights = spreadWeights(1 + SWELL * beyond, placebos);
  // Windows that had to be shorter than the effect's say less: drift makes variance grow with the square of the length.
  const stretch = width / placebos.width;
  const parts = SPREADS.map((spread, k) => ({
    weight: weights[k] ?? 0,
    dispersion: ((spread - 1) * stretch) / centre,
  })).filter(({ weight }) => weight > 1e-7);
  const cumulative = (count: number) =>
    count < 0
      ? 0
      : parts.reduce((sum, part) => sum + part.weight * lowerTail(count, centre, part.dispersion), 0);
  const whole = (count: number) => (cumulative(count - 1) + cumulative(count)) / 2;
  const below = (x: number) => {
    if (x < 0) return 0;
    const count = Math.floor(x);
    const low = whole(count);
    return x === count ? low : low + (x - count) * (whole(count + 1) - low);
  };
  return { mean, below, quantile: (q) => invert(whole, q, centre) };
}

/** Smaller p-values are not reported: no history supports tails that far out. */
const LEAST_P = 1e-6;

/** Two-sided p-value of an observed sum, at least 0.000001. */
export function twoSided(predictive: Predictive, observed: number): number {
  const below = predictive.below(observed);
  return Math.min(1, Math.max(LEAST_P, 2 * Math.min(below, 1 - below)));
}

function invert(whole: (count: number) => number, q: number, centre: number): number {
  if (whole(0) >= q) return 0;
  let low = 0;
  let high = Math.ceil(centre) + 1;
  while (whole(high) < q) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (whole(middle) < q) low = middle;
    else high = middle;
  }
  const from = whole(low);
  return low + (q - from) / (whole(high) - from);
}

function spreadWeights(typical: number, { windows, weight }: Placebos): number[] {
  const centre = Math.log(typical);
  const logs = SPREADS.map((spread) => {
    const prior = -0.5 * ((Math.log(spread) - centre) / SWELL_DEVIATION) ** 2;
    const seen = windows.reduce((sum, { observed, expected }) => {
      const mean = Math.max(LEAST_MEAN, expected);
      const ordinary = (1 - STRAY) * Math.exp(logMass(observed, mean, spread));
      return sum + Math.log(ordinary + STRAY / (STRAY_REACH * (mean + 1)));
    }, 0);
    return prior + weight * seen;
  });
  const top = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - top));
  const total = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / total);
}

/** ln P(X = count) of a negative binomial with that mean and variance ÷ mean. */
function logMass(count: number, mean: number, spread: number): number {
  const size = mean / (spread - 1);
  return (
    logGamma(count + size) -
    logGamma(size) -
    logGamma(count + 1) -
    size * Math.log(spread) +
    count * Math.log1p(-1 / spread)
  );
}
