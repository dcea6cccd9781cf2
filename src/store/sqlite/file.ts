/** The file of a SQLite database before it is opened: private, and not one that lost its contents. */
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { reasonOf, UserError } from '../../domain/result.ts';

const OTHERS = 0o077;

/** Makes the folder of a database. */
export const makeFolder = (file: string): unknown =>
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });

/** A data folder holds keys from the first start on; a new one is empty. */
const usedBefore = (folder: string): boolean => readdirSync(folder).some((name) => name.endsWith('.key'));

/** Makes an empty file that only its user may read, unless it exists. */
export function makeFile(file: string): void {
  try {
    closeSync(openSync(file, 'ax', 0o600));
  } catch (error) {
    // Another process made it at the same moment.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * Makes the file if it is missing. Only its user may read it and what SQLite keeps beside it, which takes the mode of the
 * database (sqlite.org/wal.html). Throws UserError for a file that has lost its contents.
 */
export function prepareFile(file: string): void {
  makeFolder(file);
  const info = statSync(file, { throwIfNoEntry: false });
  if (!info) return makeFile(file);
  if (info.size === 0 && usedBefore(dirname(file))) {
    throw new UserError(
      `The database ${file} is empty (0 bytes), but its folder has been in use: its contents were lost. Restore a backup with npx outcry restore FILE, or delete the file to start without data.`,
    );
  }
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    const { mode } = statSync(path, { throwIfNoEntry: false }) ?? { mode: 0 };
    // Never opened here: closing a file drops the locks that this process holds on it (fcntl(2)).
    if ((mode & OTHERS) !== 0) chmodSync(path, mode & 0o777 & ~OTHERS);
  }
}

const DAMAGED = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB', 'SQLITE_IOERR_SHORT_READ']);

/** One sentence on why the database in `file` cannot be opened, and what to do. */
export function whyNotOpened(file: string, error: unknown): UserError {
  if (error instanceof UserError) return error;
  const code = String((error as { code?: unknown }).code);
  const damaged = [...DAMAGED].some((one) => code.startsWith(one));
  const advice = damaged
    ? 'The file is damaged: keep a copy of it and restore a backup with npx outcry restore FILE. Without a backup, sqlite3 FILE .recover may save part of it.'
    : 'Set OUTCRY_DATA_DIR to a folder that this user can write to.';
  return new UserError(`The database ${file} cannot be opened (${reasonOf(error)}). ${advice}`, {
    cause: error,
  });
}
