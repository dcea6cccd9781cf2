/** The test of one window that ends with a bucket. */
import type { Baseline } from './baseline.ts';
import { confirmedSum, locateOnset } from './onset.ts';
import { type Sums, windowSum } from './running-sums.ts';
import { negLog10POf, type SpikeRule } from './rule.ts';

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
function windowNegLog10P(
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

/**
 * The windows that end with bucket `to` and reach `threshold`: the shortest gives the start, the one with the largest
 * −log10 p the score. Undefined where none does.
 */
export function alarmingWindow(
  sums: Sums,
  rule: SpikeRule,
  baseline: Baseline,
  asked: {
    readonly windows: readonly number[];
    readonly earliest: number;
    readonly to: number;
    readonly gain: number;
    readonly threshold: number;
  },
): { readonly negLog10P: number; readonly from: number } | undefined {
  const { windows, earliest, to, gain, threshold } = asked;
  let best: { negLog10P: number; from: number } | undefined;
  for (const [window, width] of windows.entries()) {
    // Where one bucket alone never alarms, the shortest window is judged over two.
    const from = Math.max(earliest, to + 1 - Math.max(rule.minElevated, width));
    const negLog10P = windowNegLog10P(sums, rule, baseline, { from, to, window, gain });
    if (negLog10P >= threshold)
      best = { negLog10P: Math.max(negLog10P, best?.negLog10P ?? 0), from: best?.from ?? from };
  }
  return best;
}
