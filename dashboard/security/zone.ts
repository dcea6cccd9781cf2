/** The time zone of whoever asked: chosen in the account, else that of the browser, which the client keeps in a cookie. */
import { getCookie } from 'hono/cookie';
import { isZone, type Reader } from '../../src/chart/reader.ts';
import type { Ctx } from '../deps.ts';

export const ZONE_COOKIE = 'outcry-zone';

/** Undefined where nobody reads it: answers to programs are in UTC. */
export function readerOf(c: Ctx): Reader | undefined {
  const principal = c.get('principal');
  if (principal?.via === 'token' || c.req.path.startsWith('/api/')) return undefined;
  const given = principal?.zone ?? getCookie(c, ZONE_COOKIE);
  const zone = given !== undefined && isZone(given) ? given : 'UTC';
  return { zone, now: c.var.deps.clock() };
}
