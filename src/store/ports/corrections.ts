import type { Correction, CorrectionValue } from '../../domain/correction.ts';
import type { Score } from '../../domain/scoring.ts';

/** A correction with what it corrects, for training and for exports. */
export interface LabelledMention {
  readonly correction: Correction;
  readonly brandIds: readonly number[];
  readonly source: string;
  readonly externalId: string;
  readonly publishedAt: number;
  readonly lang?: string | undefined;
  readonly text: string;
  /** What the scorer says. */
  readonly scorer: Score;
  readonly scorerVersion?: string | undefined;
}

export interface CorrectionQueries {
  /** Newest first, undone ones too. */
  ofMention(mentionId: number): Promise<Correction[]>;
  /** Those in force among `mentionIds`. */
  inForce(mentionIds: readonly number[]): Promise<Correction[]>;
  /** All in force whose text is still there, oldest first; ids after `after`. */
  labelled(limit: number, after?: number): Promise<LabelledMention[]>;
}

export type Corrected =
  | { readonly kind: 'done' }
  | { readonly kind: 'gone' }
  /** Somebody else corrected it since `seen`. */
  | { readonly kind: 'late'; readonly by: string };

export interface CorrectionWrites {
  /**
   * Corrects a mention that is counted, in place of an earlier word about the same field; counts follow exactly.
   * `seen`: number of its newest correction that the person saw, 0 for none.
   */
  correct(
    mentionId: number,
    value: CorrectionValue,
    by: { who: string; at: number; seen: number },
  ): Promise<Corrected>;
  /** Takes a correction back; counts go back exactly. */
  undo(correctionId: number, by: { who: string; at: number }): Promise<Corrected>;
}
