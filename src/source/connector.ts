/** The port to an outside site: pages of raw entries, and how one becomes a mention. */
import type { NewMention } from '../domain/mention.ts';
import type { Outcome } from '../domain/result.ts';

export interface Capabilities {
  readonly stream: boolean;
  readonly poll: boolean;
  readonly backfill: boolean;
  readonly deletes: boolean;
  readonly edits: boolean;
}

export interface SourcePage<Raw> {
  readonly entries: readonly Raw[];
  /** Saved with the entries of this page; absent where nothing changed. */
  readonly cursor?: string;
}

export interface Connector<Raw = unknown> {
  /** The `source` of its mentions, e.g. `feed:acme-news`. */
  readonly id: string;
  readonly capabilities: Capabilities;
  /** Reads on from `cursor`. Throws when the site does not answer as it should; nothing is lost by that. */
  read(cursor: string | undefined, signal: AbortSignal): AsyncIterable<SourcePage<Raw>>;
  /** `drop` for an entry that is not about a watched brand, `dead` for one whose shape is not known. */
  toMention(raw: Raw, now: number): Outcome<NewMention>;
}
