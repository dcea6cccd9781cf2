/** What was left of the excess after an answer, as a share of what there was before it, with its interval. */
import type { Estimate } from '../../domain/spike.ts';

/** Hours or days before and after the answer: what was counted, and what was expected of the same. */
export interface Window {
  readonly counts: readonly (number | null | undefined)[];
  readonly expected: readonly number[];
}

/** Student's t at 97.5% for the dozen differences that tell of the noise. */
const T = 2.18;

interface Sums {
  readonly observed: number;
  readonly expected: number;
  readonly buckets: number;
}

function sumsOf({ counts, expected }: Window): Sums {
  let [observed, sum, buckets] = [0, 0, 0];
  for (const [i, count] of counts.entries()) {
    if (count === null || count === undefined) continue;
    observed += count;
    sum += expected[i] ?? 0;
    buckets++;
  }
  return { observed, expected: sum, buckets };
}

/**
 * Variance over mean of what was counted in blocks of six, from the second differences of neighbouring blocks, which a slope
 * leaves alone. At least 1; noise that lasts longer than a day stays in what is measured.
 */
export function dispersionOf(windows: readonly Window[]): number {
  let [squares, means] = [0, 0];
  for (const { counts } of windows) {
    const blocks: number[] = [];
    for (let i = 0; i + 6 <= counts.length; i += 6) {
      const block = counts.slice(i, i + 6);
      if (block.every((count) => count !== null && count !== undefined))
        blocks.push(block.reduce<number>((sum, count) => sum + (count ?? 0), 0));
    }
    for (let k = 1; k + 1 < blocks.length; k++) {
      const [a, b, c] = [blocks[k - 1] ?? 0, blocks[k] ?? 0, blocks[k + 1] ?? 0];
      squares += (b - (a + c) / 2) ** 2;
      means += b + (a + c) / 4;
    }
  }
  return Math.max(1, means > 0 ? squares / means : 1);
}

/**
 * Mean excess after over mean excess before, with Fieller's interval (1954): both sums are uncertain, and the level of the
 * baseline is off for both alike. Undefined where the excess before is not clear of 0, so that any share of it is possible.
 */
export function leftOf(before: Window, after: Window, levelVariance: number): Estimate | undefined {
  const [b, a] = [sumsOf(before), sumsOf(after)];
  if (b.buckets === 0 || a.buckets === 0) return undefined;
  const noise = dispersionOf([before, after]);
  const [low, high] = [(b.observed - b.expected) / b.buckets, (a.observed - a.expected) / a.buckets];
  const usual = [b.expected / b.buckets, a.expected / a.buckets] as const;
  const varLow = (noise * b.observed) / b.buckets ** 2 + levelVariance * usual[0] ** 2;
  const varHigh = (noise * Math.max(1, a.observed)) / a.buckets ** 2 + levelVariance * usual[1] ** 2;
  const both = levelVariance * usual[0] * usual[1];
  const squared = T * T;
  const denominator = low * low - squared * varLow;
  if (!(low > 0) || denominator <= 0) return undefined;
  const middle = low * high - squared * both;
  const root = Math.sqrt(Math.max(0, middle ** 2 - denominator * (high * high - squared * varHigh)));
  const value = Math.max(0, high / low);
  return {
    value,
    lower: Math.min(value, Math.max(0, (middle - root) / denominator)),
    upper: Math.max(value, (middle + root) / denominator),
  };
}
