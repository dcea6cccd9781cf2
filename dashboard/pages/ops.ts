/** Health, readiness, metrics, and the files of the pages. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import { principalOf } from '../auth/session.ts';
import { type Ctx, param, peerAddress, type ReadyCheck } from '../deps.ts';
import { signInFirst } from '../guard.tsx';

export function healthz(c: Ctx) {
  return c.json({ ok: true });
}

async function ledgerCheck(c: Ctx): Promise<ReadyCheck> {
  try {
    await c.var.deps.ledger.ping();
    return { name: 'ledger', ok: true, detail: 'answers' };
  } catch (error) {
    return { name: 'ledger', ok: false, detail: error instanceof Error ? error.message : 'does not answer' };
  }
}

export async function readyz(c: Ctx) {
  const checks = [await ledgerCheck(c), ...((await c.var.deps.ready?.()) ?? [])];
  const ok = checks.every((check) => check.ok);
  return c.json({ ok, checks }, ok ? 200 : 503);
}

const LOOPBACK = /^(::1|127\.\d+\.\d+\.\d+|::ffff:127\.\d+\.\d+\.\d+)$/;

/** A direct request from this machine; what a proxy passes on is not. */
function isLocal(c: Ctx): boolean {
  const forwarded = c.req.header('x-forwarded-for') ?? c.req.header('forwarded');
  return forwarded === undefined && LOOPBACK.test(peerAddress(c) ?? '');
}

export async function metrics(c: Ctx) {
  if (!isLocal(c) && !(await principalOf(c))) return signInFirst(c);
  const text = (await c.var.deps.metrics?.()) ?? '';
  return c.text(text, 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
}

/** Parts of the style sheet in the order in which they apply. */
export const STYLE_PARTS = [
  'colours',
  'base',
  'frame',
  'forms',
  'answer',
  'drivers',
  'lists',
  'triage',
  'screens',
];
const ASSETS = join(packageRoot, 'dashboard/assets');

async function readAsset(name: string): Promise<{ type: string; text: string } | undefined> {
  if (name === 'icon.svg') return { type: 'image/svg+xml', text: await readFile(join(ASSETS, name), 'utf8') };
  if (name !== 'style.css') return undefined;
  const parts = STYLE_PARTS.map((part) => readFile(join(ASSETS, 'style', `${part}.css`), 'utf8'));
  return { type: 'text/css; charset=utf-8', text: (await Promise.all(parts)).join('\n') };
}

export async function asset(c: Ctx) {
  const found = await readAsset(param(c, 'name'));
  if (!found) return c.notFound();
  return c.body(found.text, 200, { 'Content-Type': found.type, 'Cache-Control': 'public, max-age=300' });
}
