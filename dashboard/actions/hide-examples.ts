/** Hides the line about simulated data in this browser. */
import { setCookie } from 'hono/cookie';
import type { Ctx } from '../deps.ts';
import { EXAMPLES_COOKIE } from '../views/layout.tsx';

const YEAR_S = 365 * 24 * 60 * 60;

/** The page that the form was on: a path of ours, never another site. */
function backTo(c: Ctx): string {
  const from = c.req.header('referer') ?? '';
  if (!URL.canParse(from)) return '/';
  const { pathname, search } = new URL(from);
  return pathname.startsWith('//') ? '/' : `${pathname}${search}`;
}

export function hideExamples(c: Ctx) {
  setCookie(c, EXAMPLES_COOKIE, 'hidden', { path: '/', sameSite: 'Lax', httpOnly: true, maxAge: YEAR_S });
  return c.redirect(backTo(c), 303);
}
