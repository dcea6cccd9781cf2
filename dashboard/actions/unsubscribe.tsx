/**
 * Takes a recipient out of alert mail, by the link in a mail. Whoever has the link may: mail programs post to it
 * without a session (RFC 8058), so nothing happens by GET.
 */
import { type Ctx, param } from '../deps.ts';
import { messagePage } from '../views/layout.tsx';

function recipientOf(c: Ctx): string | undefined {
  return c.var.deps.recipientOfToken?.(param(c, 'token'));
}

function unknown(c: Ctx) {
  return messagePage(
    c,
    404,
    'This link is not known',
    <p>It may be cut off. Open the link of the mail once more, or ask who runs this Outcry.</p>,
  );
}

export async function unsubscribePage(c: Ctx) {
  const recipient = recipientOf(c);
  if (recipient === undefined) return unknown(c);
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

/** One click of a mail program, or the button of the page. */
export async function unsubscribe(c: Ctx) {
  const recipient = recipientOf(c);
  if (recipient === undefined) return unknown(c);
  const form = await c.req.parseBody();
  const { store, clock } = c.var.deps;
  const resume = form.do === 'resume';
  await store.tx((tx) => (resume ? tx.outbox.optIn(recipient) : tx.outbox.optOut(recipient, clock())));
  return c.redirect(c.req.path, 303);
}
