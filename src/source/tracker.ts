/** The port to what watches policies: pages of records, each a text that was found at a time. */
import type { PolicySnapshot } from '../policy/snapshot.ts';

/** A record with what names it and where people can look. */
export interface TrackedSnapshot extends PolicySnapshot {
  /** The tracker's own id of the record: handed over again it is the same record. */
  readonly ref: string;
  readonly url?: string;
}

/** An entry whose shape is not known. */
export interface DeadSnapshot {
  readonly ref?: string;
  readonly reason: string;
  readonly entry: unknown;
}

export interface TrackerPage {
  readonly snapshots: readonly TrackedSnapshot[];
  readonly dead?: readonly DeadSnapshot[];
  /** Saved with the records of this page. */
  readonly cursor: string;
  /** Older records are still to come: until then a return to an earlier text may look like a change. */
  readonly more?: boolean;
}

export interface Tracker {
  /** The `source` of its records, e.g. `policy-page:acme`. */
  readonly id: string;
  /**
   * Reads on from `cursor`. Throws when what it found is no policy, or the site does not answer as it should; what
   * pages said before stands.
   */
  read(cursor: string | undefined, signal: AbortSignal): AsyncIterable<TrackerPage>;
}

/** The state that a cursor holds; undefined where there is none, or none that can be read. */
export function readCursor<T>(cursor: string | undefined): T | undefined {
  if (cursor === undefined) return undefined;
  try {
    return JSON.parse(cursor) as T;
  } catch {
    return undefined;
  }
}

/** What a site said to ask with next time (RFC 9110 section 13). */
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
