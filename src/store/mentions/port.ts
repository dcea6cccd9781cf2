import type { MentionKind, MentionState, TimePrecision } from '../../domain/mention.ts';
import type { Corrected } from '../../domain/correction.ts';
import type { Betrayal, Score, SentimentLabel } from '../../domain/scoring.ts';
import type { VoiceQueries } from './voice-port.ts';
/** The fields of a mention that are written and read. */
export interface MentionFields {
  readonly source: string;
  readonly externalId: string;
  readonly kind: MentionKind;
  readonly text: string;
  readonly title?: string | undefined;
  readonly url?: string | undefined;
  readonly lang?: string | undefined;
  readonly authorPseudonym?: string | undefined;
  /** How many people it reached, as far as the source says. */
  readonly reach: number;
  readonly rating?: number | undefined;
  readonly publishedAt: number;
  /** Of `publishedAt`; absent for `second`. */
  readonly precision?: TimePrecision | undefined;
  readonly simulated: boolean;
  /** When its author last changed it. */
  readonly editedAt?: number | undefined;
}

/** What near-duplicates have in common; see `src/ingest/fingerprint.ts`. */
export interface Fingerprint {
  /** 52 bits. */
  readonly exact: number;
  /** 32 bits. */
  readonly sketch?: number | undefined;
}

/** A post that may be a near-duplicate. */
export interface FingerprintQuery {
  readonly fingerprint: Fingerprint;
  readonly publishedAt: number;
}

/** A mention ready for the database: its author is a pseudonym and its brands are known. */
export interface InsertMention extends MentionFields {
  readonly followers?: number | undefined;
  readonly collectedAt: number;
  readonly parentExternalId?: string | undefined;
  readonly brandIds: readonly number[];
  /** What the author's own clock said. */
  readonly publishedClaimed?: number | undefined;
  /** Brought by a backfill. */
  readonly backfilled?: boolean | undefined;
  readonly fingerprint?: Fingerprint | undefined;
  /** The first of its near-duplicates, unless it is the first itself. */
  readonly duplicateOf?: number | undefined;
  /** The same, for a first that comes in the same batch: its position there. */
  readonly copyOf?: number | undefined;
  /** The import that brings it. */
  readonly importId?: number | undefined;
  /** Keyed hash of its words. */
  readonly wordsHash?: number | undefined;
  /**
   * What a known id means. `id`, the default: the same post. `sender`: the same post if it says the same, or is a later
   * wording at the same time; otherwise a mention of its own. `words`: the same post if it says the same at the same time.
   * `timeless`: if it says the same.
   */
  readonly identity?: 'id' | 'sender' | 'words' | 'timeless' | undefined;
  /** Corrects what an earlier import brought. */
  readonly repair?: boolean | undefined;
}

/** A mention whose id another post has. */
export interface Conflict {
  /** Its position in the batch. */
  readonly index: number;
  /** The mention that has the id. */
  readonly with: number;
}

/** How many mentions were new, known, known with a new brand, edited or corrected. */
export interface Inserted {
  /** Ids of mentions to score: the new, the edited, and those whose words were corrected. */
  readonly ids: number[];
  /** How many are new. */
  readonly added: number;
  readonly duplicates: number;
  readonly edited: number;
  /** Known mentions that belong to one more brand now. */
  readonly linked: number;
  /** Known mentions of earlier imports that say what they are given now. */
  readonly replaced: number;
  /** Duplicates with other stars, link, title or author than what is stored. */
  readonly differing: number;
  /** New ones whose id another post has: mentions of their own. */
  readonly conflicts: readonly Conflict[];
}

/** How many texts were erased, and where those mentions are counted. */
export interface Erased {
  readonly erased: number;
  readonly places: readonly { readonly brandId: number; readonly publishedAt: number }[];
}

/** A mention that may be the first of near-duplicates. */
export interface NearDuplicateCandidate extends Fingerprint {
  readonly id: number;
  readonly text: string;
  readonly publishedAt: number;
}

export interface MentionRevision {
  readonly at: number;
  readonly text: string;
  readonly title?: string | undefined;
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

/** What is kept of a score; undefined where there is none. */
export interface ShownScore {
  readonly sentiment?: { readonly label: SentimentLabel; readonly score: number } | undefined;
  readonly betrayal?: Betrayal | undefined;
}

export interface MentionRow extends MentionFields, ShownScore {
  readonly id: number;
  /** The import that brought it first. */
  readonly importId?: number | undefined;
  /** When its author or the source deleted it. */
  readonly deletedAt?: number | undefined;
  /** The first of its near-duplicates, unless it is the first itself. */
  readonly duplicateOf?: number | undefined;
  /** Number of its near-duplicates in the list, without itself. */
  readonly duplicates?: number | undefined;
  readonly state: MentionState;
  /** Corrections by people: `sentiment` and `betrayal` include them, and `asScored` is what the scorer said. */
  readonly corrected?: Corrected | undefined;
  readonly asScored?: ShownScore | undefined;
  readonly scorerVersion?: string | undefined;
}

export interface OneMention extends MentionRow {
  readonly brandIds: readonly number[];
}

export interface MentionFilter {
  readonly brandId: number;
  /** In place of `brandId`: mentions of any of these brands, each once. */
  readonly brandIds?: readonly number[] | undefined;
  /** Half-open range of publication times. */
  readonly from: number;
  readonly to: number;
  readonly source?: string | undefined;
  readonly only?: 'betrayal' | 'negative' | undefined;
  readonly category?: string | undefined;
  /** Only those of these ids: what a search found. */
  readonly among?: readonly number[] | undefined;
  /** True: only muted mentions. Otherwise none of them. */
  readonly muted?: boolean | undefined;
  /** Only those that people corrected. */
  readonly corrected?: boolean | undefined;
  /** Pseudonym of an author. */
  readonly author?: string | undefined;
  readonly tag?: string | undefined;
  /** Name of a person who bookmarked it. */
  readonly bookmarkedBy?: string | undefined;
  readonly order: 'reach' | 'newest';
  readonly limit: number;
  readonly offset?: number;
  /** Only mentions after this one in the order of `newest`: to read on without an offset. */
  readonly after?: { readonly publishedAt: number; readonly id: number } | undefined;
  /** Shows near-duplicates as one row with their number. */
  readonly grouped?: boolean;
}

export interface PartRange {
  readonly brandId: number;
  readonly source: string;
  /** Pseudonym; without it the whole source. */
  readonly author?: string | undefined;
  readonly widthMs: number;
  /** Half-open range of publication times. */
  readonly from: number;
  readonly to: number;
}

export interface PartBucket {
  readonly start: number;
  readonly all: number;
  readonly negative: number;
  readonly betrayal: number;
}

/** One page of a list. */
export interface MentionPage {
  /** The first of each group, with the number of the others. */
  readonly rows: readonly MentionRow[];
  /** Mentions of the whole list, and groups of near-duplicates; both 0 on a page after the last. */
  readonly all: number;
  readonly different: number;
}

export interface MentionQueries extends VoiceQueries {
  /** Without deleted mentions. */
  list(filter: MentionFilter): Promise<MentionRow[]>;
  /** Groups of near-duplicates with how many the whole list has. */
  page(filter: MentionFilter): Promise<MentionPage>;
  one(id: number): Promise<OneMention | undefined>;
  /** The brands of each of these mentions. */
  brandsOf(ids: readonly number[]): Promise<Map<number, number[]>>;
  /** Pending mentions among `ids`, in id order. */
  pending(ids: readonly number[]): Promise<PendingMention[]>;
  /** Ids of pending mentions collected at or before `collectedBefore`, oldest first, with id > `afterId`. */
  pendingIds(limit: number, afterId?: number, collectedBefore?: number): Promise<number[]>;
  /** Reads the state of every mention: for occasional requests. */
  countByState(): Promise<Record<MentionState, number>>;
  /** How many wait to be scored, and how many cannot be scored. Cheap while they are few. */
  unscored(): Promise<{ pending: number; dead: number }>;
  /** How many wait by the brand's id; brands with none are left out. `more`: each number is at least so many. */
  waitingByBrand(): Promise<{ byBrand: ReadonlyMap<number, number>; more: boolean }>;
  /** First and last publication of a brand's mentions. */
  span(brandId: number): Promise<{ from: number; to: number } | undefined>;
  /** Ids of the other near-duplicates of its group that still have their text, at most `limit`. */
  duplicates(id: number, limit: number): Promise<number[]>;
  /** What it said before, newest first. */
  revisions(id: number): Promise<MentionRevision[]>;
  /** Mentions in a half-open range of publication times: all, those deleted since, those from a backfill. */
  shares(
    brandId: number,
    from: number,
    to: number,
  ): Promise<{ all: number; deleted: number; backfilled: number }>;
  /** Counts per bucket of an author or a source, muted or not: what taking them out or in would change. */
  part(range: PartRange): Promise<PartBucket[]>;
}

export interface Rescored {
  readonly changed: number;
  readonly sentiment: number;
  readonly betrayal: number;
  readonly brandIds: readonly number[];
}

export interface MentionWrites {
  /**
   * First posts of near-duplicate groups that share a fingerprint with a post and are about as old (`withinMs`, or some
   * days more), newest first.
   */
  nearDuplicateCandidates(
    asked: readonly FingerprintQuery[],
    withinMs: number,
  ): Promise<NearDuplicateCandidate[]>;
  /**
   * Inserts mentions that are new: by source and external id, and by what they say where `identity` asks for it. A known one
   * is linked to further brands. One with a later `editedAt` and another text keeps the old text as a revision and is scored
   * again. Deleted ones stay deleted.
   */
  insert(
    mentions: readonly InsertMention[],
    /** Called with those that may be new, before they are inserted: returns them with their `duplicateOf` or `copyOf`. */
    link?: (mentions: readonly InsertMention[]) => Promise<readonly InsertMention[]>,
  ): Promise<Inserted>;
  /** Erases text, title, link and author of mentions, and what they said before. Their counts stay. */
  erase(source: string, externalIds: readonly string[], at: number): Promise<Erased>;
  /** The same for all mentions of an author. */
  eraseAuthor(source: string, authorPseudonym: string, at: number): Promise<Erased>;
  /**
   * Removes at most `limit` mentions that were collected before `collectedBefore`, oldest first. Their counts stay, for
   * every scorer version, and they are not inserted again. Pending and simulated mentions are kept.
   */
  age(collectedBefore: number, limit: number): Promise<Erased>;
  /**
   * Writes scores and adjusts the counts of every mention that was still pending.
   * Returns the ids of the brands whose counts changed and how many mentions changed state. Those with an open score wait
   * for the second reading; `late` says that they were published long before.
   */
  saveScores(scores: readonly { id: number; score: Score; version: string; late?: boolean }[]): Promise<{
    changed: number;
    brandIds: number[];
  }>;
  /**
   * Replaces scores of another version: keeps the old one and adjusts the counts by exactly the difference, for
   * every mention that is counted and not of `version` yet. Safe to repeat. Returns how many were
   * replaced, how many of them have another label now, and the brands whose counts changed.
   */
  rescore(scores: readonly { id: number; score: Score; version: string }[]): Promise<Rescored>;
  /** Counts a failed attempt. */
  failed(ids: readonly number[]): Promise<void>;
  markDead(ids: readonly number[]): Promise<void>;
  /** Makes a dead mention pending again, with no attempts counted. */
  revive(id: number): Promise<boolean>;
}
