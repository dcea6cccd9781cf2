export interface DeadLetter {
  readonly id: number;
  /** `import`, `webhook`, a connector id, `score`, `notify`. */
  readonly stage: string;
  /** The source it came from, or a file name; with stage and ref its identity. */
  readonly source: string;
  /** Line number, mention id or outbox id. */
  readonly ref: string;
  readonly reason: string;
  /** What was refused, cut at 100,000 characters. */
  readonly payload: string;
  readonly createdAt: number;
  readonly replayedAt?: number | undefined;
}

export interface DeadLetterQueries {
  list(limit: number, offset?: number): Promise<DeadLetter[]>;
  byId(id: number): Promise<DeadLetter | undefined>;
  /** How many have not been replayed. */
  waiting(): Promise<number>;
}

export interface DeadLetterWrites {
  /** Adds refused items; the same stage, source and ref again replaces the older letter. */
  add(letters: readonly Omit<DeadLetter, 'id' | 'replayedAt'>[]): Promise<void>;
  /**
   * Removes letters of a source that name an author by the source's own id, and letters of imports, which name their file
   * instead of a source, where `imports` is set. Returns how many.
   */
  eraseAuthor(source: string, authorId: string, imports: boolean): Promise<number>;
  /** Deletes letters written before `before`; returns how many. */
  drop(before: number): Promise<number>;
  /** Marks a letter as replayed; false when it was already. */
  markReplayed(id: number, at: number): Promise<boolean>;
}
