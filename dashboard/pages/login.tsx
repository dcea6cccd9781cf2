/** Pages for signing in and out. */
import { MOST_LENGTH } from '../auth/password.ts';
import { type Ctx, param } from '../deps.ts';
import { page } from '../views/layout.tsx';

/**
 * The button of a sign-in link. Following a link does nothing: mail scanners follow links too, and other sites could make
 * a browser do it.
 */
export function loginPage(c: Ctx) {
  return page(
    c,
    { title: 'Sign in' },
    <section class="notice">
      <h1>Sign in to Outcry</h1>
      <p>This link works once.</p>
      <form method="post" action={`/login/${encodeURIComponent(param(c, 'token'))}`}>
        <button type="submit">Sign in</button>
      </form>
    </section>,
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

export function passwordPage(c: Ctx, status: 200 | 401, email: string, problem?: string) {
  return page(
    c,
    { title: 'Sign in' },
    <section class="notice">
      <h1>Sign in</h1>
      <PasswordForm email={email} {...(problem === undefined ? {} : { problem })} />
      <p class="muted">
        No password yet? Create a sign-in link with <code>npx outcry user login EMAIL</code>, then set a
        password on your account page.
      </p>
    </section>,
    status,
  );
}

export function loginForm(c: Ctx) {
  return passwordPage(c, 200, '');
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
      <p>
        For a one-time link, run <code>npx outcry user login EMAIL</code>.
      </p>
    </section>,
  );
}
