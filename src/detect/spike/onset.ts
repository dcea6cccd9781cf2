/** Where inside a window a spike began. */
import type { Baseline } from './baseline.ts';
import { type Sums, windowSum } from './running-sums.ts';
import { isAboveInterval, isElevated, type SpikeRule, negLog10POf } from './rule.ts';

/** The largest −log10 p of the windows that end with bucket `i` and begin at `onset` or later. */
export function strongestWindow(
  { observedBefore, expectedBefore }: Pick<Sums, 'observedBefore' | 'expectedBefore'>,
  { dispersion }: Baseline,
  windows: readonly number[],
  onset: number,
  i: number,
): number {
  const each = windows.map((width, k) => {
    const from = Math.max(onset, i + 1 - width);
    const observed = windowSum(observedBefore, from, i);
    return negLog10POf(observed, windowSum(expectedBefore, from, i), dispersion[k] ?? 0);
  });
  return Math.max(...each);
}

/**
 * The first of two buckets in a row above the prediction interval that together hold the least count. Where counts are
 * too low for that: the elevated bucket from which the rest of the window has the largest −log10 p, so that one stray
 * mention hours before does not count. Also counts the elevated buckets. `scale` multiplies the expected counts: a second
 * wave is measured against the end of the first.
 */
export function locateOnset(
  counts: readonly (number | null)[],
  expected: Float64Array,
  baseline: Baseline,
  rule: SpikeRule,
  from: number,
  to: number,
  scale = 1,
): { onset: number; elevated: number } {
  const dispersion = baseline.dispersion[0] ?? 0;
  let pair = -1;
  let previousAbove = -1;
  let previousCount = 0;
  let elevated = 0;
  for (let i = from; i <= to; i++) {
    const count = counts[i];
    if (count === null || count === undefined) continue;
    const ordinary = (expected[i] ?? 0) * scale;
    if (isElevated(count, ordinary, dispersion)) elevated++;
    if (!isAboveInterval(count, ordinary, dispersion, rule)) {
      previousAbove = -1;
      continue;
    }
    if (pair < 0 && previousAbove >= 0 && count + previousCount >= rule.minCount) pair = previousAbove;
    previousAbove = i;
    previousCount = count;
  }
  return { onset: pair >= 0 ? pair : strongestStart(counts, expected, baseline, from, to, scale), elevated };
}

function strongestStart(
  counts: readonly (number | null)[],
  expected: Float64Array,
  baseline: Baseline,
  from: number,
  to: number,
  scale: number,
): number {
  const single = baseline.dispersion[0] ?? 0;
  const daily = baseline.dispersion.at(-1) ?? 0;
  let best = { at: to, negLog10P: -1 };
  let observed = 0;
  let ordinary = 0;
  for (let i = to; i >= from; i--) {
    const count = counts[i];
    if (count === null || count === undefined) continue;
    const mean = (expected[i] ?? 0) * scale;
    observed += count;
    ordinary += mean;
    if (!isElevated(count, mean, single)) continue;
    const negLog10P = negLog10POf(observed, ordinary, daily);
    if (negLog10P > best.negLog10P) best = { at: i, negLog10P };
  }
  return best.at;
}

/**
 * The window's sum with its highest bucket counted only as high as the second highest: what is left when the highest was
 * a single outlier. The plain sum where one bucket may alarm alone.
 */
export function confirmedSum(
  counts: readonly (number | null)[],
  rule: Pick<SpikeRule, 'minElevated'>,
  from: number,
  to: number,
): number {
  let sum = 0;
  let first = 0;
  let second = 0;
  for (let i = from; i <= to; i++) {
    const count = counts[i] ?? 0;
    sum += count;
    if (count > first) [first, second] = [count, first];
    else if (count > second) second = count;
  }
  return rule.minElevated > 1 ? sum - first + second : sum;
}
