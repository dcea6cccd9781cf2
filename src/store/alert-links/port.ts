/** Links in alerts that open one incident without an account. */

/** How often the link of one message was opened. Times are ms since 1970 UTC. */
export interface AlertLinkOpens {
  readonly outboxId: number;
  readonly incidentId: number;
  readonly recipient: string;
  readonly opens: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

/** Which links no longer open: those of an incident (0: all), to a recipient (empty: all). */
export interface AlertLinkRevocation {
  readonly incidentId: number;
  readonly recipient: string;
  readonly at: number;
  readonly who: string;
}

export interface AlertLinkQueries {
  /** The last opened first. */
  opens(incidentId: number): Promise<AlertLinkOpens[]>;
  /** Of all incidents, the last opened first. */
  recent(limit: number): Promise<AlertLinkOpens[]>;
  revocations(): Promise<AlertLinkRevocation[]>;
  revoked(incidentId: number, recipient: string): Promise<boolean>;
}

export interface AlertLinkWrites {
  /** Notes that the link of a message was opened. */
  noteOpen(link: {
    readonly outboxId: number;
    readonly incidentId: number;
    readonly recipient: string;
    readonly at: number;
  }): Promise<void>;
  revoke(revocation: AlertLinkRevocation): Promise<void>;
  /** Lets the links open again. */
  allow(incidentId: number, recipient: string): Promise<void>;
}
