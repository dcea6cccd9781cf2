/** A post, comment, review or article about a brand, as every connector hands it over. */

export type MentionKind = 'post' | 'comment' | 'review' | 'article';

/** How exactly a time is known: a day alone stands at its 00:00 UTC, whatever the zone. */
export type TimePrecision = 'second' | 'minute' | 'day';

interface MentionAuthor {
  /** The id the source gives its author. Never stored: only its pseudonym is. */
  readonly id: string;
  readonly followers?: number;
}

export interface Engagement {
  readonly likes?: number;
  readonly reposts?: number;
  readonly replies?: number;
  readonly views?: number;
}

/** What ingest accepts. Times are milliseconds since 1970 UTC. */
export interface NewMention {
  readonly source: string;
  readonly externalId: string;
  readonly kind: MentionKind;
  readonly text: string;
  readonly title?: string;
  readonly url?: string;
  readonly lang?: string;
  readonly author?: MentionAuthor;
  readonly publishedAt: number;
  /** Of `publishedAt`; absent for `second`. */
  readonly precision?: TimePrecision;
  readonly rating?: number;
  readonly engagement?: Engagement;
  readonly parentExternalId?: string;
  /** What the author's own clock said, where the source's says another time. */
  readonly publishedClaimed?: number;
  readonly editedAt?: number;
  /** Slugs of the brands it is about; at least one. */
  readonly brands: readonly string[];
  /** Made by the scenario generator: shown as simulated, never mailed out. */
  readonly simulated?: boolean;
}

/**
 * `pending`: in the database, waits to be scored · `scored`: counted with a sentiment ·
 * `not-scored`: counted, but in a language we do not read · `dead`: failed twice, see dead letters.
 */
export type MentionState = 'pending' | 'scored' | 'not-scored' | 'dead';
