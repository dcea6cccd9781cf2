/** Sessions by cookie and API tokens by header. Tokens are random; only their hashes are stored. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/series.ts';
import type { Ctx, Principal } from '../deps.ts';
import { commonRights, type User } from '../../src/domain/user.ts';
import type { ApiToken } from '../../src/store/people/port.ts';
import type { Store, Tx } from '../../src/store/store.ts';
import { lastVisitOf, notesVisit, VISIT_BREAK_MS } from './visit.ts';
import { rememberDevice } from './device.ts';
import { randomToken, tokenHash } from '../../src/ops/secrets.ts';

export const IDLE_MS = 12 * HOUR_MS;
export const ABSOLUTE_MS = 7 * DAY_MS;
const TOUCH_MS = MINUTE_MS;

/** `__Host-` cookies need https; plain http is for loopback. */
function cookieName(c: Ctx): { name: string; secure: boolean } {
  const secure = c.var.deps.publicUrl.startsWith('https:');
  return { name: secure ? '__Host-outcry' : 'outcry', secure };
}

/** What is being noted now, by store. */
const noting = new WeakMap<Store, Set<string>>();

/**
 * Writes in the background, once at a time: a reader does not wait for the lock of the database, which an import may hold
 * for long. What cannot be written is written with a later request.
 */
export function noteInBackground(store: Store, what: string, write: (tx: Tx) => Promise<unknown>): void {
  let now = noting.get(store);
  if (!now) noting.set(store, (now = new Set()));
  if (now.has(what)) return;
  now.add(what);
  const over = () => now.delete(what);
  store.tx(write).then(over, over);
}

/** The bearer token of the request, if it carries one. */
export function bearerOf(c: Ctx): string | undefined {
  return /^Bearer +([\w.~+/=-]{8,200})$/i.exec(c.req.header('authorization') ?? '')?.[1];
}

/** What a token is called where people read who did something. */
export function tokenTitle({ name, person, owner }: Pick<ApiToken, 'name' | 'person' | 'owner'>): string {
  return `token ${name} (of ${person?.email ?? (owner === 'operator' ? 'the operator' : 'nobody')})`;
}

/** A token can never do more than its owner at this moment. */
async function tokenPrincipal(c: Ctx, bearer: string): Promise<Principal | undefined> {
  const { store, clock } = c.var.deps;
  const token = await store.read.people.apiToken(tokenHash(bearer));
  const now = clock();
  if (!token || (token.expiresAt ?? Number.POSITIVE_INFINITY) <= now) return undefined;
  if (now - (token.lastUsedAt ?? 0) >= TOUCH_MS && c.req.method !== 'HEAD') {
    noteInBackground(store, `token ${token.id}`, (tx) => tx.people.touchApiToken(token.id, now));
  }
  const { role, brands } = token.person ? commonRights(token, token.person) : token;
  return { name: tokenTitle(token), role, brands, via: 'token', credential: `token ${token.id}` };
}

/** Who asks: by API token where there is one, else by session; undefined when neither is good. */
export async function principalOf(c: Ctx): Promise<Principal | undefined> {
  const { store, clock } = c.var.deps;
  const bearer = bearerOf(c);
  if (bearer !== undefined) return tokenPrincipal(c, bearer);
  const cookie = getCookie(c, cookieName(c).name);
  if (!cookie || cookie.length > 200) return undefined;
  const hash = tokenHash(cookie);
  const session = await store.read.people.session(hash);
  if (!session) return undefined;
  const now = clock();
  if (now - session.lastSeenAt > IDLE_MS || now - session.createdAt > ABSOLUTE_MS) {
    noteInBackground(store, `session ${hash}`, (tx) => tx.people.endSession(hash));
    return undefined;
  }
  if (now - session.lastSeenAt >= TOUCH_MS && c.req.method !== 'HEAD') {
    noteInBackground(store, `session ${hash}`, (tx) => tx.people.touchSession(hash, now));
  }
  const { id, email, role, brands } = session.user;
  const { zone, visits } = session;
  if (notesVisit(c, visits, now)) {
    noteInBackground(store, `visit ${id}`, (tx) => tx.people.noteVisit(id, now, VISIT_BREAK_MS));
  }
  const lastVisit = lastVisitOf(visits, now);
  return {
    name: email,
    role,
    brands,
    via: 'session',
    credential: `session ${hash}`,
    userId: id,
    ...(zone === undefined ? {} : { zone }),
    ...(lastVisit === undefined ? {} : { lastVisit }),
  };
}

/**
 * Uses the login token up; who it was for, or undefined when it is unknown, used or too old. Guesses write nothing.
 */
export async function useLink(c: Ctx, loginToken: string): Promise<User | undefined> {
  const { store, clock } = c.var.deps;
  const hash = tokenHash(loginToken);
  if (!(await store.read.people.hasLoginToken(hash, clock()))) return undefined;
  return store.tx((tx) => tx.people.useLoginToken(hash, clock()));
}

/** The hash of this browser's session; empty without one. */
export function ownSession(c: Ctx): string {
  const cookie = getCookie(c, cookieName(c).name);
  return cookie ? tokenHash(cookie) : '';
}

/** Starts a session for a person: always a new token. */
export async function startSession(c: Ctx, user: Pick<User, 'id' | 'email'>): Promise<void> {
  const { store, clock } = c.var.deps;
  const now = clock();
  const session = randomToken();
  const before = ownSession(c);
  await store.tx(async (tx) => {
    await tx.people.dropSessions(now - IDLE_MS, now - ABSOLUTE_MS);
    if (before) await tx.people.endSession(before);
    await tx.people.addSession({ hash: tokenHash(session), userId: user.id, at: now });
  });
  rememberDevice(c, user.email);
  const { name, secure } = cookieName(c);
  setCookie(c, name, session, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure,
    maxAge: ABSOLUTE_MS / 1000,
  });
}

/** Ends the session of this browser. */
export async function endSession(c: Ctx): Promise<void> {
  const { name, secure } = cookieName(c);
  const cookie = getCookie(c, name);
  if (cookie) await c.var.deps.store.tx((tx) => tx.people.endSession(tokenHash(cookie)));
  deleteCookie(c, name, { path: '/', secure });
}
