/** Who gets a notification, and through which channel. */

export interface Recipient {
  /** Name of a channel in `src/notify/registry.ts`. */
  readonly channel: string;
  /** What the channel delivers to: an e-mail address, or the name of a configured hook. */
  readonly address: string;
}

/**
 * A recipient as the database keeps it and pages show it: an e-mail address as it is, anything else after its channel
 * (`slack:team`). Release 0.1 wrote it so, and opt-outs and hourly limits find a recipient by it.
 */
export function recipientText({ channel, address }: Recipient): string {
  return address.includes('@') ? address : `${channel}:${address}`;
}

/** The recipient of a stored row; the reverse of `recipientText`. */
export function storedRecipient(row: { readonly channel: string; readonly recipient: string }): Recipient {
  const { channel, recipient } = row;
  const prefix = `${channel}:`;
  return { channel, address: recipient.startsWith(prefix) ? recipient.slice(prefix.length) : recipient };
}

/** Each recipient once, in order. */
export function uniqueRecipients(recipients: readonly Recipient[]): Recipient[] {
  return [...new Map(recipients.map((one) => [recipientText(one), one])).values()];
}
