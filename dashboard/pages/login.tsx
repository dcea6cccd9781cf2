/** Signing in and out. */
import { endSession, startSession } from '../auth/session.ts';
import { type Ctx, param, peerAddress } from '../deps.ts';
import { notice, page } from '../views/layout.tsx';

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

export async function login(c: Ctx) {
  const wait = await c.get('loginLimit').hit(peerAddress(c) ?? 'local');
  if (wait !== undefined) {
    c.header('Retry-After', String(wait));
    const minutes = Math.ceil(wait / 60);
    return notice(c, 429, 'Too many tries', <p>Try again in {minutes} minutes.</p>);
  }
  if (await startSession(c, param(c, 'token'))) return c.redirect('/', 303);
  return notice(
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
