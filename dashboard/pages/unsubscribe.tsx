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
    'This link is not known',
    <p>It may be cut off. Open the link of the mail once more, or ask who runs this Outcry.</p>,
  );
}

export async function unsubscribePage(c: Ctx) {
  const recipient = recipientOf(c);
  if (recipient === undefined) return unknownLink(c);
  const out = await c.var.deps.store.read.outbox.optedOut(recipient);
  return messagePage(
    c,
    200,
    out ? 'You get no alerts' : 'Stop alert mails?',
    <>
      <p>{out ? `No alert is sent to ${recipient}.` : `Alerts will not be sent to ${recipient} any more.`}</p>
      <form method="post">
        <button type="submit" name="do" value={out ? 'resume' : 'stop'}>
          {out ? 'Send them again' : 'Stop these mails'}
        </button>
      </form>
    </>,
  );
}
