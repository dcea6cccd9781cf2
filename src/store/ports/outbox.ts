export type OutboxState = 'waiting' | 'sent' | 'written' | 'dead';

/** One message to one recipient. The text is rendered when it is sent, never stored. */
export interface OutboxRow {
  readonly id: number;
  readonly incidentId: number;
  readonly stage: string;
  readonly channel: 'email';
  readonly recipient: string;
  /** Stable for incident, stage and recipient: a message sent twice carries it twice. */
  readonly messageId: string;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly nextAt: number;
  readonly createdAt: number;
  readonly sentAt?: number | undefined;
  readonly lastError?: string | undefined;
  /** File name of the written `.eml`, when no SMTP server is set. */
  readonly file?: string | undefined;
}

export interface OutboxQueries {
  due(now: number, limit: number): Promise<OutboxRow[]>;
  list(limit: number): Promise<OutboxRow[]>;
  byId(id: number): Promise<OutboxRow | undefined>;
  ofIncident(incidentId: number): Promise<OutboxRow[]>;
  /** Messages sent to a recipient since `since`, and those being sent. */
  sentSince(recipient: string, since: number): Promise<number>;
  waiting(): Promise<number>;
}

export interface OutboxWrites {
  add(
    rows: readonly {
      incidentId: number;
      stage: string;
      recipient: string;
      messageId: string;
      createdAt: number;
    }[],
  ): Promise<number>;
  /** Claims a due message by pushing its next try ahead; false when another worker was faster. */
  claim(id: number, attempts: number, nextAt: number): Promise<boolean>;
  markSent(id: number, at: number): Promise<void>;
  markWritten(id: number, at: number, file: string): Promise<void>;
  markFailed(id: number, error: string, nextAt: number): Promise<void>;
  markDead(id: number, error: string): Promise<void>;
  /** Puts a dead message back with a clean record; false when it is not dead. */
  revive(id: number, at: number): Promise<boolean>;
  /** Mails in files, of incidents that hold one of the places, are written anew: a text in them is gone. */
  writeAgain(
    places: readonly { readonly brandId: number; readonly publishedAt: number }[],
    at: number,
  ): Promise<number>;
  /** Lets an unclaimed message wait; no try is counted. */
  defer(id: number, nextAt: number, reason: string): Promise<void>;
}
