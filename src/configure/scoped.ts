/** The editor for somebody who may see some brands only: entries of other brands do not exist, shared ones are read-only. */
import { brandsOf } from '../../config/kinds.ts';
import type { ConfigDocument, ConfigKind } from '../domain/configuration.ts';
import type { ConfigEditor, EditResult } from './editor.ts';

const FORBIDDEN: EditResult = { kind: 'forbidden' };
const UNKNOWN: EditResult = { kind: 'unknown' };

export function scopedEditor(editor: ConfigEditor, slugs: ReadonlySet<string>): ConfigEditor {
  const theirs = (kind: ConfigKind, document: ConfigDocument) => {
    const brands = brandsOf(kind, document);
    return brands.length > 0 && brands.every((brand) => slugs.has(brand));
  };
  /** Templates are shared by all brands; how long texts are kept is for the whole installation. */
  const seen = (kind: ConfigKind, document: ConfigDocument) =>
    kind === 'answer-templates' || theirs(kind, document);
  const entry = async (kind: ConfigKind, slug: string) => {
    const found = await editor.entry(kind, slug);
    return found && seen(kind, found.document) ? found : undefined;
  };
  const onOwn = async (
    kind: ConfigKind,
    slug: string,
    work: () => Promise<EditResult>,
  ): Promise<EditResult> => {
    const found = await entry(kind, slug);
    if (!found) return UNKNOWN;
    return theirs(kind, found.document) ? withoutNotes(await work()) : FORBIDDEN;
  };
  return {
    entries: async (kind) => (await editor.entries(kind)).filter(({ document }) => seen(kind, document)),
    entry,
    history: async (kind, slug) => ((await entry(kind, slug)) ? editor.history(kind, slug) : []),
    add: async (kind, document, editing) =>
      theirs(kind, document) ? withoutNotes(await editor.add(kind, document, editing)) : FORBIDDEN,
    change: (kind, slug, edit, editing) =>
      onOwn(kind, slug, async () => {
        let outside = false;
        const result = await editor.change(
          kind,
          slug,
          (before) => {
            const after = edit(before);
            outside = !theirs(kind, before) || !theirs(kind, after);
            return outside ? {} : after;
          },
          editing,
        );
        // An empty document was refused; nothing was saved.
        return outside ? FORBIDDEN : result;
      }),
    remove: (kind, slug, editing) => onOwn(kind, slug, () => editor.remove(kind, slug, editing)),
    undo: (kind, slug, editing) =>
      onOwn(kind, slug, async () => {
        const history = await editor.history(kind, slug);
        const undone = history.find(({ id }) => editing.change === undefined || id === editing.change);
        if (undone?.before && !theirs(kind, undone.before)) return FORBIDDEN;
        return editor.undo(kind, slug, { ...editing, change: undone?.id });
      }),
    check: async (kind, document) =>
      theirs(kind, document) ? editor.check(kind, document) : { '': 'This is about brands of others.' },
  };
}

/** They may name entries of other brands. */
function withoutNotes(result: EditResult): EditResult {
  return result.kind === 'done' ? { ...result, notes: [] } : result;
}
