/** 95% intervals from bootstrap draws. */
import type { Estimate } from '../../domain/spike.ts';
import { quantileOfSorted } from './robust.ts';

/** The 95% interval of a pivoted bootstrap, widened to hold the value itself. */
export function estimate(value: number, draws: readonly number[], censored: boolean): Estimate {
  const sorted = Float64Array.from(draws).sort();
  const middle = quantileOfSorted(sorted, 0.5);
  const shift = Number.isFinite(middle) ? value - middle : 0;
  const lower = Math.min(value, quantileOfSorted(sorted, 0.025) + shift);
  const upper = Math.max(value, quantileOfSorted(sorted, 0.975) + shift);
  return { value, lower, upper, ...(censored ? { censored } : {}) };
}

/**
 * An estimate of a time in hours; one that never came is the length of the course, censored. Where counts are
 * small the pivot alone is too short above, because chance makes the peak high and the half-life brief: the
 * plain percentile bounds it, too.
 */
export function timeEstimate(value: number, draws: readonly number[], censored: boolean): Estimate {
  const result = estimate(value, draws, censored);
  const high = quantileOfSorted(Float64Array.from(draws).sort(), 0.975);
  return { ...result, lower: Math.max(0, result.lower), upper: Math.max(result.upper, high) };
}
