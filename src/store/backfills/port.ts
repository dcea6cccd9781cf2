/** `stopped`: it came to an end that was set, or was broken off; the same request goes on from there. */
export type BackfillState = 'running' | 'done' | 'stopped';

/** A job that reads the past of a source, newest first. Times are ms since 1970 UTC. */
export interface Backfill {
  readonly id: number;
  readonly source: string;
  readonly brand?: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly cursor?: string | undefined;
  readonly reached: number;
  readonly state: BackfillState;
  readonly read: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly error?: string | undefined;
  readonly gapId?: number | undefined;
  readonly startedAt: number;
  readonly updatedAt: number;
}

export interface BackfillQueries {
  list(limit: number): Promise<Backfill[]>;
  /** A job for exactly this range that is not done. */
  unfinished(request: {
    source: string;
    brand: string | undefined;
    from: number;
    to: number;
  }): Promise<Backfill | undefined>;
  ofGap(gapId: number): Promise<Backfill | undefined>;
}

export interface BackfillWrites {
  start(request: {
    source: string;
    brand?: string | undefined;
    from: number;
    to: number;
    gapId?: number | undefined;
    at: number;
  }): Promise<Backfill>;
  /** Moves it on; call it in the transaction that inserts what was read. Counts are added. */
  advance(
    id: number,
    step: {
      cursor?: string | undefined;
      reached?: number | undefined;
      read: number;
      accepted: number;
      duplicates: number;
      rejected: number;
      at: number;
    },
  ): Promise<void>;
  finish(id: number, end: { state: BackfillState; error?: string | undefined; at: number }): Promise<void>;
}
