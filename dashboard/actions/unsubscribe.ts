/**
 * Takes a recipient out of alert mail, by the link in a mail. Whoever has the link may: mail programs post to it
 * without a session (RFC 8058), so nothing happens by GET.
 */
import type { Ctx } from '../deps.ts';
import { recipientOf, unknownLink } from '../pages/unsubscribe.tsx';
import { formOf } from '../query/form.ts';

/** One click of a mail program, or the button of the page. */
export async function unsubscribe(c: Ctx) {
  const recipient = recipientOf(c);
  if (recipient === undefined) return unknownLink(c);
  const form = await formOf(c);
  const { store, clock } = c.var.deps;
  const resume = form.do === 'resume';
  await store.tx((tx) => (resume ? tx.outbox.optIn(recipient) : tx.outbox.optOut(recipient, clock())));
  return c.redirect(c.req.path, 303);
}
