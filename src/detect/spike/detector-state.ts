/** The state of a detector at a checkpoint (`checkpoint.ts`), from which another detector continues. */
import type { CountSeries } from '../../domain/series.ts';
import type { Baseline } from './baseline.ts';
import type { Finding } from './finding.ts';

/** Buckets before a checkpoint that are read after it: the longest window is a day. */
export const RECENT = 48;
/** Evidence of a drift may go back this many buckets at a checkpoint; with more the state would be too large. */
export const MOST_RECENT = 336;

/** Positions are buckets from the first that is kept, `behind` buckets before the checkpoint. */
export interface DetectorState {
  readonly behind: number;
  readonly clean: Float64Array;
  readonly usable: Uint8Array;
  /** The last `RECENT` of them, or as many as the drift evidence goes back. */
  readonly counts: readonly (number | null)[];
  readonly expected: Float64Array;
  /** Running sums, one longer. */
  readonly observedBefore: Float64Array;
  readonly expectedBefore: Float64Array;
  readonly baseline: Baseline;
  readonly findings: readonly Finding[];
  readonly levelFrom: number;
  readonly testFrom: number;
  readonly refractoryUntil: number;
  /** Of a drift, since `driftFrom`; 0 is none. */
  readonly driftEvidence: number;
  readonly driftFrom: number;
}

/** `tail` with `behind` buckets before it, of which only the last are known. */
export function padded(tail: CountSeries, { behind, counts }: DetectorState): CountSeries {
  const before = new Array<null>(behind - counts.length).fill(null);
  const start = tail.start - behind * tail.widthMs;
  return { ...tail, start, counts: [...before, ...counts, ...tail.counts] };
}

export function moved(finding: Finding, by: number): Finding {
  const { onset, alarm, end, endKnown } = finding;
  return {
    ...finding,
    onset: onset + by,
    alarm: alarm + by,
    ...(end === undefined ? {} : { end: end + by }),
    ...(endKnown === undefined ? {} : { endKnown: endKnown + by }),
  };
}
