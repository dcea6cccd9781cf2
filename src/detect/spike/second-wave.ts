/** A second wave while a spike is open: the last hours against the day or two just before them. */
import type { Baseline } from './baseline.ts';
import { confirmedSum, locateOnset } from './onset.ts';
import { type Sums, windowSum } from './running-sums.ts';
import { negLog10POf, type SpikeRule } from './rule.ts';

/** The wave that bucket `i` shows, of a spike that alarmed in bucket `alarm`; undefined where there is none. */
export function secondWave(
  { counts, expected: usual, observedBefore, expectedBefore }: Sums,
  perDay: number,
  rule: SpikeRule,
  baseline: Baseline,
  alarm: number,
  i: number,
): { readonly onset: number; readonly negLog10P: number } | undefined {
  const hours = (h: number) => Math.max(1, Math.round((h * perDay) / 24));
  for (const width of [hours(6), hours(24)]) {
    const from = i + 1 - width;
    const reference = Math.max(alarm + 1, from - hours(48));
    if (from - reference < hours(rule.waveHours)) continue;
    const before = windowSum(observedBefore, reference, from - 1);
    const scale = Math.max(1, before / windowSum(expectedBefore, reference, from - 1));
    const expected = windowSum(expectedBefore, from, i) * scale;
    const observed = confirmedSum(counts, rule, from, i);
    if (!(observed >= rule.minCount && observed >= 2 * expected)) continue;
    const uncertain = (baseline.dispersion.at(-1) ?? 0) + 1 / (1 + before);
    const negLog10P = negLog10POf(observed, expected, uncertain);
    if (negLog10P < rule.negLog10P / 2) continue;
    const { onset, elevated } = locateOnset(counts, usual, baseline, rule, from, i, scale);
    if (elevated >= rule.minElevated) return { onset, negLog10P };
  }
  return undefined;
}
