/** How many posts a day to expect, from what the sources that were asked showed. */
import { logLowerGamma, logUpperGamma } from '../../detect/stats/special-functions.ts';
import { DAY_MS } from '../../domain/series.ts';

/** What one source showed: posts that the terms catch, and how long a time the list that was read covers. */
export interface Sighting {
  readonly caught: number;
  readonly coveredMs: number;
}

/** Posts a day with a 95% interval. */
export interface Expected {
  readonly perDay: number;
  readonly lower: number;
  readonly upper: number;
}

const HALF_ALPHA = 0.025;
/** A list of a few minutes says nothing about a day. */
const LEAST_COVERED_MS = DAY_MS / 96;

/** The quantile of a gamma distribution of shape `a` and scale 1 by bisection; `p` of 0 to 1 counts from below. */
function gammaQuantile(a: number, p: number): number {
  if (a <= 0) return 0;
  const below = (x: number) =>
    p < 0.5 ? logLowerGamma(a, x) < Math.log(p) : logUpperGamma(a, x) > Math.log1p(-p);
  let [low, high] = [0, a + 10 * Math.sqrt(a) + 20];
  for (let step = 0; step < 100 && high - low > 1e-9 * high; step += 1) {
    const middle = (low + high) / 2;
    if (below(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The sum of the sources' rates. Counts are taken as Poisson; the interval of their weighted sum is the gamma interval
 * of Fay and Feuer (Statistics in Medicine 16, 1997, 791–801), which for one source is the exact one of Garwood
 * (Biometrika 28, 1936). Posts come in bursts, so real days vary more. Undefined where no source covered any time.
 */
export function expectedPosts(sightings: readonly Sighting[]): Expected | undefined {
  const weighed = sightings
    .filter(({ coveredMs }) => coveredMs > 0)
    .map(({ caught, coveredMs }) => ({ caught, weight: DAY_MS / Math.max(coveredMs, LEAST_COVERED_MS) }));
  if (weighed.length === 0) return undefined;
  const rate = weighed.reduce((sum, { caught, weight }) => sum + caught * weight, 0);
  const variance = weighed.reduce((sum, { caught, weight }) => sum + caught * weight ** 2, 0);
  const largest = weighed.reduce((most, { weight }) => Math.max(most, weight), 0);
  const lower = rate === 0 ? 0 : (variance / rate) * gammaQuantile(rate ** 2 / variance, HALF_ALPHA);
  const [rateAbove, varianceAbove] = [rate + largest, variance + largest ** 2];
  const upper = (varianceAbove / rateAbove) * gammaQuantile(rateAbove ** 2 / varianceAbove, 1 - HALF_ALPHA);
  return { perDay: rate, lower, upper };
}
