/** Lets a request in when its sender may do what the route needs. */
import type { Failure } from './api/schemas/shared.ts';
import { writtenFor, writtenInUtc } from '../src/chart/reader.ts';
import { allows, type Role } from '../src/domain/user.ts';
import { principalOf } from './auth/session.ts';
import type { Ctx, Handler } from './deps.ts';
import { scopedDeps } from './security/scope.ts';
import { ownPath } from './query/next.ts';
import { readerOf } from './security/zone.ts';
import { messagePage } from './views/layout.tsx';
import { signInPage } from './views/sign-in.tsx';

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
  const url = new URL(c.req.url);
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  const next = reads ? ownPath(`${url.pathname}${url.search}`) : '/';
  return signInPage(c, 401, { next });
}

/** The response to somebody whose role or brands do not suffice. */
export function notAllowed(c: Ctx, needed: string): Response | Promise<Response> {
  const message = `This needs ${needed}.`;
  if (isApi(c)) return c.json({ error: 'forbidden', message } satisfies Failure, 403);
  return messagePage(
    c,
    403,
    'Access denied',
    <>
      <p>{message} Ask an Outcry admin of your company to change your role.</p>
      <p>
        <a href="/">Go to the start page</a> · <a href="/account">Your role and brands</a>
      </p>
    </>,
  );
}

/** Answers in the zone of whoever asked. */
function answered(c: Ctx, handler: Handler): Response | Promise<Response> {
  const reader = readerOf(c);
  return reader ? writtenFor(reader, () => handler(c)) : handler(c);
}

/** A file, which looks the same to everybody: its times are in UTC. */
export function exported(handler: Handler): Handler {
  return (c) => writtenInUtc(() => handler(c));
}

/** Wraps a handler so that it runs only for people and tokens with access. */
export function guarded(access: Access, handler: Handler): Handler {
  return async (c) => {
    if (access === 'public') return answered(c, handler);
    const principal = await principalOf(c);
    if (!principal) return signInFirst(c);
    c.set('principal', principal);
    const needed = access === 'owner' ? 'admin' : access;
    if (!allows(principal.role, needed)) return notAllowed(c, `the ${needed} role`);
    if (access === 'owner' && principal.brands !== null)
      return notAllowed(c, 'an admin with access to all brands');
    if (principal.brands !== null) c.set('deps', await scopedDeps(c.var.deps, principal.brands));
    return answered(c, handler);
  };
}
