/** Signing in and out. */
import { noteAudit } from '../auth/audit.ts';
import { knowsDevice } from '../auth/device.ts';
import { checkPassword, MOST_LENGTH } from '../auth/password.ts';
import { endSession, startSession, useLink } from '../auth/session.ts';
import { type Ctx, param, peerAddress } from '../deps.ts';
import { messagePage, page } from '../views/layout.tsx';

/** Programs that fetch a link to show what is behind it, and must not use it up. */
const PREVIEW = /bot\b|preview|unfurl|facebookexternalhit|slack|whatsapp|telegram|discord|skype|linkedin/i;

function isPreview(c: Ctx): boolean {
  const purpose = `${c.req.header('sec-purpose') ?? ''} ${c.req.header('purpose') ?? ''}`;
  return (
    c.req.method === 'HEAD' ||
    /prefetch|preview/.test(purpose) ||
    PREVIEW.test(c.req.header('user-agent') ?? '')
  );
}

/** Following the link signs in, as notebooks do; a preview of it sees a button. */
export function loginByLink(c: Ctx) {
  return isPreview(c) ? loginPage(c) : login(c);
}

function loginPage(c: Ctx) {
  return page(
    c,
    { title: 'Sign in' },
    <section class="notice">
      <h1>Sign in to Outcry</h1>
      <p>This link works once and for one hour.</p>
      <form method="post" action={`/login/${encodeURIComponent(param(c, 'token'))}`}>
        <button type="submit">Sign in</button>
      </form>
    </section>,
  );
}

function tooMany(c: Ctx, wait: number) {
  c.header('Retry-After', String(wait));
  const minutes = Math.ceil(wait / 60);
  return messagePage(
    c,
    429,
    'Too many tries',
    <p>
      Try again in {minutes} minutes, or make a link: <code>npx outcry user login EMAIL</code>
    </p>,
  );
}

function PasswordForm(props: { email: string; problem?: string }) {
  return (
    <form method="post" action="/login" class="decide">
      {props.problem !== undefined && (
        <p class="problems" role="alert">
          {props.problem}
        </p>
      )}
      <p>
        <label for="email">E-mail</label>
        <input id="email" name="email" type="email" autocomplete="username" value={props.email} required />
      </p>
      <p>
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          maxlength={MOST_LENGTH}
          required
        />
      </p>
      <div class="actions">
        <button type="submit">Sign in</button>
      </div>
    </form>
  );
}

function passwordPage(c: Ctx, status: 200 | 401, email: string, problem?: string) {
  return page(
    c,
    { title: 'Sign in' },
    <section class="notice">
      <h1>Sign in</h1>
      <PasswordForm email={email} {...(problem === undefined ? {} : { problem })} />
      <p class="muted">
        No password yet? <code>npx outcry user login EMAIL</code> makes a link; set one under your address
        then.
      </p>
    </section>,
    status,
  );
}

export function loginForm(c: Ctx) {
  return passwordPage(c, 200, '');
}

/** The same answer for a wrong password, for somebody without one and for nobody. */
export async function loginByPassword(c: Ctx) {
  const { store } = c.var.deps;
  const form = await c.req.parseBody();
  const email = typeof form.email === 'string' ? form.email.trim().slice(0, 254) : '';
  const password = typeof form.password === 'string' ? form.password : '';
  const known = knowsDevice(c, email);
  const wait = await c.get('loginLimit').password({ address: peerAddress(c) ?? 'local', email, known });
  if (wait !== undefined) return tooMany(c, wait);
  const stored = await store.read.people.passwordHash(email);
  const fits = password.length > 0 && password.length <= MOST_LENGTH * 2;
  const good = await checkPassword(stored, fits ? password : '');
  const user = good ? await store.read.people.userByEmail(email) : undefined;
  if (!user) {
    await noteAudit(c, 'was refused: wrong password', email, 'somebody');
    return passwordPage(c, 401, email, 'Address and password do not belong together.');
  }
  await startSession(c, user);
  await noteAudit(c, 'signed in with a password', user.email, user.email);
  return c.redirect('/', 303);
}

export async function login(c: Ctx) {
  const wait = await c.get('loginLimit').hit(peerAddress(c) ?? 'local');
  if (wait !== undefined) return tooMany(c, wait);
  const user = await useLink(c, param(c, 'token'));
  if (user) {
    await startSession(c, user);
    await noteAudit(c, 'signed in with a link', user.email, user.email);
    return c.redirect('/', 303);
  }
  return messagePage(
    c,
    401,
    'This link does not work any more',
    <>
      <p>A link works once and for one hour. Make a new one:</p>
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

export function signedOut(c: Ctx) {
  return page(
    c,
    { title: 'Signed out' },
    <section class="notice">
      <h1>You are signed out</h1>
      <p>
        A new link to sign in comes from <code>npx outcry user login EMAIL</code>.
      </p>
    </section>,
  );
}
