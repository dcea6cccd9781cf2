/** Whether the file of a SQLite database is sound. */
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { reasonOf } from '../../domain/result.ts';

/** The most problems that are listed. */
const MOST = 5;
/** Up to this size in bytes every index is compared with its table too, which takes about ten seconds a gigabyte. */
const WHOLE_CHECK_BYTES = 1e9;

/**
 * What SQLite finds wrong with the file (sqlite.org/pragma.html#pragma_integrity_check), at most five lines; none where it
 * is sound. A file over 1 GB gets the quick check, which does not compare indexes, unless `whole` is set.
 */
export function fileProblems(file: string, { whole = false } = {}): string[] {
  const check =
    whole || statSync(file).size <= WHOLE_CHECK_BYTES ? `integrity_check(${MOST})` : `quick_check(${MOST})`;
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    const lines = db.pragma(check) as Record<string, string>[];
    const said = lines.flatMap((line) => Object.values(line)).flatMap((text) => text.split('\n'));
    return said.filter((line) => line !== 'ok' && !line.startsWith('***'));
  } catch (error) {
    return [reasonOf(error)];
  } finally {
    db?.close();
  }
}
