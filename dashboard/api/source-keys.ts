/** API keys of sites: which are set, and setting them. No reply holds one. */
import { isoSecond } from '../../src/report/text/labels.ts';
import type { KeyResult } from '../../src/configure/key-editor.ts';
import { type Ctx, param } from '../deps.ts';
import { whoAsks } from '../query/form.ts';
import { unknown, wrong } from './brands.ts';
import { jsonObject } from './json-body.ts';
import type { SourceKeys } from './schemas/configuration.ts';
import type { Failure } from './schemas/shared.ts';

async function listed(c: Ctx) {
  const keys = (await c.var.deps.keyEditor?.list()) ?? [];
  return c.json({
    keys: keys.map(({ name, from, at, who }) => ({
      name,
      from,
      enteredAt: at === undefined ? null : isoSecond(at),
      enteredBy: who ?? null,
    })),
  } satisfies SourceKeys);
}

async function saved(c: Ctx, value: string | undefined) {
  const { keyEditor } = c.var.deps;
  const result: KeyResult = keyEditor
    ? await keyEditor.save(param(c, 'name'), value, whoAsks(c))
    : { kind: 'unknown' };
  if (result.kind === 'done') return listed(c);
  if (result.kind === 'unknown') return unknown(c, 'key');
  if (result.kind === 'locked') {
    const message = `${result.by} is set in the environment, which goes first. Change it there.`;
    return c.json({ error: 'locked', message, locked: true } satisfies Failure, 409);
  }
  const message = Object.values(result.fields).join('. ');
  return c.json({ error: 'invalid', message, fields: { ...result.fields } } satisfies Failure, 422);
}

export function apiKeys(c: Ctx) {
  return listed(c);
}

export async function apiKeySet(c: Ctx) {
  const value = (await jsonObject(c))?.value;
  return typeof value === 'string' ? saved(c, value) : wrong(c, 'Send {"value": KEY}.');
}

export function apiKeyRemove(c: Ctx) {
  return saved(c, undefined);
}
