/** Many tests at once: an exact test of two shares, and a bound on the share of false discoveries. */
import { logGamma } from './special-functions.ts';

const logChoose = (n: number, k: number): number => logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);

/**
 * P(at least `k` of the first group) where `total` of `n1` + `n2` are drawn without regard to their group (Fisher's exact
 * test, one-sided).
 */
export function hypergeometricTail(k: number, total: number, n1: number, n2: number): number {
  const all = logChoose(n1 + n2, total);
  let sum = 0;
  for (let i = Math.max(k, total - n2); i <= Math.min(total, n1); i++)
    sum += Math.exp(logChoose(n1, i) + logChoose(n2, total - i) - all);
  return Math.min(1, sum);
}

/**
 * Which p-values are discoveries when on average at most the share `rate` of these may be false (Benjamini and Hochberg
 * 1995; it holds for tests that are independent or positively dependent: Benjamini and Yekutieli 2001).
 */
export function rejections(pValues: readonly number[], rate: number): boolean[] {
  const sorted = pValues.toSorted((a, b) => a - b);
  let limit = -1;
  for (const [i, p] of sorted.entries()) if (p <= ((i + 1) * rate) / sorted.length) limit = p;
  return pValues.map((p) => p <= limit);
}
