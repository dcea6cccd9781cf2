/** `skipped`: the recipient has opted out. */
export type OutboxState = 'waiting' | 'sent' | 'written' | 'dead' | 'skipped';

/** What a message is about, and at which stage. */
export type OutboxSubject = IncidentSubject | SourceOutageSubject | TestSubject;

export interface IncidentSubject {
  readonly kind: 'incident';
  readonly incidentId: number;
  readonly stage: string;
}

export interface SourceOutageSubject {
  readonly kind: 'source-outage';
  readonly outageId: number;
  /** `source-outage` or `source-recovered`. */
  readonly stage: string;
}

/** A message that somebody sent to try a recipient: about nothing, and kept only to be listed. */
export interface TestSubject {
  readonly kind: 'test';
  readonly stage: 'test';
}

/** One message to one recipient. The text is rendered when it is sent, never stored. */
export type OutboxRow = OutboxSubject & OutboxMessage;

export type IncidentOutboxRow = IncidentSubject & OutboxMessage;

export type SourceOutageOutboxRow = SourceOutageSubject & OutboxMessage;

export type NewOutboxRow = (IncidentSubject | SourceOutageSubject) &
  Pick<OutboxMessage, 'channel' | 'recipient' | 'messageId' | 'createdAt'>;

/** What became of a test message. */
export type TriedTest = Pick<OutboxMessage, 'channel' | 'recipient' | 'messageId' | 'file' | 'lastError'> & {
  readonly state: 'sent' | 'written' | 'dead';
  readonly at: number;
};

interface OutboxMessage {
  readonly id: number;
  /** Name of a notification channel. */
  readonly channel: string;
  /** As `recipientText` writes it. */
  readonly recipient: string;
  /** Message id of the digest that it goes into, in place of a message of its own. */
  readonly digest?: string | undefined;
  /** Stable for subject, stage and recipient: a message sent twice carries it twice. */
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
  ofIncident(incidentId: number): Promise<IncidentOutboxRow[]>;
  waiting(): Promise<number>;
  /** Without tests: when the messages since `since` were sent to a recipient, oldest first; one that is being sent counts as `since`. */
  sentTimes(recipient: string, since: number): Promise<number[]>;
  /** The rows of a digest, in order. */
  ofDigest(digest: string): Promise<OutboxRow[]>;
  /** The digest of a recipient that nobody has tried to send yet. */
  openDigest(recipient: string): Promise<{ digest: string; nextAt: number } | undefined>;
  /** Recipients who opted out. */
  optOuts(): Promise<OptOut[]>;
  optedOut(recipient: string): Promise<boolean>;
}

export interface OptOut {
  readonly recipient: string;
  readonly at: number;
}

export interface OutboxWrites {
  /** Returns how many are new; rows whose message id is known are left out. */
  add(rows: readonly NewOutboxRow[]): Promise<number>;
  /** Keeps a test that was just tried, in the state that it ended in. Nothing sends it again. */
  addTest(test: TriedTest): Promise<void>;
  /** Claims a due message by postponing its next attempt; false when another worker was faster. */
  claim(id: number, attempts: number, nextAt: number): Promise<boolean>;
  markSent(id: number, at: number): Promise<void>;
  markWritten(id: number, at: number, file: string): Promise<void>;
  markFailed(id: number, error: string, nextAt: number): Promise<void>;
  markDead(id: number, error: string): Promise<void>;
  /** Makes a dead message waiting again, with no attempts counted; false when it is not dead. */
  revive(id: number, at: number): Promise<boolean>;
  /** Makes written mail files of incidents that contain one of the places be written again: they quote an erased text. */
  writeAgain(
    places: readonly { readonly brandId: number; readonly publishedAt: number }[],
    at: number,
  ): Promise<number>;
  /** Moves an unclaimed message into a digest; no attempt is counted. */
  putInDigest(id: number, digest: string, nextAt: number, reason: string): Promise<void>;
  /** Claims a whole digest; false when another worker was faster. */
  claimDigest(digest: string, attempts: number, nextAt: number): Promise<boolean>;
  /** The recipient has opted out. */
  skip(id: number, reason: string): Promise<void>;
  optOut(recipient: string, at: number): Promise<void>;
  optIn(recipient: string): Promise<void>;
  /** Postpones an unclaimed message; no attempt is counted. */
  defer(id: number, nextAt: number, reason: string): Promise<void>;
}
