/** Asks somebody who followed the link of a mail whether to stop alert mails. Nothing happens by GET. */
import { type Ctx, param } from '../deps.ts';
import { messagePage } from '../views/layout.tsx';

export function recipientOf(c: Ctx): string | undefined {
  return c.var.deps.recipientOfToken?.(param(c, 'token'));
}

export function unknownLink(c: Ctx) {
  return messagePage(
    c,
    404,
    'Unknown link',
    <p>It may be incomplete. Open the link from the mail again, or ask your Outcry admin.</p>,
  );
}

export async function unsubscribePage(c: Ctx) {
  const recipient = recipientOf(c);
  if (recipient === undefined) return unknownLink(c);
  const out = await c.var.deps.store.read.outbox.optedOut(recipient);
  return messagePage(
    c,
    200,
    out ? 'You are unsubscribed' : 'Unsubscribe from alert mails?',
    <>
      <p>{out ? `No alerts are sent to ${recipient}.` : `Alerts will no longer be sent to ${recipient}.`}</p>
      <form method="post">
        <button type="submit" name="do" value={out ? 'resume' : 'stop'}>
          {out ? 'Subscribe again' : 'Unsubscribe'}
        </button>
      </form>
    </>,
  );
}
