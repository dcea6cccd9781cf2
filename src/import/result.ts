/** What an import says to scripts when it is done. */
import { formJson } from './form.ts';
import type { ImportResult } from './import-file.ts';

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
