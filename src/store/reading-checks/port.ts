/** Samples of posts that people label to check the reading of a brand. Times are ms since 1970 UTC. */
import type { Corrected } from '../../domain/correction.ts';
import type { SentimentLabel } from '../../domain/scoring.ts';
import type { By } from '../triage/port.ts';

export interface ReadingCheck extends By {
  readonly id: number;
  readonly brandId: number;
  /** Half-open range of publication times that it was drawn from. */
  readonly from: number;
  readonly to: number;
  /** Posts of each stratum when it was drawn. */
  readonly sizes: readonly number[];
}

/** A post that may be drawn. */
export interface FramePost {
  readonly id: number;
  /** Probability of broken trust, as scored. */
  readonly p: number;
  /** What people corrected of it. */
  readonly corrected?: Corrected | undefined;
}

export interface DrawnPost {
  readonly mentionId: number;
  readonly stratum: number;
  /** Undefined where it is not in the list to label. */
  readonly position?: number | undefined;
}

/** A post of a check as it is scored now, without corrections, and what people say of it. */
export interface CheckedPost extends DrawnPost {
  readonly p: number;
  readonly betrayal: boolean;
  readonly sentiment: SentimentLabel;
  readonly corrected?: Corrected | undefined;
  /** What was said on the page of the check. */
  readonly label: {
    readonly betrayal?: boolean | undefined;
    readonly sentiment?: SentimentLabel | undefined;
    readonly at?: number | undefined;
    readonly who?: string | undefined;
  };
}

export interface GivenLabel extends By {
  /** Undefined: nobody can tell. */
  readonly betrayal?: boolean | undefined;
  readonly sentiment?: SentimentLabel | undefined;
}

export interface ReadingCheckQueries {
  /** The newest of a brand. */
  newest(brandId: number): Promise<ReadingCheck | undefined>;
  /** The newest of every brand that has one. */
  all(): Promise<ReadingCheck[]>;
  /** By position; corrected ones last. Posts whose text was deleted are gone with their labels. */
  posts(checkId: number): Promise<CheckedPost[]>;
  /** Scored posts of a brand that are not simulated, deleted or muted, newest first: what is drawn from. */
  frame(range: {
    readonly brandId: number;
    readonly from: number;
    readonly to: number;
    readonly limit: number;
  }): Promise<FramePost[]>;
}

export interface ReadingCheckWrites {
  /** Saves a sample; the earlier ones of the brand go. Returns its id. */
  begin(check: Omit<ReadingCheck, 'id'>, posts: readonly DrawnPost[]): Promise<number>;
  /** False where the post is not in the list of that check any more. Replaces an earlier label. */
  label(checkId: number, mentionId: number, given: GivenLabel): Promise<boolean>;
  /** Takes a label back. */
  unlabel(checkId: number, mentionId: number): Promise<boolean>;
}
