/** The band of ordinary counts around an expected count. */
import type { BandPoint } from '../domain/spike.ts';
import { countQuantile } from './count-tail.ts';

/** Normal quantile of 0.995: where the search for a 99 % band begins. */
const EDGE_Z = 2.576;

/** The counts that leave `outside` of the probability beyond both edges together. */
export function bandPoint(expected: number, dispersion: number, outside: number): BandPoint {
  return {
    expected,
    lower: countQuantile(outside / 2, expected, dispersion, -EDGE_Z),
    upper: countQuantile(1 - outside / 2, expected, dispersion, EDGE_Z),
  };
}
