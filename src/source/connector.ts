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
  /** Saved with the entries of this page; absent where nothing changed. */
  readonly cursor?: string;
  /** Everything published before this moment has been handed over (ms). */
  readonly completeUntil?: number;
  /** What the site cannot hand over any more by reading on. */
  readonly missing?: readonly MissingRange[];
  readonly quota?: Quota;
  /** A backfill has come down to this publication time (ms). */
  readonly reached?: number;
  /** More is there; read on without waiting. */
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
  /** Reads on from `cursor`. Throws when the site does not answer as it should; nothing is lost by that. */
  read(cursor: string | undefined, signal: AbortSignal): AsyncIterable<SourcePage<Raw>>;
  /**
   * Reads the past, newest first; goes on from `cursor` after a break. Ends when the range is through. Absent where the
   * site cannot be asked for the past.
   */
  backfill?(
    range: BackfillRange,
    cursor: string | undefined,
    signal: AbortSignal,
  ): AsyncIterable<SourcePage<Raw>>;
  /** What an entry takes away; undefined for one that brings something. */
  toDeletion?(raw: Raw): Deletion | undefined;
  /** `drop` for an entry that is not about a watched brand, `dead` for one whose shape is not known. */
  toMention(raw: Raw, now: number): Outcome<NewMention>;
  /** Names an entry in the list of dead letters; its place in the page when undefined. */
  refOf?(raw: Raw): string | undefined;
}

/** What every connector is given. */
export interface SourceContext {
  /** The id that the connector bears. */
  readonly id: string;
  /** Brands that its mentions may be about. */
  readonly brands: readonly Brand[];
  /** Slugs of those brands that a text names. */
  readonly match: (text: string) => string[];
  readonly clock: Clock;
  readonly fetch: PoliteFetch;
}

/** The site answered, but not with what its documentation says. Nothing is lost: it is asked again later. */
export class SourceShapeError extends Error {
  override readonly name = 'SourceShapeError';
}

/** The site answered with a status that is no answer; 400 to 422 may mean that it does not know a page token. */
export class SourceStatusError extends Error {
  override readonly name = 'SourceStatusError';
  readonly status: number;
  constructor(host: string, status: number) {
    super(`${host} answered ${status}`);
    this.status = status;
  }
}

/** The site wants to know who asks, or refuses who does. Only a person can help. */
export class SourceAccessError extends Error {
  override readonly name = 'SourceAccessError';
}
