/** Lets a request in when its sender may do what the route needs. */
import type { Failure } from './api/schemas/shared.ts';
import { allows, type Role } from '../src/domain/user.ts';
import { principalOf } from './auth/session.ts';
import type { Ctx, Handler } from './deps.ts';
import { scopedDeps } from './security/scope.ts';
import { messagePage } from './views/layout.tsx';

/** What a route needs: nobody in particular, at least this role, or (`owner`) an admin of all brands. */
export type Access = 'public' | Role | 'owner';

function isApi(c: Ctx): boolean {
  return c.req.path.startsWith('/api/');
}

/** The response to a request without a valid session or token. */
export function signInFirst(c: Ctx): Response | Promise<Response> {
  if (isApi(c)) {
    c.header('WWW-Authenticate', 'Bearer');
    return c.json(
      {
        error: 'unauthenticated',
        message: 'Send "Authorization: Bearer TOKEN" or sign in.',
      } satisfies Failure,
      401,
    );
  }
  return messagePage(
    c,
    401,
    'Sign in',
    <>
      <p>
        <a href="/login">Sign in with a password</a>, or create a one-time link in the terminal where Outcry
        runs:
      </p>
      <pre>
        <code>npx outcry user login EMAIL</code>
      </pre>
      <p>
        On first start, the terminal prints such a link for <code>admin@localhost</code>.
      </p>
    </>,
  );
}

/** The response to somebody whose role or brands do not suffice. */
export function notAllowed(c: Ctx, needed: string): Response | Promise<Response> {
  const message = `This needs ${needed}.`;
  if (isApi(c)) return c.json({ error: 'forbidden', message } satisfies Failure, 403);
  return messagePage(c, 403, 'Access denied', <p>{message} Ask an admin to change your role.</p>);
}

/** Wraps a handler so that it runs only for people and tokens with access. */
export function guarded(access: Access, handler: Handler): Handler {
  return async (c) => {
    if (access === 'public') return handler(c);
    const principal = await principalOf(c);
    if (!principal) return signInFirst(c);
    c.set('principal', principal);
    const needed = access === 'owner' ? 'admin' : access;
    if (!allows(principal.role, needed)) return notAllowed(c, `the ${needed} role`);
    if (access === 'owner' && principal.brands !== null)
      return notAllowed(c, 'an admin with access to all brands');
    if (principal.brands !== null) c.set('deps', await scopedDeps(c.var.deps, principal.brands));
    return handler(c);
  };
}
