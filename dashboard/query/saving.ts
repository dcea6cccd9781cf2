/** Saves entries of the configuration for forms: what is wrong comes back by field, everything else as a sentence. */
import type { ConfigDocument, ConfigKind } from '../../src/domain/configuration.ts';
import type { Ctx } from '../deps.ts';
import { whoAsks } from './form.ts';

/** What is wrong, by the name of the field; an empty name is the entry as a whole. */
export type Problems = Readonly<Record<string, string>>;

/** `terms.3` → `terms`: forms have one control for a list. */
function byField(fields: Problems): Problems {
  const found: Record<string, string> = {};
  for (const [path, message] of Object.entries(fields)) found[path.split('.')[0] ?? ''] ??= message;
  return found;
}

type Outcome = Awaited<ReturnType<NonNullable<Ctx['var']['deps']['editor']>['add']>>;

function problemsOf(outcome: Outcome): Problems | undefined {
  switch (outcome.kind) {
    case 'done':
      return undefined;
    case 'invalid':
      return byField(outcome.fields);
    case 'locked':
      return { '': `This is defined in ${outcome.by} and can be changed only there.` };
    case 'conflict':
      return {
        '': `This was changed meanwhile${outcome.by === undefined ? '' : ` by ${outcome.by}`}. Reload the page.`,
      };
    case 'exists':
      return { '': 'There is already one of that name.' };
    case 'unknown':
      return { '': 'This was removed meanwhile.' };
    case 'forbidden':
      return { '': 'You may not change this.' };
  }
}

const UNSAVED: Problems = { '': 'Nothing can be saved here.' };

/** Adds the entry, or replaces it where there is one. Undefined: saved. */
export async function saveEntry(
  c: Ctx,
  kind: ConfigKind,
  slug: string,
  edit: (before: ConfigDocument | undefined) => ConfigDocument,
): Promise<Problems | undefined> {
  const { editor } = c.var.deps;
  if (!editor) return UNSAVED;
  const editing = { who: whoAsks(c) };
  const known = await editor.entry(kind, slug);
  return problemsOf(
    known ? await editor.change(kind, slug, edit, editing) : await editor.add(kind, edit(undefined), editing),
  );
}

export async function removeEntry(c: Ctx, kind: ConfigKind, slug: string): Promise<Problems | undefined> {
  const { editor } = c.var.deps;
  return editor ? problemsOf(await editor.remove(kind, slug, { who: whoAsks(c) })) : UNSAVED;
}
