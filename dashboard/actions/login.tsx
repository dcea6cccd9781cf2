/** Signs people in and out. */
import { noteAudit } from '../auth/audit.ts';
import { knowsDevice } from '../auth/device.ts';
import { mailLoginLink } from '../auth/mailed-link.ts';
import { checkPassword, MOST_LENGTH } from '../auth/password.ts';
import { endSession, startSession, useLink } from '../auth/session.ts';
import { type Ctx, param } from '../deps.ts';
import { formOf, rawOf } from '../query/form.ts';
import { ownPath } from '../query/next.ts';
import { clientOf } from '../security/client.ts';
import { messagePage } from '../views/layout.tsx';
import { ByMail, sendsMail, signInPage } from '../views/sign-in.tsx';
import { readEmailAddress } from '../../src/domain/email-address.ts';

export function tooMany(c: Ctx, wait: number) {
  c.header('Retry-After', String(wait));
  const minutes = Math.ceil(wait / 60);
  return messagePage(
    c,
    429,
    'Too many attempts',
    <p>
      Try again in {minutes} {minutes === 1 ? 'minute' : 'minutes'}. A sign-in link that you already have
      still works.
    </p>,
  );
}

/** Replies the same for a wrong password, a person without one, and an unknown person. */
export async function loginByPassword(c: Ctx) {
  const { store } = c.var.deps;
  const form = await formOf(c);
  const email = rawOf(form, 'email').trim().slice(0, 254);
  const password = rawOf(form, 'password');
  const next = ownPath(rawOf(form, 'next'));
  const known = knowsDevice(c, email);
  const allowed = await c.get('loginLimit').password({ address: clientOf(c), email, known });
  if (typeof allowed === 'number') return tooMany(c, allowed);
  const person = await store.read.people.userByEmail(email);
  // The same queries for somebody who is not there.
  const stored = await store.read.people.passwordHash(person?.id ?? 0);
  const fits = password.length > 0 && password.length <= MOST_LENGTH * 2;
  const good = await checkPassword(stored, fits ? password : '');
  const user = good ? person : undefined;
  if (!user) {
    await noteAudit(c, 'sign-in refused: wrong password', email, 'somebody');
    return signInPage(c, 401, { email, next, problem: 'Wrong e-mail or password.' });
  }
  await allowed.forgive();
  await startSession(c, user);
  await noteAudit(c, 'signed in with a password', user.email, user.email);
  return c.redirect(next, 303);
}

/** Mails a link. The answer and its time are the same whether somebody has this address or not. */
export async function loginByMail(c: Ctx) {
  const form = await formOf(c);
  const next = ownPath(rawOf(form, 'next'));
  const email = readEmailAddress(rawOf(form, 'email').trim());
  if (email === undefined) {
    return signInPage(c, 401, { next, email: '', problem: 'Enter one e-mail address.' });
  }
  const wait = await c.get('loginLimit').mail(clientOf(c));
  if (wait !== undefined) return tooMany(c, wait);
  mailLoginLink(c, email, next);
  const where = sendsMail(c)
    ? 'Look in your mailbox, also under spam.'
    : 'No mail server is set up: whoever runs Outcry finds the mail in the data folder.';
  return messagePage(
    c,
    200,
    'Check your mail',
    <>
      <p>
        If {email} has access to Outcry, a sign-in link is on its way. It works once, within 15 minutes.{' '}
        {where}
      </p>
      <p>
        <a href="/login">Back to sign-in</a>
      </p>
    </>,
  );
}

/** The button of a link. A link that works is never refused, whatever was tried before it. */
export async function login(c: Ctx) {
  const next = ownPath(c.req.query('next'));
  const user = await useLink(c, param(c, 'token'));
  if (user) {
    await startSession(c, user);
    await noteAudit(c, 'signed in with a link', user.email, user.email);
    return c.redirect(next, 303);
  }
  const wait = await c.get('loginLimit').badLink(clientOf(c));
  if (wait !== undefined) return tooMany(c, wait);
  return messagePage(
    c,
    401,
    'This link no longer works',
    <>
      <p>Sign-in links work once and expire. Get a new one, or sign in with your password.</p>
      <ByMail next={next} mails={sendsMail(c)} />
      <p>
        <a href="/login">Sign in with a password</a>
      </p>
    </>,
  );
}

export async function logout(c: Ctx) {
  await noteAudit(c, 'signed out', c.get('principal')?.name ?? '');
  await endSession(c);
  return c.redirect('/signed-out', 303);
}
