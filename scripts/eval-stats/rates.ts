/** Rates and means with their standard errors. */

/** A rate in % with its binomial standard error. */
export function rateWithError(hits: number, of: number): string {
  const p = hits / Math.max(1, of);
  const error = 100 * Math.sqrt((p * (1 - p)) / Math.max(1, of));
  return `${(100 * p).toFixed(1)}% (±${error.toFixed(1)}, ${of})`;
}

/** A mean with its standard error. */
export function meanWithError(values: readonly number[], digits = 2): string {
  const n = Math.max(1, values.length);
  const mean = values.reduce((a, b) => a + b, 0) / n;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / Math.max(1, n - 1);
  return `${mean.toFixed(digits)} (±${Math.sqrt(variance / n).toFixed(digits)}, ${n})`;
}
