/** Health, readiness, metrics, and the files of the pages. */
import type { Alive, Ready } from './api/schemas/health.ts';
import { assetOf } from './assets.ts';
import { principalOf } from './auth/session.ts';
import { type Ctx, param, peerAddress, type Principal, type ReadyCheck } from './deps.ts';
import { notAllowed, signInFirst } from './guard.tsx';
import { isLoopbackHost, isLoopbackName } from './security/hosts.ts';
import { isOwner } from '../src/domain/user.ts';
import { isWithin, parseNetworks } from '../src/net/client-address.ts';

export function healthz(c: Ctx) {
  return c.json({ ok: true } satisfies Alive);
}

async function databaseCheck(c: Ctx): Promise<ReadyCheck> {
  try {
    await c.var.deps.store.ping();
    return { name: 'database', ok: true, detail: 'reachable' };
  } catch (error) {
    return {
      name: 'database',
      ok: false,
      detail: error instanceof Error ? error.message : 'not reachable',
    };
  }
}

export async function readyz(c: Ctx) {
  const checks = [await databaseCheck(c), ...((await c.var.deps.ready?.()) ?? [])];
  const ok = checks.every((check) => check.ok);
  return c.json({ ok, checks } satisfies Ready, ok ? 200 : 503);
}

const LOOPBACK = parseNetworks('loopback');
/** What proxies add. */
const PROXIED =
  /^(x-forwarded|x-real-ip$|x-client-ip$|x-original|x-cluster|forwarded$|via$|true-client-ip$|cf-|fastly-)/;

/** Whether the request comes straight from a program on this machine: no proxy, no page of another site. */
function isDirect(c: Ctx): boolean {
  const proxied = Object.keys(c.req.header()).some((name) => PROXIED.test(name.toLowerCase()));
  return !proxied && isWithin(LOOPBACK, peerAddress(c) ?? '') && isLoopbackHost(c);
}

async function metricsText(c: Ctx) {
  const text = (await c.var.deps.metrics?.()) ?? '';
  return c.text(text, 200, {
    'Content-Type': 'text/plain; version=0.0.4; charset=utf-8',
    'Cache-Control': 'no-store',
  });
}

/** For whom the figures are: they are about all brands. */
async function metricsFor(c: Ctx, may: (sender: Principal) => boolean) {
  const principal = await principalOf(c);
  if (!principal) return signInFirst(c);
  return may(principal) ? metricsText(c) : notAllowed(c, 'an admin with access to all brands');
}

/**
 * For admins of all brands. A program on this machine needs less: a token of all brands, and none while the installation is
 * this machine's own. A dashboard that has a public address has a proxy, and some proxies add nothing to a request.
 */
export async function metrics(c: Ctx) {
  if (!isDirect(c)) return metricsFor(c, isOwner);
  const own = isLoopbackName(new URL(c.var.deps.publicUrl).hostname.replace(/^\[|\]$/g, ''));
  return own ? metricsText(c) : metricsFor(c, ({ brands }) => brands === null);
}

/** For the port of a process without pages, which no proxy passes on. */
export async function opsMetrics(c: Ctx) {
  return isDirect(c) ? metricsText(c) : metricsFor(c, isOwner);
}

/** An address with the file's version may be cached for ever; any other is checked again after five minutes. */
export async function asset(c: Ctx) {
  const found = await assetOf(param(c, 'name'));
  if (!found) return c.notFound();
  const etag = `"${found.version}"`;
  const lasts = c.req.query('v') === found.version;
  c.header('Cache-Control', lasts ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
  c.header('ETag', etag);
  if (c.req.header('if-none-match') === etag) return c.body(null, 304);
  return c.body(found.text, 200, { 'Content-Type': found.type });
}
