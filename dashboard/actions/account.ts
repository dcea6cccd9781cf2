/** Changes the reader's own password and ends sessions. */
import { isZone } from '../../src/chart/reader.ts';
import { noteAudit } from '../auth/audit.ts';
import { checkPassword, hashPassword, passwordProblem } from '../auth/password.ts';
import { ownSession } from '../auth/session.ts';
import type { Ctx } from '../deps.ts';
import { accountPage, noPerson } from '../pages/account.tsx';
import { formOf, rawOf } from '../query/form.ts';
import { clientOf } from '../security/client.ts';
import { leaveNotice } from '../security/notice.ts';

export async function accountPassword(c: Ctx) {
  const { store, config } = c.var.deps;
  const principal = c.get('principal');
  const user =
    principal?.userId === undefined ? undefined : await store.read.people.userById(principal.userId);
  if (!user) return noPerson(c);
  const form = await formOf(c);
  const next = rawOf(form, 'next');
  const present = rawOf(form, 'present');
  if (user.hasPassword) {
    const given = { address: clientOf(c), email: user.email, known: true };
    const allowed = await c.get('loginLimit').password(given);
    if (typeof allowed === 'number') {
      return accountPage(c, 'Too many attempts. Try again in 15 minutes.');
    }
    const stored = await store.read.people.passwordHash(user.id);
    if (!(await checkPassword(stored, present))) return accountPage(c, 'The current password is wrong.');
    await allowed.forgive();
  }
  const names = config.brands.flatMap((brand) => [brand.name, brand.slug]);
  const problem = passwordProblem(next, [user.email, ...user.email.split('@'), ...names]);
  if (problem !== undefined) return accountPage(c, problem);
  const hash = await hashPassword(next);
  await store.tx(async (tx) => {
    await tx.people.setPassword(user.id, hash);
    await tx.people.endSessions(user.id, ownSession(c));
  });
  await noteAudit(c, 'set a password', user.email);
  leaveNotice(c, { text: 'Password saved. Other devices are signed out.' });
  return c.redirect('/account', 303);
}

export async function accountSessions(c: Ctx) {
  const { store } = c.var.deps;
  const userId = c.get('principal')?.userId;
  if (userId === undefined) return noPerson(c);
  const session = rawOf(await formOf(c), 'session');
  await store.tx(async (tx) => {
    if (session === 'all') await tx.people.endSessions(userId);
    else await tx.people.endSessionById(userId, session);
  });
  await noteAudit(
    c,
    session === 'all' ? 'ended all sessions' : 'ended a session',
    c.get('principal')?.name ?? '',
  );
  return c.redirect('/account', 303);
}

/** Chooses the time zone of the reader's pages; empty: that of the browser. */
export async function accountZone(c: Ctx) {
  const { store } = c.var.deps;
  const userId = c.get('principal')?.userId;
  if (userId === undefined) return noPerson(c);
  const zone = rawOf(await formOf(c), 'zone');
  if (zone !== '' && !isZone(zone)) return accountPage(c, 'Choose a time zone from the list.');
  await store.tx((tx) => tx.people.setZone(userId, zone === '' ? null : zone));
  leaveNotice(c, {
    text: zone === '' ? 'Times follow the browser.' : `Times are in ${zone.replaceAll('_', ' ')}.`,
  });
  return c.redirect('/account#zone', 303);
}
