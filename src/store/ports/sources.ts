export interface SourceState {
  readonly source: string;
  /** Opaque to the ledger; the connector's own. */
  readonly cursor?: string | undefined;
  readonly lastReadAt?: number | undefined;
  readonly lastNewAt?: number | undefined;
  readonly lastError?: string | undefined;
  readonly failures: number;
}

export interface SourceQueries {
  state(source: string): Promise<SourceState | undefined>;
  all(): Promise<SourceState[]>;
}

export interface SourceWrites {
  /** Saves the cursor; call it in the transaction that inserts what was read. */
  saveRead(source: string, read: { cursor?: string | undefined; at: number; found: number }): Promise<void>;
  saveFailure(source: string, failure: { at: number; error: string }): Promise<void>;
}
