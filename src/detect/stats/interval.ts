/** 95% intervals from draws. */
import type { Estimate } from '../../domain/spike.ts';
import { quantileOfSorted } from './robust.ts';

/** The middle of draws from what the data leave possible, with the interval of the middle 95%. */
export function quantileEstimate(draws: readonly number[], censored: boolean): Estimate {
  const sorted = Float64Array.from(draws).sort();
  return {
    value: quantileOfSorted(sorted, 0.5),
    lower: quantileOfSorted(sorted, 0.025),
    upper: quantileOfSorted(sorted, 0.975),
    ...(censored ? { censored } : {}),
  };
}
