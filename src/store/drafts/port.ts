import type { ResponseDraft, DraftFields, DraftState } from '../../domain/response-draft.ts';

export interface DraftQueries {
  /** Newest change first; of one brand, or of all. */
  list(brand?: string): Promise<ResponseDraft[]>;
  byId(id: number): Promise<ResponseDraft | undefined>;
}

export interface NewDraft extends DraftFields {
  readonly brand: string;
  readonly incident?: string | undefined;
  readonly template?: string | undefined;
}

/** What a change sets; what is absent stays. */
export interface DraftChange extends Partial<DraftFields> {
  readonly state: DraftState;
  readonly approvedBy?: string | undefined;
  readonly answeredAt?: number | undefined;
  readonly url?: string | undefined;
}

export interface DraftWrites {
  /** Returns its number. */
  add(draft: NewDraft, who: string, at: number): Promise<number>;
  /** Compare-and-set: false when somebody else changed it since `revision`. */
  change(id: number, revision: number, change: DraftChange, who: string, at: number): Promise<boolean>;
}
