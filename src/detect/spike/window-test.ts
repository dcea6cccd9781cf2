/** The test of one window that ends with a bucket. */
import type { Baseline } from './baseline.ts';
import { confirmedSum, locateOnset, windowSum } from './onset.ts';
import { negLog10POf, type SpikeRule } from './rule.ts';

interface Sums {
  readonly counts: readonly (number | null)[];
  readonly expected: Float64Array;
  /** Running sums; element i is the sum before i. */
  readonly observedBefore: Float64Array;
  readonly expectedBefore: Float64Array;
}

interface Window {
  /** First and last bucket. */
  readonly from: number;
  readonly to: number;
  /** Which of the rule's windows it is. */
  readonly window: number;
  /** What a seldom mentioned brand gains (`seldomGain`). */
  readonly gain: number;
}

/** −log10 p of a window; 0 where it cannot alarm: too few posts, or only one high bucket. */
export function windowNegLog10P(
  { counts, expected: usual, observedBefore, expectedBefore }: Sums,
  rule: SpikeRule,
  baseline: Baseline,
  { from, to, window, gain }: Window,
): number {
  const dispersion = rule.spread * (baseline.dispersion[window] ?? 0);
  const observed = windowSum(observedBefore, from, to);
  const expected = windowSum(expectedBefore, from, to);
  if (observed < rule.minCount || observed < expected * rule.minMultiple) return 0;
  const plain = negLog10POf(observed, expected, dispersion);
  const negLog10P = plain > 0 ? plain + gain : plain;
  if (negLog10P < rule.negLog10P) return negLog10P;
  const { elevated } = locateOnset(counts, usual, baseline, rule, from, to);
  const confirmed = negLog10POf(confirmedSum(counts, rule, from, to), expected, dispersion);
  return elevated >= rule.minElevated && confirmed >= rule.negLog10P / 2 ? negLog10P : 0;
}
