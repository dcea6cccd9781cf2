import type { Answer, AnswerFields, AnswerState } from '../../domain/response-draft.ts';

export interface AnswerQueries {
  /** Newest change first; of one brand, or of all. */
  list(brand?: string): Promise<Answer[]>;
  byId(id: number): Promise<Answer | undefined>;
}

export interface NewAnswer extends AnswerFields {
  readonly brand: string;
  readonly incident?: string | undefined;
  readonly template?: string | undefined;
}

/** What a change sets; what is absent stays. */
export interface AnswerChange extends Partial<AnswerFields> {
  readonly state: AnswerState;
  readonly approvedBy?: string | undefined;
  readonly answeredAt?: number | undefined;
  readonly url?: string | undefined;
}

export interface AnswerWrites {
  /** Returns its number. */
  add(answer: NewAnswer, who: string, at: number): Promise<number>;
  /** Compare-and-set: false when somebody else changed it since `revision`. */
  change(id: number, revision: number, change: AnswerChange, who: string, at: number): Promise<boolean>;
}
