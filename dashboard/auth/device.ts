/** Remembers the browsers that somebody signed in with, so that strangers cannot keep the owner out by trying. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { getCookie, setCookie } from 'hono/cookie';
import type { Ctx } from '../deps.ts';

const YEAR_S = 365 * 86_400;

function mac(key: string, email: string): string {
  return createHmac('sha256', key).update(`device\0${email.toLowerCase()}`).digest('base64url');
}

function cookieName(c: Ctx): { name: string; secure: boolean } {
  const secure = c.var.deps.publicUrl.startsWith('https:');
  return { name: secure ? '__Host-outcry-device' : 'outcry-device', secure };
}

/** Whether this browser has signed `email` in before. */
export function knowsDevice(c: Ctx, email: string): boolean {
  const { deviceKey } = c.var.deps;
  const given = Buffer.from(getCookie(c, cookieName(c).name) ?? '');
  if (deviceKey === undefined) return false;
  const expected = Buffer.from(mac(deviceKey, email));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

export function rememberDevice(c: Ctx, email: string): void {
  const { deviceKey } = c.var.deps;
  if (deviceKey === undefined) return;
  const { name, secure } = cookieName(c);
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: YEAR_S } as const;
  setCookie(c, name, mac(deviceKey, email), options);
}
