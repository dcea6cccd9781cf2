/** Signing in: by password, or by a link that is mailed. */
import { MOST_LENGTH } from '../auth/password.ts';
import type { Ctx } from '../deps.ts';
import { page } from '../views/layout.tsx';

interface SignInProps {
  readonly email?: string;
  /** Own path to go to afterwards. */
  readonly next: string;
  readonly problem?: string;
  /** Whether mails leave this installation. */
  readonly mails: boolean;
}

function Next(props: { next: string }) {
  return props.next === '/' ? null : <input type="hidden" name="next" value={props.next} />;
}

function ByPassword({ email = '', next, problem }: SignInProps) {
  return (
    <form method="post" action="/login" class="decide">
      {problem !== undefined && (
        <p class="problems" role="alert">
          {problem}
        </p>
      )}
      <Next next={next} />
      <p>
        <label for="email">E-mail</label>
        <input id="email" name="email" type="email" autocomplete="username" value={email} required />
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

/** Asks for a link; the answer never says whether an address is known. */
export function ByMail({ email = '', next, mails }: Omit<SignInProps, 'problem'>) {
  return (
    <form method="post" action="/login/link" class="decide">
      <Next next={next} />
      <p>
        <label for="link-email">Your e-mail</label>
        <input id="link-email" name="email" type="email" autocomplete="email" value={email} required />
      </p>
      <div class="actions">
        <button type="submit">Mail me a sign-in link</button>
      </div>
      <p class="muted small">
        The link works once, within 15 minutes.
        {!mails &&
          ' No mail server is set up yet: the mail is written to the data folder, where whoever runs Outcry finds it. An admin can also create a link for you under People.'}
      </p>
    </form>
  );
}

/** Both ways in, as a part of a page. */
export function SignIn(props: SignInProps) {
  return (
    <>
      <ByPassword {...props} />
      <h2>No password, or forgotten?</h2>
      <ByMail {...props} />
      <p class="muted small">
        New here? Ask an Outcry admin of your company to invite you. They find it under People.
      </p>
    </>
  );
}

/** Whether mails leave this installation. */
export function sendsMail(c: Ctx): boolean {
  return c.var.deps.mailInvitation !== undefined;
}

/** The page with both ways in. */
export function signInPage(
  c: Ctx,
  status: 200 | 401,
  given: { readonly next: string; readonly email?: string; readonly problem?: string },
) {
  return page(
    c,
    { title: 'Sign in' },
    <section class="notice">
      <h1>Sign in</h1>
      {status === 401 && given.problem === undefined && <p>You need to sign in to see this page.</p>}
      <SignIn {...given} mails={sendsMail(c)} />
    </section>,
    status,
  );
}
