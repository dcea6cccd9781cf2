/** Checks the entries that the database holds against those of the files. What cannot be used is left out, with its reason. */
import type { ConfigDocument, ConfigKind, StoredEntry } from '../src/domain/configuration.ts';
import { brandsOf, type Checked, schemaOf, type SourceFormat } from './kinds.ts';
import { fieldMessage } from './plain-messages.ts';
import { type FieldProblem, type KnownNames, referenceProblems } from './references.ts';

/** An entry, wherever it is defined. */
export interface ConfigEntry {
  readonly kind: ConfigKind;
  readonly slug: string;
  readonly document: ConfigDocument;
  /** Of an entry of a file, under the configuration folder. */
  readonly file?: string;
  /** Of an entry of the database. */
  readonly stored?: StoredEntry;
  /** Why it is not in use, for people. */
  readonly unused?: string;
  /** What is wrong with it, field by field. */
  readonly problems: readonly FieldProblem[];
}

/** An entry and what it becomes in the configuration; no value: it is left out. */
export interface Judged {
  readonly entry: ConfigEntry;
  readonly value?: unknown;
}

function sentence(problems: readonly FieldProblem[]): string {
  return problems.map(({ message }) => message).join('; ');
}

/** The fields of an entry, apart from what it refers to. */
export function parseStored(stored: StoredEntry, sources: SourceFormat | undefined): Judged {
  const { kind, slug, document } = stored;
  const base = { kind, slug, document, stored };
  const parsed = schemaOf(kind, sources)?.safeParse(document);
  if (parsed?.success) return { entry: { ...base, problems: [] }, value: parsed.data };
  const problems = (parsed?.error.issues ?? []).map((issue) => ({
    path: issue.path.join('.'),
    message: fieldMessage(issue),
  }));
  return { entry: { ...base, problems, unused: sentence(problems) || 'it cannot be read here' } };
}

/** An entry that a file defines too: the file wins. */
export function shadowed(judged: Judged, file: string): Judged {
  const unused = `${file} defines it too, and files win`;
  return { entry: { ...judged.entry, unused, problems: [{ path: '', message: unused }] } };
}

/**
 * The same with what it refers to. A route or source whose brand is gone stays in use for its other brands: whoever removes a
 * brand does not silence the others.
 */
export function judgeReferences(
  judged: Judged,
  known: KnownNames,
  sources: SourceFormat | undefined,
): Judged {
  const { entry, value } = judged;
  if (value === undefined) return judged;
  const { kind } = entry;
  const check = (one: unknown) => referenceProblems(kind, one as Checked[typeof kind], known, sources);
  const problems = check(value).map(({ path, message }) => ({
    path,
    message: message.startsWith('"') ? message : message.charAt(0).toUpperCase() + message.slice(1),
  }));
  if (problems.length === 0) return judged;
  const withProblems = { ...entry, problems };
  if (kind === 'routes' || kind === 'sources') {
    const brands = brandsOf(kind, value as object).filter((one) => one === '*' || known.brands.has(one));
    const narrowed = { ...(value as object), brands };
    if (brands.length > 0 && check(narrowed).length === 0) return { entry: withProblems, value: narrowed };
  }
  return { entry: { ...withProblems, unused: sentence(problems) } };
}
