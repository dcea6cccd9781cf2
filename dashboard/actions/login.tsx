/** Signs people in and out. */
import { noteAudit } from '../auth/audit.ts';
import { knowsDevice } from '../auth/device.ts';
import { checkPassword, MOST_LENGTH } from '../auth/password.ts';
import { endSession, startSession, useLink } from '../auth/session.ts';
import { type Ctx, param } from '../deps.ts';
import { passwordPage } from '../pages/login.tsx';
import { formOf, rawOf } from '../query/form.ts';
import { clientOf } from '../security/client.ts';
import { messagePage } from '../views/layout.tsx';

function tooMany(c: Ctx, wait: number) {
  c.header('Retry-After', String(wait));
  const minutes = Math.ceil(wait / 60);
  return messagePage(
    c,
    429,
    'Too many attempts',
    <p>
      Try again in {minutes} minutes, or create a link: <code>npx outcry user login EMAIL</code>
    </p>,
  );
}

/** Replies the same for a wrong password, a person without one, and an unknown person. */
export async function loginByPassword(c: Ctx) {
  const { store } = c.var.deps;
  const form = await formOf(c);
  const email = rawOf(form, 'email').trim().slice(0, 254);
  const password = rawOf(form, 'password');
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
    return passwordPage(c, 401, email, 'Wrong e-mail or password.');
  }
  await allowed.forgive();
  await startSession(c, user);
  await noteAudit(c, 'signed in with a password', user.email, user.email);
  return c.redirect('/', 303);
}

/** The button of a link. A link that works is never refused, whatever was tried before it. */
export async function login(c: Ctx) {
  const user = await useLink(c, param(c, 'token'));
  if (user) {
    await startSession(c, user);
    await noteAudit(c, 'signed in with a link', user.email, user.email);
    return c.redirect('/', 303);
  }
  const wait = await c.get('loginLimit').badLink(clientOf(c));
  if (wait !== undefined) return tooMany(c, wait);
  return messagePage(
    c,
    401,
    'This link no longer works',
    <>
      <p>Sign-in links work once and expire after an hour. Create a new one:</p>
      <pre>
        <code>npx outcry user login EMAIL</code>
      </pre>
    </>,
  );
}

export async function logout(c: Ctx) {
  await noteAudit(c, 'signed out', c.get('principal')?.name ?? '');
  await endSession(c);
  return c.redirect('/signed-out', 303);
}
