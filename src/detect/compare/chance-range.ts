/** How far chance alone moves a count: the light range around the lines of a comparison. */
import type { PredictionInterval } from '../../domain/spike.ts';

/** Half of 1.96, since the square root of a Poisson count has a standard deviation of a half. */
const HALF_Z = 0.98;

/**
 * 95% range of the mean behind a Poisson count (variance-stabilising square roots of Freeman and Tukey 1950). It holds where
 * posts come independently of one another; threads make it wider.
 */
export function chanceRange(count: number): Pick<PredictionInterval, 'lower' | 'upper'> {
  const lower = Math.max(0, Math.sqrt(count) - HALF_Z) ** 2;
  return { lower, upper: (Math.sqrt(count + 1) + HALF_Z) ** 2 };
}
