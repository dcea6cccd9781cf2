/** Changes what the database holds of the configuration: checked as files are, noted in the history and the audit log. */
import { assemble, type Assembled, type ConfigEntry, type ConfigFiles } from '../../config/load.ts';
import { nameField, nameOf, type SourceFormat } from '../../config/kinds.ts';
import type { Clock } from '../domain/clock.ts';
import type { ConfigDocument, ConfigKind, StoredEntry } from '../domain/configuration.ts';
import { sourceId } from '../domain/source.ts';
import { cutText } from '../domain/text.ts';
import type { ConfigChange } from '../store/configuration/port.ts';
import type { Store, Tx } from '../store/store.ts';
import { addressProblems } from './addresses.ts';
import { entryName, type LiveConfig } from './live.ts';

/** What is wrong, by the path of the field; an empty path is the entry as a whole. */
export type FieldErrors = Readonly<Record<string, string>>;

export type EditResult =
  /** `notes`: what else changed, for example that a policy change of a removed brand is no longer used. */
  | { readonly kind: 'done'; readonly entry?: ConfigEntry; readonly notes: readonly string[] }
  | { readonly kind: 'invalid'; readonly fields: FieldErrors }
  /** A file or a setting of the environment defines it. */
  | { readonly kind: 'locked'; readonly by: string }
  /** Somebody else changed it since `revision` was read; without `by` it is gone. */
  | { readonly kind: 'conflict'; readonly by?: string; readonly at?: number; readonly revision?: number }
  | { readonly kind: 'exists' }
  | { readonly kind: 'unknown' }
  /** It is about brands that the person may not see, or shared by all. */
  | { readonly kind: 'forbidden' };

export interface Editing {
  readonly who: string;
  /** The compare-and-set value; absent: whatever is there is changed. */
  readonly revision?: number | undefined;
}

export interface ConfigEditor {
  /** Files first, then the database; by name. */
  entries(kind: ConfigKind): Promise<ConfigEntry[]>;
  entry(kind: ConfigKind, slug: string): Promise<ConfigEntry | undefined>;
  /** Newest first. */
  history(kind: ConfigKind, slug: string): Promise<ConfigChange[]>;
  add(kind: ConfigKind, document: ConfigDocument, editing: Editing): Promise<EditResult>;
  /** `edit` gets the document as it is and returns what is to be. */
  change(
    kind: ConfigKind,
    slug: string,
    edit: (before: ConfigDocument) => ConfigDocument,
    editing: Editing,
  ): Promise<EditResult>;
  remove(kind: ConfigKind, slug: string, editing: Editing): Promise<EditResult>;
  /** Back to what was before the last change, or before the change of that id. An undo can be undone. */
  undo(
    kind: ConfigKind,
    slug: string,
    editing: Editing & { change?: number | undefined },
  ): Promise<EditResult>;
  /** What would be wrong with a document, without saving it. */
  check(kind: ConfigKind, document: ConfigDocument): Promise<FieldErrors>;
}

export interface EditorParts {
  readonly store: Store;
  readonly live: LiveConfig;
  readonly files: ConfigFiles;
  readonly sourceFormat: SourceFormat;
  readonly clock: Clock;
  /** Sources may be on private addresses. */
  readonly allowPrivate: boolean;
  /** What locks an entry besides files, by kind. */
  readonly lockedBy?: Partial<Record<ConfigKind, string>>;
}

const HISTORY = 100;
const MOST_WHO = 400;

const WORDS: Readonly<Record<ConfigKind, string>> = {
  brands: 'brand',
  sources: 'source',
  routes: 'route',
  'policy-changes': 'policy change',
  responses: 'company response',
  'answer-templates': 'response template',
  retention: 'retention',
  thresholds: 'threshold',
};

/** One entry of a kind, for people. */
export function kindWord(kind: ConfigKind): string {
  return WORDS[kind];
}

interface Edit {
  readonly kind: ConfigKind;
  readonly slug: string;
  readonly before: StoredEntry | undefined;
  /** Undefined: it is removed. */
  readonly after: ConfigDocument | undefined;
}

/** The entries after the edit. */
function edited(all: readonly StoredEntry[], { kind, slug, before, after }: Edit): StoredEntry[] {
  const others = all.filter((one) => one.kind !== kind || one.slug !== slug);
  if (after === undefined) return others;
  const stored = { revision: 0, changedAt: 0, changedBy: '', ...before, kind, slug, document: after };
  return [...others, stored];
}

function same(a: ConfigEntry, b: ConfigEntry): boolean {
  return entryName(a) === entryName(b);
}

/** What the edit does to other entries. */
function notesOn(before: Assembled, after: Assembled, edit: Edit): string[] {
  return after.entries.flatMap((entry) => {
    if (same(entry, { ...edit, document: {}, problems: [] })) return [];
    const [now] = entry.problems;
    const then = before.entries.find((one) => same(one, entry));
    if (!now && then?.problems[0]) return [`${WORDS[entry.kind]} ${entry.slug} is used again`];
    if (!now || then?.problems[0]?.message === now.message) return [];
    const how = entry.unused ? 'is no longer used' : 'is used in part';
    return [`${WORDS[entry.kind]} ${entry.slug} ${how}: ${now.message}`];
  });
}

function fieldsOf(problems: readonly { readonly path: string; readonly message: string }[]): FieldErrors {
  const fields: Record<string, string> = {};
  for (const { path, message } of problems) fields[path] ??= message;
  return fields;
}

export function configEditor(parts: EditorParts): ConfigEditor {
  const { store, live, files, sourceFormat, clock, allowPrivate, lockedBy = {} } = parts;
  const all = (stored: readonly StoredEntry[]) => assemble(files, stored, sourceFormat);
  const lockOf = (kind: ConfigKind, slug: string) => {
    const file = live.current().entries.find((one) => one.kind === kind && one.slug === slug && one.file);
    return lockedBy[kind] ?? (file?.file === undefined ? undefined : `config/${file.file}`);
  };

  /** What is wrong with the edit; undefined: nothing. */
  function wrongWith(edit: Edit, before: Assembled, after: Assembled): FieldErrors | undefined {
    const { kind, slug, after: document } = edit;
    const found: { path: string; message: string }[] = [];
    if (document !== undefined) {
      const entry = after.entries.find((one) => one.kind === kind && one.slug === slug && one.stored);
      found.push(...(entry?.problems ?? []));
      if (kind === 'sources') found.push(...addressProblems(document, allowPrivate));
    }
    // A file that names what would be gone.
    const known = new Set(before.problems.map(({ file, line, message }) => `${file}:${line} ${message}`));
    for (const { file, line, message } of after.problems) {
      if (!known.has(`${file}:${line} ${message}`))
        found.push({ path: '', message: `config/${file} refers to it (line ${line}): ${message}` });
    }
    return found.length === 0 ? undefined : fieldsOf(found);
  }

  /** Effects that belong into the same transaction. */
  async function carryOut(tx: Tx, edit: Edit, after: Assembled): Promise<void> {
    const { kind, slug } = edit;
    if (kind === 'brands') {
      const brand = after.config.brands.find((one) => one.slug === slug);
      if (brand) await tx.brands.upsert({ slug, name: brand.name, origin: 'config' });
    }
    if (kind === 'sources') {
      const source = after.config.sources.find((one) => one.slug === slug);
      if (source) await tx.sources.readNow(sourceId(source));
    }
  }

  async function save(
    tx: Tx,
    edit: Edit,
    stored: readonly StoredEntry[],
    { who, verb }: { who: string; verb: string },
  ): Promise<EditResult> {
    const { kind, slug, before, after: document } = edit;
    const [was, will] = [all(stored), all(edited(stored, edit))];
    const fields = wrongWith(edit, was, will);
    if (fields) return { kind: 'invalid', fields };
    const at = clock();
    await tx.configuration.save({ kind, slug, before: before?.document, after: document, at, who });
    await carryOut(tx, edit, will);
    const subject = cutText(slug, 300);
    await tx.audit.add({ at, who: cutText(who, MOST_WHO), what: `${verb} ${WORDS[kind]}`, subject });
    return { kind: 'done', notes: notesOn(was, will, edit) };
  }

  /** Runs an edit, and reads the configuration again where it went through. */
  async function run(
    kind: ConfigKind,
    slug: string,
    work: (tx: Tx, stored: readonly StoredEntry[], before: StoredEntry | undefined) => Promise<EditResult>,
  ): Promise<EditResult> {
    const by = lockOf(kind, slug);
    if (by !== undefined) return { kind: 'locked', by };
    const result = await store.tx(async (tx) => {
      const stored = await tx.configuration.entries();
      return work(
        tx,
        stored,
        stored.find((one) => one.kind === kind && one.slug === slug),
      );
    });
    if (result.kind !== 'done') return result;
    await live.refresh();
    const entry = live.current().entries.find((one) => one.kind === kind && one.slug === slug);
    return { ...result, ...(entry ? { entry } : {}) };
  }

  /** The other's change, where the entry is not what the editor saw. */
  function conflictOf(before: StoredEntry | undefined, revision: number | undefined): EditResult | undefined {
    if (revision === undefined || before?.revision === revision) return undefined;
    if (!before) return { kind: 'conflict' };
    return { kind: 'conflict', by: before.changedBy, at: before.changedAt, revision: before.revision };
  }

  function renamed(kind: ConfigKind, slug: string, document: ConfigDocument): EditResult | undefined {
    if (nameOf(kind, document) === slug) return undefined;
    const field = nameField(kind);
    const message = `The ${field} cannot be changed: add another ${WORDS[kind]} and remove this one`;
    return { kind: 'invalid', fields: { [field]: message } };
  }

  return {
    async entries(kind) {
      await live.refresh();
      const own = live.current().entries.filter((one) => one.kind === kind);
      return own.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
    },
    async entry(kind, slug) {
      await live.refresh();
      const found = live.current().entries.filter((one) => one.kind === kind && one.slug === slug);
      return found.find((one) => one.file !== undefined) ?? found[0];
    },
    history: (kind, slug) => store.read.configuration.history(kind, slug, HISTORY),
    async add(kind, document, { who }) {
      const slug = nameOf(kind, document);
      return run(kind, slug, async (tx, stored, before) => {
        if (before) return { kind: 'exists' };
        return save(tx, { kind, slug, before, after: document }, stored, { who, verb: 'added' });
      });
    },
    async change(kind, slug, edit, { who, revision }) {
      return run(kind, slug, async (tx, stored, before) => {
        const conflict = conflictOf(before, revision);
        if (conflict) return conflict;
        if (!before) return { kind: 'unknown' };
        const after = edit(before.document);
        const wrong = renamed(kind, slug, after);
        return wrong ?? save(tx, { kind, slug, before, after }, stored, { who, verb: 'changed' });
      });
    },
    async remove(kind, slug, { who, revision }) {
      return run(kind, slug, async (tx, stored, before) => {
        if (!before) return { kind: 'unknown' };
        const conflict = conflictOf(before, revision);
        if (conflict) return conflict;
        return save(tx, { kind, slug, before, after: undefined }, stored, { who, verb: 'removed' });
      });
    },
    async undo(kind, slug, { who, revision, change }) {
      return run(kind, slug, async (tx, stored, before) => {
        const history = await tx.configuration.history(kind, slug, HISTORY);
        const undone = change === undefined ? history[0] : history.find(({ id }) => id === change);
        if (!undone) return { kind: 'unknown' };
        const conflict = before ? conflictOf(before, revision) : undefined;
        if (conflict) return conflict;
        const after = undone.before;
        if (before === undefined && after === undefined) return { kind: 'unknown' };
        return save(tx, { kind, slug, before, after }, stored, { who, verb: 'undid a change of' });
      });
    },
    async check(kind, document) {
      const slug = nameOf(kind, document);
      const stored = await store.read.configuration.entries();
      const before = stored.find((one) => one.kind === kind && one.slug === slug);
      const edit = { kind, slug, before, after: document };
      return wrongWith(edit, all(stored), all(edited(stored, edit))) ?? {};
    },
  };
}
