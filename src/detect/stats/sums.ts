/** Sums over stretches of a series; missing buckets count in none. */
export function sumOf(
  counts: readonly (number | null)[] | undefined,
  stretches: readonly { readonly from: number; readonly to: number }[],
): number {
  let total = 0;
  if (counts) for (const { from, to } of stretches) for (let i = from; i < to; i++) total += counts[i] ?? 0;
  return total;
}
