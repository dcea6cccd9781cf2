/** What is stored in one transaction: mentions of a source, what it deletes, what was refused, and how far it was read. */
import type { NewMention } from '../domain/mention.ts';
import type { MissingRange, Quota } from '../domain/source.ts';
import type { DeadLetter } from '../store/dead-letters/port.ts';
import type { InsertMention } from '../store/mentions/port.ts';
import type { Deletion } from './erase.ts';

export type NewLetter = Omit<DeadLetter, 'id' | 'replayedAt' | 'createdAt'>;

export interface Page {
  readonly source: string;
  readonly mentions: readonly NewMention[];
  readonly deletions?: readonly Deletion[];
  readonly deadLetters?: readonly NewLetter[];
  /** The dead letter of one of the mentions, from its sender's entry; used where the database refuses it. */
  readonly letterOf?: (index: number, reason: string) => NewLetter;
  /** The source's new cursor; saved in the same transaction as the mentions. */
  readonly cursor?: string;
  /** Everything published before this moment was read (ms). */
  readonly completeUntil?: number;
  readonly missing?: readonly MissingRange[];
  readonly quota?: Quota;
  /** When the source is read next. */
  readonly nextAt?: number;
  /** Mentions published earlier trigger no alerts: their source was not read for a while (ms). */
  readonly newsFrom?: number;
  /** Of a webhook: the same delivery under the name of another source is a replay, and nothing of it is stored. */
  readonly delivery?: { readonly hash: string; readonly keepFrom: number };
  /** What a known id means; see `InsertMention`. By default it is the same post. */
  readonly identity?: InsertMention['identity'];
  /** Rows of a file. */
  readonly import?: {
    readonly id: number;
    /** Corrects what earlier imports brought. */
    readonly repair?: boolean;
    /** Rows that are no posts. */
    readonly leftOut: number;
  };
  /** Brands that are created where they are not known and a mention is about them. */
  readonly newBrands?: readonly { readonly slug: string; readonly name: string }[];
  /** A replay by hand: the source's cursor does not move. */
  readonly apart?: boolean;
  /** Read by this backfill: triggers no alerts and does not move the source's cursor. */
  readonly backfill?: {
    readonly id: number;
    /** Entries of the page, including those about no brand. */
    readonly read: number;
    readonly cursor?: string;
    readonly reached?: number;
  };
}
