/** Robust summaries of counts. */

/**
 * The largest count that is still ordinary among `values`: Tukey's outer fence (Exploratory Data
 * Analysis, 1977), with the spread of a Poisson count as the least spread, so that mostly-zero
 * counts keep a fence above zero.
 */
export function upperFence(values: readonly number[]): number {
  if (values.length === 0) return Number.POSITIVE_INFINITY;
  const sorted = Float64Array.from(values).sort();
  const lower = quantileOfSorted(sorted, 0.25);
  const upper = quantileOfSorted(sorted, 0.75);
  return upper + 3 * Math.max(upper - lower, Math.sqrt(upper + 0.25));
}

/** The quantile of ascending values, interpolated between neighbours (type 7 of Hyndman and Fan 1996). */
export function quantileOfSorted(sorted: ArrayLike<number>, q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * q;
  const below = Math.floor(position);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(sorted.length - 1, below + 1)] ?? Number.NaN;
  return low + (high - low) * (position - below);
}
