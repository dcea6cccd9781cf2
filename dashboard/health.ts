/** Health, readiness, metrics, and the files of the pages. */
import type { Alive, Ready } from './api/schemas/health.ts';
import { assetOf } from './assets.ts';
import { principalOf } from './auth/session.ts';
import { type Ctx, param, peerAddress, type ReadyCheck } from './deps.ts';
import { signInFirst } from './guard.tsx';

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

const LOOPBACK = /^(::1|127\.\d+\.\d+\.\d+|::ffff:127\.\d+\.\d+\.\d+)$/;

/** Whether the request comes straight from this machine, not through a proxy. */
function isLocal(c: Ctx): boolean {
  const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded');
  return forwarded === undefined && LOOPBACK.test(peerAddress(c) ?? '');
}

export async function metrics(c: Ctx) {
  if (!isLocal(c) && !(await principalOf(c))) return signInFirst(c);
  const text = (await c.var.deps.metrics?.()) ?? '';
  return c.text(text, 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
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
