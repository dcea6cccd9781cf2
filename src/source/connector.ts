/** The port to an outside site: pages of raw entries, and what one entry says. */
import type { Brand } from '../domain/brand.ts';
import type { Clock } from '../domain/clock.ts';
import type { NewMention } from '../domain/mention.ts';
import type { Outcome } from '../domain/result.ts';
import type { MissingRange, Quota } from '../domain/source.ts';
import type { Deletion } from '../ingest/erase.ts';
import type { PoliteFetch } from '../net/polite-fetch.ts';

export interface SourcePage<Raw> {
  readonly entries: readonly Raw[];
  /** Saved with the entries of this page; absent if it did not change. */
  readonly cursor?: string;
  /** Everything published before this moment has been read (ms). */
  readonly completeUntil?: number;
  /** Ranges that the site no longer shows. */
  readonly missing?: readonly MissingRange[];
  readonly quota?: Quota;
  /** Publication time that a backfill has reached (ms). */
  readonly reached?: number;
  /** More is available; read on without waiting. */
  readonly more?: boolean;
}

/** Half-open range of publication times. */
export interface BackfillRange {
  readonly from: number;
  readonly to: number;
}

export interface Connector<Raw = unknown> {
  /** The `source` of its mentions, e.g. `feed:acme-news`. */
  readonly id: string;
  /** Reads on from `cursor`. Throws when the site does not answer as expected; the next read resumes at the cursor. */
  read(cursor: string | undefined, signal: AbortSignal): AsyncIterable<SourcePage<Raw>>;
  /**
   * Reads the past, newest first; continues from `cursor` after an interruption. Ends with the range. Absent if the
   * site does not show the past.
   */
  backfill?(
    range: BackfillRange,
    cursor: string | undefined,
    signal: AbortSignal,
  ): AsyncIterable<SourcePage<Raw>>;
  /** What an entry deletes; undefined for any other entry. */
  toDeletion?(raw: Raw): Deletion | undefined;
  /** `drop` for an entry that is not about a watched brand, `dead` for one of unknown shape. */
  toMention(raw: Raw, now: number): Outcome<NewMention>;
  /** Names an entry in the list of dead letters; a hash of it when undefined. */
  refOf?(raw: Raw): string | undefined;
}

/** What every connector is given. */
export interface SourceContext {
  /** The id of the source. */
  readonly id: string;
  /** Brands that its mentions may be about. */
  readonly brands: readonly Brand[];
  /** Slugs of those brands that a text names. */
  readonly match: (text: string) => string[];
  readonly clock: Clock;
  readonly fetch: PoliteFetch;
}

/** The site's answer does not have the documented shape. The request is repeated later. */
export class SourceShapeError extends Error {
  override readonly name = 'SourceShapeError';
}

/** The site answered with an error status; 400 to 422 may mean that it rejects a page token. */
export class SourceStatusError extends Error {
  override readonly name = 'SourceStatusError';
  readonly status: number;
  constructor(host: string, status: number) {
    super(`${host} answered ${status}`);
    this.status = status;
  }
}

/** The site requires a key or rejects the given one. Only a person can help. */
export class SourceAccessError extends Error {
  override readonly name = 'SourceAccessError';
}
