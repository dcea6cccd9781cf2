/** Enters, replaces and removes keys of sites. What was entered comes back on no page. */
import type { Ctx } from '../deps.ts';
import { keysPage } from '../pages/configuration/keys.tsx';
import { formOf, rawOf, textOf, whoAsks } from '../query/form.ts';
import { leaveNotice } from '../security/notice.ts';

export async function keyChange(c: Ctx) {
  const { keyEditor } = c.var.deps;
  const form = await formOf(c);
  const [name, what] = [textOf(form, 'name'), rawOf(form, 'do')];
  const value = what === 'remove' ? undefined : rawOf(form, 'value');
  const result = (await keyEditor?.save(name, value, whoAsks(c))) ?? ({ kind: 'unknown' } as const);
  switch (result.kind) {
    case 'done':
      leaveNotice(c, { text: value === undefined ? `${name} was removed.` : `${name} was saved.` });
      return c.redirect('/settings/keys', 303);
    case 'unknown':
      return keysPage(c, { name: '', problem: 'There is no such key.' }, 404);
    case 'locked': {
      const problem = `${result.by} is set in the environment, which goes first. Change it there.`;
      return keysPage(c, { name: '', problem }, 409);
    }
    case 'invalid':
      return keysPage(c, { name, problem: `${Object.values(result.fields).join('. ')}.` }, 422);
  }
}
