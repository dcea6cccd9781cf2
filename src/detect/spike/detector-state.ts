/** What a walk over a series leaves for one that goes on later. */
import type { CountSeries } from '../../domain/series.ts';
import type { Baseline } from './baseline.ts';
import type { Finding } from './finding.ts';

/** So many buckets before a mark are looked at after it: the longest window is a day. */
export const RECENT = 48;
/** Evidence for a slow spike may have been gathered for so many; one of longer is no moment to go on from. */
export const MOST_RECENT = 336;

/**
 * A walk at a calm moment: what it needs to go on, without what it has behind it. Positions are buckets from the
 * first that is kept, `behind` of them before the moment.
 */
export interface DetectorState {
  readonly behind: number;
  readonly clean: Float64Array;
  readonly usable: Uint8Array;
  /** The last of them: `RECENT`, or as many as there is evidence of. */
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
  /** For a slow spike, since `slowFrom`; 0 is none. */
  readonly driftEvidence: number;
  readonly driftFrom: number;
}

/** The tail with room before it, in which the last buckets stand and nothing else is looked at. */
export function padded(tail: CountSeries, { behind, counts }: DetectorState): CountSeries {
  const before = new Array<null>(behind - counts.length).fill(null);
  const start = tail.start - behind * tail.widthMs;
  return { start, widthMs: tail.widthMs, counts: [...before, ...counts, ...tail.counts] };
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
