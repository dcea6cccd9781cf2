/** What is known about a source beside its mentions: allowance, completeness, holes. Times are ms since 1970 UTC. */

/** What a site still lets us ask for. */
export interface Quota {
  readonly remaining: number;
  readonly limit?: number;
  readonly resetsAt?: number;
}

/** A stretch of publication times that a source did not hand over: its counts are missing there, not zero. */
export interface MissingRange {
  /** Half-open. */
  readonly from: number;
  readonly to: number;
  readonly reason: string;
}

/** `open`: nobody has it yet · `filled`: a backfill brought it · `lost`: the source cannot give it any more. */
export type GapState = 'open' | 'filled' | 'lost';

export interface SourceGap extends MissingRange {
  readonly id: number;
  readonly source: string;
  readonly state: GapState;
  readonly foundAt: number;
  readonly closedAt?: number | undefined;
}
