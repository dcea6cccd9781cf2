/** The port to a way of reaching people. */

export interface Message {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Shown in the HTML as `cid:chart`. */
  readonly chartPng?: Uint8Array;
  /** Stable for incident, stage and recipient. */
  readonly messageId: string;
  /** Message ids of earlier mails of the same incident, so that mail programs thread them. */
  readonly references: readonly string[];
  /** Takes the recipient out with one POST (RFC 8058). */
  readonly unsubscribeUrl?: string;
}

/** `dead`: trying again cannot help, e.g. the address is refused. */
export type Delivery =
  | { readonly kind: 'sent' }
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number }
  | { readonly kind: 'dead'; readonly reason: string };

export interface Channel {
  deliver(message: Message): Promise<Delivery>;
  close(): Promise<void>;
}
