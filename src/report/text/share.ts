/** A share of mentions with its interval. */
import type { Estimate } from '../../domain/spike.ts';

const Z = 1.959964;

/** Share with the 95% score interval (Wilson 1927), which behaves for small counts too. */
export function shareOf(part: number, whole: number): Estimate | undefined {
  if (!(whole > 0)) return undefined;
  const p = Math.min(1, part / whole);
  const centre = (p + Z ** 2 / (2 * whole)) / (1 + Z ** 2 / whole);
  const half = (Z / (1 + Z ** 2 / whole)) * Math.sqrt((p * (1 - p)) / whole + Z ** 2 / (4 * whole ** 2));
  return { value: p, lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}
