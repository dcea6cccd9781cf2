/**
 * One line about what somebody just did, with a way to undo it, on the next page that they see. It travels in a cookie, so
 * that it works without scripts and on every host; signed, because its form acts in their name.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { cutText } from '../../src/domain/text.ts';
import type { Ctx } from '../deps.ts';

export interface Undo {
  /** A path of our own, for POST. */
  readonly action: string;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
  /** What the button says. */
  readonly label?: string;
}

export interface Notice {
  /** A whole sentence, e.g. `Acknowledged.` */
  readonly text: string;
  readonly undo?: Undo;
}

/** As long as it takes to follow a redirect. */
const MAX_AGE_S = 60;
const MOST_TEXT = 300;
const MOST_BYTES = 2_000;
const NAME = 'outcry-notice';
/** For what nobody can take back. */
export const NO_UNDO = 'This cannot be undone.';

function cookieName(c: Ctx): { name: string; secure: boolean } {
  const secure = c.var.deps.publicUrl.startsWith('https:');
  return { name: secure ? `__Host-${NAME}` : NAME, secure };
}

/** For this session alone. Without a key there are no notices. */
function macOf(c: Ctx, payload: string): string | undefined {
  const { deviceKey } = c.var.deps;
  const credential = c.get('principal')?.credential;
  if (deviceKey === undefined || credential === undefined) return undefined;
  return createHmac('sha256', deviceKey).update(`notice\0${credential}\0${payload}`).digest('base64url');
}

function payloadOf(notice: Notice): string {
  return Buffer.from(JSON.stringify(notice)).toString('base64url');
}

/** Says it on the page that the response redirects to. An undo that a cookie cannot carry is left out, and that is said. */
export function leaveNotice(c: Ctx, { text, undo }: Notice): void {
  const short = cutText(text, MOST_TEXT);
  const whole = payloadOf({ text: short, ...(undo ? { undo } : {}) });
  const payload = whole.length > MOST_BYTES ? payloadOf({ text: `${short} ${NO_UNDO}` }) : whole;
  const mac = macOf(c, payload);
  if (mac === undefined) return;
  const { name, secure } = cookieName(c);
  const options = { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: MAX_AGE_S } as const;
  setCookie(c, name, `${payload}.${mac}`, options);
}

/** The cookie as it came, for what must not be the same answer for two requests; undefined without one. */
export function noticeCookie(c: Ctx): string | undefined {
  return getCookie(c, cookieName(c).name);
}

/** The notice for this page. It is shown once. */
export function takeNotice(c: Ctx): Notice | undefined {
  const { name, secure } = cookieName(c);
  const [payload = '', given = ''] = (getCookie(c, name) ?? '').split('.');
  if (payload === '') return undefined;
  deleteCookie(c, name, { path: '/', secure });
  const mac = Buffer.from(macOf(c, payload) ?? '');
  const sent = Buffer.from(given);
  if (mac.length === 0 || mac.length !== sent.length || !timingSafeEqual(mac, sent)) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString()) as Notice;
}
