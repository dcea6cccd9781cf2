/** What a tracker's snapshots amount to: changes, and a fate for each snapshot. */
import type { PolicySnapshot } from './snapshot.ts';

/** A change of at most this many lines is minor: it is kept and marked. */
export const MINOR_LINES = 4;

/** Why a snapshot is not a change of its own. */
export const DROP_REASONS = [
  'duplicate', // the same snapshot twice
  'first_record', // the tracker started here
  'technical', // the tracker's filter or software changed
  'same_text', // the text of the snapshot before
  'truncated', // for a while the page showed a fraction of the text
  'foreign_text', // for a while the page showed another document's text
  'return', // a revert: this collection had the text before
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
  /** `after` is null without an earlier snapshot. */
  readonly observed: { readonly after: number | null; readonly by: number };
  /** Every collection that has the change, in order of time. */
  readonly collections: readonly string[];
  readonly textHash: string;
  /** The text that it replaced, in the collection that saw it first. */
  readonly beforeHash?: string;
  /** Lines, from the largest snapshot; absent if unknown or if the text before was not the policy. */
  readonly additions?: number;
  readonly deletions?: number;
  /** At most `MINOR_LINES` lines. */
  readonly minor: boolean;
  /** When the page reverted to an earlier text for good. */
  readonly undone?: number;
  /** Every collection recorded it within a day of work on its filter, which may be the cause. */
  readonly nearTechnical: boolean;
  readonly refs: readonly string[];
}
