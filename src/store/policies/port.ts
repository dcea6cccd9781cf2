import type { Evidence } from '../../domain/brand.ts';

/** A person confirms or dismisses a candidate. */
export type CandidateState = 'candidate' | 'confirmed' | 'dismissed';

/** One snapshot by a tracker. Times are ms since 1970 UTC. */
export interface PolicySnapshotRow {
  readonly source: string;
  readonly brand: string;
  readonly document: string;
  readonly collection: string;
  readonly observedAt: number;
  /** When the same text was last found; absent where the tracker does not say. */
  readonly seenUntil?: number | undefined;
  readonly kind: string;
  readonly textHash: string;
  readonly additions?: number | undefined;
  readonly deletions?: number | undefined;
  readonly ref: string;
  readonly url?: string | undefined;
  readonly text?: string | undefined;
  /** Characters of its text; only of what is read. */
  readonly length?: number | undefined;
}

export interface NewCandidate {
  readonly slug: string;
  readonly brand: string;
  readonly document: string;
  readonly textHash: string;
  readonly title: string;
  readonly announced?: number | undefined;
  readonly observed?: { readonly after: number; readonly by: number } | undefined;
  readonly effective?: number | undefined;
  readonly touches: readonly string[];
  readonly words: readonly string[];
  readonly summary: readonly string[];
  readonly evidence: readonly Evidence[];
  readonly minor: boolean;
}

export interface CandidateChange extends NewCandidate {
  readonly id: number;
  readonly state: CandidateState;
  readonly createdAt: number;
  readonly decidedAt?: number | undefined;
  readonly decidedBy?: string | undefined;
  readonly revision: number;
}

/** What a person may set while deciding. */
export type CandidateEdit = Pick<
  NewCandidate,
  'title' | 'announced' | 'observed' | 'effective' | 'touches' | 'words'
>;

export interface PolicyQueries {
  /** Snapshots of a brand's document, oldest first; without their texts. */
  snapshots(brand: string, document: string): Promise<PolicySnapshotRow[]>;
  /** The text of a snapshot, by its hash; undefined where no tracker gave it. */
  text(brand: string, document: string, textHash: string): Promise<string | undefined>;
  documents(): Promise<{ brand: string; document: string; snapshots: number; lastAt: number }[]>;
  candidates(): Promise<CandidateChange[]>;
  candidate(slug: string): Promise<CandidateChange | undefined>;
}

export interface PolicyWrites {
  /** Gives snapshots and candidates of a document whose text is known by the hash `from` the hash `to`. */
  rehash(
    document: { readonly brand: string; readonly document: string },
    from: string,
    to: string,
  ): Promise<void>;
  /** Adds snapshots; for a known one (by source and ref) only `seenUntil` is updated. Returns how many are new. */
  addSnapshots(snapshots: readonly PolicySnapshotRow[]): Promise<number>;
  /** Adds a candidate change. One that is known by brand, document and text is unchanged; returns whether it is new. */
  addCandidate(candidate: NewCandidate, at: number): Promise<boolean>;
  /** Compare-and-set: false when somebody else decided since `revision`. */
  decide(
    slug: string,
    revision: number,
    decision: { state: CandidateState; who: string; at: number; edit?: CandidateEdit },
  ): Promise<boolean>;
}
