/** What an import says to scripts when it is done. */
import { type FileForm, formJson } from './form.ts';
import type { SeenState } from '../store/imports/state.ts';
import type { Refusal, RefusedLine } from './refusals.ts';

export interface ImportResult {
  /** Of the import, for `outcry imports undo`. */
  readonly id: number;
  readonly read: number;
  /** New mentions, with the conflicts. */
  readonly accepted: number;
  readonly duplicates: number;
  /** Their id was known with other words or another time: mentions of their own. */
  readonly conflicts: number;
  /** Known mentions that were corrected. */
  readonly replaced: number;
  /** Duplicates with other stars, link, title or author than what is stored. */
  readonly differing: number;
  /** Rows that are no posts. */
  readonly leftOut: number;
  readonly rejected: number;
  /** The first 10,000. */
  readonly deadLetters: readonly RefusedLine[];
  readonly refusals: readonly Refusal[];
  readonly form: FileForm;
  /** Slugs of the brands that it created. */
  readonly created: readonly string[];
  /** The first conflict: the line, and the mention that has its id. */
  readonly conflict?: { readonly line: number; readonly id: string; readonly with: number };
  /** The earlier import of the same bytes for the same brand. */
  readonly before?: { readonly id: number; readonly state: SeenState };
}

/** What was imported: a file, for a brand. */
export interface Imported extends ImportResult {
  readonly file: string;
  readonly brand: string;
}

/** With the file's name where there are several. */
export function importJson(result: Imported, withName: boolean) {
  return {
    ...(withName ? { file: result.file } : {}),
    import: result.id,
    read: result.read,
    accepted: result.accepted,
    duplicates: result.duplicates,
    conflicts: result.conflicts,
    replaced: result.replaced,
    leftOut: result.leftOut,
    rejected: result.rejected,
    deadLetters: result.deadLetters,
    refusals: result.refusals,
    ...formJson(result.form),
  };
}
