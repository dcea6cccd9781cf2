/** Notes in the audit log what somebody did. */
import type { Ctx } from '../deps.ts';
import { cutText } from '../../src/domain/text.ts';

/** A token of 100 characters of a person of 254 is named in full: the owner comes last. */
const MOST_WHO = 400;
const MOST = 300;

/** `who` where nobody is signed in yet. */
export async function noteAudit(c: Ctx, what: string, subject: string, who?: string): Promise<void> {
  // HEAD runs the handler of GET, for its headers alone.
  if (c.req.method === 'HEAD') return;
  const { store, clock } = c.var.deps;
  const entry = {
    at: clock(),
    who: cutText(who ?? c.get('principal')?.name ?? 'somebody', MOST_WHO),
    what: cutText(what, MOST),
    subject: cutText(subject, MOST),
  };
  await store.tx((tx) => tx.audit.add(entry));
}
