/** What a tracker's records come to: changes, and a fate for each record. */
import type { PolicySnapshot } from './snapshot.ts';

/** A change of so few lines is minor: it is kept and marked. */
export const MINOR_LINES = 4;

/** Why a record is no change of its own. */
export const DROP_REASONS = [
  'duplicate', // the same record came twice
  'first_record', // the tracker began here
  'technical', // the tracker's filter or software changed
  'same_text', // the text of the record before
  'foreign_text', // for a while the page gave another document's text
  'return', // this collection had the text before
  'undone', // a new text that was gone within three days, every time it was seen
  'seen_elsewhere', // another collection had the text more than a day before
  'merged', // the same change in another collection within a day
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

export interface Fate {
  readonly snapshot: PolicySnapshot;
  readonly fate: 'kept' | DropReason;
}

/** A change of one document, as trackers saw it. Times are ms since 1970 UTC. */
export interface SnapshotChange {
  readonly brand: string;
  readonly document: string;
  /** `after` is null where no record came before. */
  readonly observed: { readonly after: number | null; readonly by: number };
  /** Every collection that has the change, the first one first. */
  readonly collections: readonly string[];
  readonly textHash: string;
  /** The text that it replaced, in the collection that saw it first. */
  readonly beforeHash?: string;
  /** Lines, from the largest record; absent where the text before was not the policy, or nobody counted. */
  readonly additions?: number;
  readonly deletions?: number;
  /** At most `MINOR_LINES` lines. */
  readonly minor: boolean;
  /** The page went back to an earlier text then, and stayed there. */
  readonly undone?: number;
  /** Every collection recorded it within a day of work on its filter: it may be that work. */
  readonly nearTechnical: boolean;
  readonly refs: readonly string[];
}
