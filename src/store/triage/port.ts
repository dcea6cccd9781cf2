/** What people do with mentions: corrections, mutes, tags, bookmarks, notes. Times are ms since 1970 UTC. */
import type { CorrectionField, CorrectionValue } from '../../domain/correction.ts';

/** `conflict`: somebody was faster. `gone`: there is no such thing, or its text was deleted. */
export type Outcome = 'done' | 'conflict' | 'gone';

/** `others`: the mention is also about a brand that they may not see, and a correction counts for all its brands. */
export type CorrectionOutcome = Outcome | 'others';

export interface By {
  readonly who: string;
  readonly at: number;
}

export interface CorrectionRow extends By {
  readonly id: number;
  readonly mentionId: number;
  readonly field: CorrectionField;
  readonly value: string;
  readonly undoneAt?: number | undefined;
  readonly undoneBy?: string | undefined;
}

export interface CorrectionQueries {
  /** All corrections of mentions, undone or not, oldest first. */
  ofMentions(mentionIds: readonly number[]): Promise<CorrectionRow[]>;
  /** How many corrections and undos a mention has had: what a form says it has seen. */
  revision(mentionId: number): Promise<number>;
  revisions(mentionIds: readonly number[]): Promise<Map<number, number>>;
}

export interface CorrectionWrites {
  /**
   * Corrects a score; the counts change by exactly the difference. `conflict` when the mention's
   * corrections are not at `revision` any more, `gone` when its text was deleted.
   */
  add(mentionId: number, revision: number, given: CorrectionValue & By): Promise<CorrectionOutcome>;
  /** Undoes one, also of a deleted mention. */
  undo(id: number, revision: number, by: By): Promise<CorrectionOutcome>;
  /** The mention that a correction is of. */
  mentionOf(id: number): Promise<number | undefined>;
}

export interface MuteTarget {
  readonly brandId: number;
  readonly source: string;
  /** Pseudonym of an author at the source; the whole source without it. */
  readonly author?: string | undefined;
  /** One post. */
  readonly mentionId?: number | undefined;
}

export interface MuteRow extends MuteTarget, By {
  readonly id: number;
  readonly kind: 'author' | 'source' | 'post';
  readonly why: string;
  readonly undoneAt?: number | undefined;
  readonly undoneBy?: string | undefined;
}

export interface MuteQueries {
  /** Newest first, undone ones too. */
  all(): Promise<MuteRow[]>;
  one(id: number): Promise<MuteRow | undefined>;
  /** The mute in force for exactly this target. */
  active(target: MuteTarget): Promise<MuteRow | undefined>;
  /** The mute in force of one post. */
  ofPost(brandId: number, mentionId: number): Promise<MuteRow | undefined>;
}

export interface MuteWrites {
  /** Stops counting, past and future, for one brand. `conflict` where it is muted already. */
  add(target: MuteTarget & By & { readonly why: string }): Promise<Outcome>;
  /** Counts again exactly what was not counted. `conflict` where it was undone already. */
  undo(id: number, by: By): Promise<Outcome>;
}

export interface NoteRow extends By {
  readonly id: number;
  readonly text: string;
}

export interface Annotations {
  readonly tags: readonly string[];
  readonly bookmarked: boolean;
  readonly notes: readonly NoteRow[];
}

export const MOST_TAGS = 10;

export interface AnnotationQueries {
  /** Of each mention; `who` decides about bookmarks. */
  ofMentions(mentionIds: readonly number[], who: string): Promise<Map<number, Annotations>>;
  /** Tags in use, most used first. */
  tags(): Promise<string[]>;
}

export interface AnnotationWrites {
  /** False where the mention is gone or has ten tags already. */
  addTag(mentionId: number, tag: string, by: By): Promise<boolean>;
  removeTag(mentionId: number, tag: string): Promise<void>;
  bookmark(mentionId: number, on: boolean, by: By): Promise<boolean>;
  addNote(mentionId: number, text: string, by: By): Promise<boolean>;
  /** Removes a note; only its author can. */
  removeNote(id: number, who: string): Promise<boolean>;
}
