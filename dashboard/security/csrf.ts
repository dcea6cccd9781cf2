/** Refuses cross-site requests from browsers, whatever their content type. */
import type { MiddlewareHandler } from 'hono';
import { bearerOf } from '../auth/session.ts';
import type { AppEnv, Ctx } from '../deps.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Senders prove themselves by a signature, and browsers hold nothing that would help an attacker. */
const SIGNED = /^\/(ingest\/webhook|unsubscribe)\//;

function originOf(url: string): string | undefined {
  try {
    return new URL(url).origin;
  } catch {
    return undefined;
  }
}

/** Whether an unsafe request comes from one of our own pages. */
export function isSameOrigin(c: Ctx): boolean {
  const site = c.req.header('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = c.req.header('origin');
  if (origin === undefined || origin === 'null') return false;
  return origin === originOf(c.var.deps.publicUrl) || origin === originOf(c.req.url);
}

export const csrf: MiddlewareHandler<AppEnv> = async (c, next) => {
  const unsafe = !SAFE.has(c.req.method);
  const program = bearerOf(c) !== undefined || SIGNED.test(c.req.path);
  if (unsafe && !program && !isSameOrigin(c)) {
    return c.text('This request did not come from a page of Outcry. Reload the page and try again.\n', 403);
  }
  await next();
};
