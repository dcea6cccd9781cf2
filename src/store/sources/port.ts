import type { GapState, MissingRange, Quota, SourceGap } from '../../domain/source.ts';

/** Where a source stands. Times are ms since 1970 UTC. */
export interface SourceState {
  readonly source: string;
  /** Opaque to the database; the connector's own. */
  readonly cursor?: string | undefined;
  /** Last read that went through. */
  readonly lastReadAt?: number | undefined;
  readonly lastNewAt?: number | undefined;
  readonly lastError?: string | undefined;
  /** In a row. */
  readonly failures: number;
  /** It is read again from here on. */
  readonly nextAt?: number | undefined;
  /** Everything published before was read. */
  readonly completeUntil?: number | undefined;
  /** Publication of its newest mention. */
  readonly newestAt?: number | undefined;
  readonly quota?: Quota | undefined;
}

export interface GapFilter {
  readonly source?: string;
  readonly state?: GapState;
  /** Gaps that touch this half-open range. */
  readonly from?: number;
  readonly to?: number;
}

export interface SourceQueries {
  state(source: string): Promise<SourceState | undefined>;
  all(): Promise<SourceState[]>;
  /** Oldest first. */
  gaps(filter: GapFilter): Promise<SourceGap[]>;
}

export interface SourceRead {
  readonly cursor?: string | undefined;
  readonly at: number;
  /** New mentions. */
  readonly found: number;
  readonly completeUntil?: number | undefined;
  readonly newestAt?: number | undefined;
  readonly quota?: Quota | undefined;
  readonly nextAt?: number | undefined;
}

export interface SourceWrites {
  /** Saves the cursor; call it in the transaction that inserts what was read. */
  saveRead(source: string, read: SourceRead): Promise<void>;
  /** An import brought mentions of it: what its own connector knows of it stays as it is. */
  noteImported(source: string, imported: { readonly at: number; readonly newestAt: number }): Promise<void>;
  saveFailure(source: string, failure: { at: number; error: string; nextAt?: number }): Promise<void>;
  /** Notes a range that was not read. A known range changes nothing. */
  addGaps(source: string, ranges: readonly MissingRange[], at: number): Promise<void>;
  closeGap(id: number, state: Exclude<GapState, 'open'>, at: number): Promise<void>;
  /** Takes or keeps the right to read a source until `until`; false while another holds it. */
  lease(source: string, owner: string, now: number, until: number): Promise<boolean>;
  /** Sources other than `read` are no longer read: from now on nothing is missing from them. */
  retire(read: readonly string[]): Promise<void>;
  /** Its settings changed: it is read at once, whatever failed before. */
  readNow(source: string): Promise<void>;
  release(source: string, owner: string): Promise<void>;
}
