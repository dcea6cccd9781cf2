/** Enters, replaces, tests and removes alert webhooks. An address that was entered comes back on no page. */
import type { KeyResult } from '../../src/configure/key-editor.ts';
import { noteAudit } from '../auth/audit.ts';
import type { Ctx } from '../deps.ts';
import { hooksPage } from '../pages/configuration/hooks.tsx';
import { formOf, rawOf, textOf, whoAsks } from '../query/form.ts';
import { leaveNotice } from '../security/notice.ts';
import { waitText } from '../security/trial-limit.ts';

async function test(c: Ctx, name: string, channel: 'slack' | 'webhook') {
  const { setup, hookEditor } = c.var.deps;
  const known = (await hookEditor?.list())?.some((hook) => hook.name === name) ?? false;
  if (!setup || !known)
    return hooksPage(c, { tested: { ok: false, text: 'There is no such webhook.' } }, 404);
  const wait = await c.get('trialLimit').take(c.get('principal'), 'test');
  if (wait !== undefined) return hooksPage(c, { tested: { ok: false, text: waitText(wait) } }, 429);
  const tested = await setup.sendTest({ channel, address: name }, whoAsks(c));
  await noteAudit(c, 'sent a test message', `${channel}: ${name}`);
  return hooksPage(c, { tested });
}

function refuse(c: Ctx, name: string, result: Exclude<KeyResult, { kind: 'done' }>) {
  switch (result.kind) {
    case 'unknown':
      return hooksPage(c, { refused: { name: '', problems: { '': 'There is no such webhook.' } } }, 404);
    case 'locked': {
      const problem = `It is set by ${result.by}, which goes first. Change it there.`;
      return hooksPage(c, { refused: { name, problems: { '': problem } } }, 409);
    }
    case 'invalid':
      return hooksPage(c, { refused: { name, problems: result.fields } }, 422);
  }
}

export async function hookChange(c: Ctx) {
  const form = await formOf(c);
  const [name, what] = [textOf(form, 'name'), rawOf(form, 'do')];
  if (what === 'test-slack' || what === 'test-webhook')
    return test(c, name, what === 'test-slack' ? 'slack' : 'webhook');
  const url = what === 'remove' ? undefined : rawOf(form, 'url');
  const result = (await c.var.deps.hookEditor?.save(name, url, whoAsks(c))) ?? ({ kind: 'unknown' } as const);
  if (result.kind !== 'done') return refuse(c, name, result);
  leaveNotice(c, { text: url === undefined ? `${name} was removed.` : `${name} was saved.` });
  return c.redirect('/settings/hooks', 303);
}
