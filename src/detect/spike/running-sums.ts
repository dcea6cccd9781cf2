/** Running sums of observed and expected counts over the buckets that are not missing. */

export interface Sums {
  readonly counts: readonly (number | null)[];
  readonly expected: Float64Array;
  /** Element i is the sum before i. */
  readonly observedBefore: Float64Array;
  readonly expectedBefore: Float64Array;
}

export function startSums(counts: readonly (number | null)[], expected: Float64Array): Sums {
  const n = counts.length + 1;
  return { counts, expected, observedBefore: new Float64Array(n), expectedBefore: new Float64Array(n) };
}

/** Adds the bucket `i`, the next one. */
export function addBucket(
  { observedBefore, expectedBefore }: Sums,
  i: number,
  count: number,
  expected: number,
): void {
  observedBefore[i + 1] = (observedBefore[i] ?? 0) + count;
  expectedBefore[i + 1] = (expectedBefore[i] ?? 0) + expected;
}

/** Sum over buckets from … to, both included, from running sums. */
export function windowSum(before: Float64Array, from: number, to: number): number {
  return (before[to + 1] ?? 0) - (before[from] ?? 0);
}
