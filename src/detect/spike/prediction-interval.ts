/** The prediction interval around an expected count. */
import type { PredictionInterval } from '../../domain/spike.ts';
import { countQuantile } from '../stats/count-tail.ts';

/** Normal quantile of 0.995: where the search for a 99% interval begins. */
const EDGE_Z = 2.576;

/** The counts that leave `outside` of the probability beyond both edges together. */
export function predictionInterval(
  expected: number,
  dispersion: number,
  outside: number,
): PredictionInterval {
  return {
    expected,
    lower: countQuantile(outside / 2, expected, dispersion, -EDGE_Z),
    upper: countQuantile(1 - outside / 2, expected, dispersion, EDGE_Z),
  };
}

/**
 * Steps of the expected count and of the dispersion (natural logarithm) within which `predictionIntervalMemo` gives the
 * same interval: a fifth of its width at most.
 */
const MEAN_STEP = 0.005;
const DISPERSION_STEP = 0.05;

/**
 * `predictionInterval` for a stream: the ends are those of the nearest step of expected count and dispersion, computed
 * again only where the step changes. The result depends on the arguments alone.
 */
export function predictionIntervalMemo(
  outside: number,
): (expected: number, dispersion: number) => PredictionInterval {
  let [knownMean, knownSpread] = [Number.NaN, Number.NaN];
  let edges: PredictionInterval = { expected: 0, lower: 0, upper: 0 };
  return (expected, dispersion) => {
    const mean = Math.round(Math.log(Math.max(1e-6, expected)) / MEAN_STEP);
    const spread = Math.round(Math.log(Math.max(1e-6, dispersion)) / DISPERSION_STEP);
    if (mean !== knownMean || spread !== knownSpread) {
      [knownMean, knownSpread] = [mean, spread];
      edges = predictionInterval(Math.exp(mean * MEAN_STEP), Math.exp(spread * DISPERSION_STEP), outside);
    }
    return { expected, lower: edges.lower, upper: edges.upper };
  };
}
