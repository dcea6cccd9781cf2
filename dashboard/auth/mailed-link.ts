/** Mails a sign-in link to somebody who asks for one. */
import { randomToken, tokenHash } from '../../src/ops/secrets.ts';
import { MINUTE_MS } from '../../src/domain/series.ts';
import type { AppDeps, Ctx } from '../deps.ts';
import { signInAddress } from '../query/next.ts';

/** How long a mailed link works. */
export const MAILED_LINK_MS = 15 * MINUTE_MS;

/** Mails that one person may get in a quarter of an hour, whoever asks for them. */
export const MAILS_OF_PERSON = 3;

async function send(
  deps: AppDeps,
  ofPerson: (email: string) => Promise<boolean>,
  email: string,
  next: string,
) {
  const { store, clock, publicUrl, mailSignInLink } = deps;
  const user = await store.read.people.userByEmail(email);
  if (!user || !mailSignInLink || !(await ofPerson(user.email))) return;
  const token = randomToken();
  const at = clock();
  await store.tx(async (tx) => {
    await tx.people.addLoginToken({
      hash: tokenHash(token),
      userId: user.id,
      expiresAt: at + MAILED_LINK_MS,
    });
    await tx.audit.add({
      at,
      who: 'somebody',
      what: 'asked for a sign-in link by mail',
      subject: user.email,
    });
  });
  const link = signInAddress(`${publicUrl}/login/${token}`, next);
  const why = await mailSignInLink({ to: user.email, link, goodFor: '15 minutes' });
  if (why !== undefined) throw new Error(`a sign-in link could not be mailed: ${why}`);
}

/**
 * Begins to mail a link to `email` if somebody has this address, and returns at once: nothing that the sender sees depends
 * on it. Failures go to the log.
 */
export function mailLoginLink(c: Ctx, email: string, next: string): void {
  const { deps } = c.var;
  const { mailToPerson } = c.get('loginLimit');
  const id = c.get('requestId');
  send(deps, mailToPerson, email, next).catch((error: Error) => deps.onError?.(error, id));
}
