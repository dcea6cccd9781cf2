/** Pages for signing in and out. */
import { type Ctx, param } from '../deps.ts';
import { ownPath, signInAddress } from '../query/next.ts';
import { page } from '../views/layout.tsx';
import { signInPage } from '../views/sign-in.tsx';

/**
 * The button of a sign-in link. Following a link does nothing: mail scanners follow links too, and other sites could make
 * a browser do it.
 */
export function loginPage(c: Ctx) {
  const action = `/login/${encodeURIComponent(param(c, 'token'))}`;
  return page(
    c,
    { title: 'Sign in' },
    <section class="notice">
      <h1>Sign in to Outcry</h1>
      <p>This link works once.</p>
      <form method="post" action={signInAddress(action, ownPath(c.req.query('next')))}>
        <button type="submit">Sign in</button>
      </form>
    </section>,
  );
}

export function loginForm(c: Ctx) {
  return signInPage(c, 200, { next: ownPath(c.req.query('next')) });
}

export function signedOut(c: Ctx) {
  return page(
    c,
    { title: 'Signed out' },
    <section class="notice">
      <h1>You are signed out</h1>
      <p>
        <a href="/login">Sign in again</a>
      </p>
    </section>,
  );
}
