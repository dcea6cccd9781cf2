/** Backs a database up to one file while it is in use. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { reasonOf, UserError } from '../domain/result.ts';
import { onDatabase } from './postgres/tools.ts';
import { fileProblems } from './sqlite/check.ts';
import { makeFile } from './sqlite/file.ts';

const SQLITE = 'sqlite:';

async function copySqlite(from: string, to: string): Promise<void> {
  const source = new Database(from, { readonly: true, fileMustExist: true });
  try {
    await source.backup(to);
  } finally {
    source.close();
  }
  const [problem] = fileProblems(to, { whole: true });
  if (problem !== undefined) {
    throw new Error(`the database is damaged: ${problem}. Earlier backups may be sound: keep them`);
  }
}

/**
 * Writes a consistent snapshot of the database at `url` to `file`, which only its user may read, also while a server runs.
 * SQLite gives a SQLite file, PostgreSQL the custom format of `pg_dump`, which is found on `path`. The file appears when it
 * is complete. Throws UserError where it exists already or cannot be written; then nothing of it is left.
 */
export async function backupDatabase(url: string, file: string, path: string): Promise<void> {
  if (existsSync(file)) throw new UserError(`${file} already exists. Choose another name.`);
  const part = `${file}.part`;
  try {
    rmSync(part, { force: true });
    makeFile(part);
    if (url.startsWith(SQLITE)) await copySqlite(url.slice(SQLITE.length), part);
    else await onDatabase('pg_dump', url, ['--format=custom', '--no-owner', '--file', part], path);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    if (error instanceof UserError) throw error;
    throw new UserError(`The backup was not written: ${reasonOf(error)}`);
  }
}

/** Removes erased texts from the journal of a SQLite database too; freed pages are overwritten anyway (`secure_delete`). */
export function scrub(url: string): void {
  if (!url.startsWith(SQLITE)) return;
  const db = new Database(url.slice(SQLITE.length));
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
