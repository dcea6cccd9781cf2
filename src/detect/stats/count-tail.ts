/**
 * Tails and quantiles of counts: Poisson where the dispersion is 0, otherwise negative binomial with
 * variance = mean + dispersion · mean² (the NB2 form: Cameron and Trivedi, Regression Analysis of
 * Count Data, 2013, section 3.3). Stable for means from 0.01 to 1e6.
 */
import { logIncompleteBeta, logLowerGamma, logUpperGamma } from './special-functions.ts';

/** Under this dispersion the two distributions agree to more digits than a double gives the tail. */
const POISSON_BELOW = 1e-9;

/** ln P(X ≥ count). `count` is a whole number; the mean is 0 or more. */
export function logUpperTail(count: number, mean: number, dispersion = 0): number {
  if (count <= 0) return 0;
  if (mean <= 0) return Number.NEGATIVE_INFINITY;
  if (dispersion < POISSON_BELOW) return logLowerGamma(count, mean);
  return logIncompleteBeta(count, 1 / dispersion, mean * dispersion);
}

/** P(X ≥ count). */
export function upperTail(count: number, mean: number, dispersion = 0): number {
  return Math.exp(logUpperTail(count, mean, dispersion));
}

/** P(X ≤ count). */
export function lowerTail(count: number, mean: number, dispersion = 0): number {
  if (count < 0) return 0;
  if (mean <= 0) return 1;
  if (dispersion < POISSON_BELOW) return Math.exp(logUpperGamma(count + 1, mean));
  return Math.exp(logIncompleteBeta(1 / dispersion, count + 1, 1 / (mean * dispersion)));
}

/** Standard deviation of a count. */
export function countDeviation(mean: number, dispersion = 0): number {
  return Math.sqrt(mean + dispersion * mean * mean);
}

/** The smallest count k with P(X ≤ k) ≥ q, for 0 < q < 1; `zHint` is the normal quantile of q if known. */
export function countQuantile(q: number, mean: number, dispersion = 0, zHint = 0): number {
  if (mean <= 0) return 0;
  const deviation = countDeviation(mean, dispersion);
  // First guess by Cornish and Fisher's first term, then a gallop and a bisection to the exact count.
  const skew = (1 + 2 * dispersion * mean) / deviation;
  let high = Math.max(0, Math.floor(mean + deviation * (zHint + ((zHint * zHint - 1) * skew) / 6)));
  let low: number;
  let step = Math.max(1, Math.floor(deviation / 16));
  if (lowerTail(high, mean, dispersion) >= q) {
    low = high - step;
    while (low >= 0 && lowerTail(low, mean, dispersion) >= q) {
      high = low;
      step *= 2;
      low -= step;
    }
    low = Math.max(-1, low);
  } else {
    low = high;
    high += step;
    while (lowerTail(high, mean, dispersion) < q) {
      low = high;
      step *= 2;
      high += step;
    }
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (lowerTail(middle, mean, dispersion) >= q) high = middle;
    else low = middle;
  }
  return high;
}
