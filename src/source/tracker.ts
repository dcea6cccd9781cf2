/** The port to policy trackers: pages of policy snapshots. */
import type { PolicySnapshot } from '../policy/snapshot.ts';

/** A snapshot with its reference and the address where people can read it. */
export interface TrackedSnapshot extends PolicySnapshot {
  /** The tracker's id of the snapshot, the same when it is read again. */
  readonly ref: string;
  readonly url?: string;
}

/** An entry of unknown shape. */
export interface DeadSnapshot {
  readonly ref?: string;
  readonly reason: string;
  readonly entry: unknown;
}

export interface TrackerPage {
  readonly snapshots: readonly TrackedSnapshot[];
  readonly dead?: readonly DeadSnapshot[];
  /** Saved with the snapshots of this page. */
  readonly cursor: string;
  /** Older snapshots follow; until then a revert may look like a change. */
  readonly more?: boolean;
}

export interface Tracker {
  /** The `source` of its snapshots, e.g. `policy-page:acme`. */
  readonly id: string;
  /**
   * Reads on from `cursor`. Throws when the page is not a policy or the site does not answer as expected; earlier
   * pages remain valid.
   */
  read(cursor: string | undefined, signal: AbortSignal): AsyncIterable<TrackerPage>;
}

/** The state in a cursor; undefined if there is none or it cannot be read. */
export function readCursor<T>(cursor: string | undefined): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return JSON.parse(cursor) as T;
  } catch {
    return undefined;
  }
}

/** Validators for the next conditional request (RFC 9110 section 13). */
export interface Validators {
  readonly etag?: string;
  readonly lastModified?: string;
}

export function conditionalHeaders({ etag, lastModified }: Validators): Record<string, string> {
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}

export function validatorsOf(headers: ReadonlyMap<string, string>): Validators {
  const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')];
  return {
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
}
