import type { MentionKind, MentionState } from '../../domain/mention.ts';
import type { CategoryHit, ContextTag, Score, SentimentLabel } from '../../domain/scoring.ts';

/** What a mention is, on its way in and on its way out. */
export interface MentionFields {
  readonly source: string;
  readonly externalId: string;
  readonly kind: MentionKind;
  readonly text: string;
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  readonly lang?: string | undefined;
  readonly authorPseudonym?: string | undefined;
  /** How many people it reached, as far as the source tells. */
  readonly reach: number;
  readonly rating?: number | undefined;
  readonly publishedAt: number;
  readonly simulated: boolean;
}

/** A mention ready for the ledger: its author is a pseudonym and its brands are known. */
export interface InsertMention extends MentionFields {
  readonly followers?: number | undefined;
  readonly collectedAt: number;
  readonly parentExternalId?: string | undefined;
  readonly brandIds: readonly number[];
}

export interface PendingMention {
  readonly id: number;
  readonly text: string;
  readonly title?: string | undefined;
  readonly lang?: string | undefined;
  readonly source: string;
  readonly publishedAt: number;
  readonly brandIds: readonly number[];
  readonly attempts: number;
}

export interface MentionRow extends MentionFields {
  readonly id: number;
  readonly state: MentionState;
  readonly sentiment?: { readonly label: SentimentLabel; readonly score: number } | undefined;
  readonly betrayal?:
    | {
        readonly label: boolean;
        readonly p: number;
        readonly categories: readonly CategoryHit[];
        readonly context: readonly ContextTag[];
      }
    | undefined;
}

export interface OneMention extends MentionRow {
  readonly brandIds: readonly number[];
}

export interface MentionFilter {
  readonly brandId: number;
  /** Half-open range of publication times. */
  readonly from: number;
  readonly to: number;
  readonly source?: string | undefined;
  readonly only?: 'betrayal' | 'negative' | undefined;
  readonly category?: string | undefined;
  readonly order: 'reach' | 'newest';
  readonly limit: number;
  readonly offset?: number;
}

export interface MentionQueries {
  list(filter: MentionFilter): Promise<MentionRow[]>;
  one(id: number): Promise<OneMention | undefined>;
  /** Pending mentions among `ids`, in id order. */
  pending(ids: readonly number[]): Promise<PendingMention[]>;
  /** Ids of pending mentions collected at or before `collectedBefore`, oldest first, with id > `afterId`. */
  pendingIds(limit: number, afterId?: number, collectedBefore?: number): Promise<number[]>;
  countByState(): Promise<Record<MentionState, number>>;
  /** First and last publication of a brand's mentions. */
  span(brandId: number): Promise<{ from: number; to: number } | undefined>;
}

export interface Rescored {
  readonly changed: number;
  readonly sentiment: number;
  readonly betrayal: number;
  readonly brandIds: readonly number[];
}

export interface MentionWrites {
  /** Inserts what is not there yet (unique source and external id); returns the ids of the new ones. */
  insert(mentions: readonly InsertMention[]): Promise<{ ids: number[]; duplicates: number }>;
  /**
   * Writes scores and adjusts the counts of every mention that was still pending, in one go.
   * Returns the ids of the brands whose counts changed and how many mentions changed state.
   */
  settle(scores: readonly { id: number; score: Score; version: string }[]): Promise<{
    changed: number;
    brandIds: number[];
  }>;
  /**
   * Replaces scores of another version: keeps the old one and adjusts the counts by exactly the difference, for
   * every mention that is counted and not of `version` yet. Twice is as good as once. Returns how many were
   * replaced, how many of them have another label now, and the brands whose counts changed.
   */
  rescore(scores: readonly { id: number; score: Score; version: string }[]): Promise<Rescored>;
  /** Notes a failed try. */
  failed(ids: readonly number[]): Promise<void>;
  markDead(ids: readonly number[]): Promise<void>;
  /** Puts a dead mention back to pending with a clean record. */
  revive(id: number): Promise<boolean>;
}
