/** Puts a backup in place of a SQLite database. */
import { existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { reasonOf, UserError } from '../../domain/result.ts';
import type { Store } from '../store.ts';
import { checkKind } from '../backup-file.ts';
import { fileProblems } from './check.ts';
import { openSqliteStore } from './driver.ts';
import { makeFile, makeFolder } from './file.ts';
import { shapeProblem } from './shape.ts';

const codeOf = (error: unknown) => String((error as { code?: unknown }).code);

/** Another process has the database open. */
class InUse extends UserError {}

/** What SQLite keeps beside a database. */
const BESIDE = ['-wal', '-shm'];

function removeAll(file: string): void {
  for (const end of ['', ...BESIDE, '-journal']) rmSync(`${file}${end}`, { force: true });
}

/** Makes a copy of the backup, brings its schema up to date and looks at it; what `look` finds is returned. */
async function prepare<T>(
  file: string,
  copy: string,
  packageRoot: string,
  look: (store: Store) => Promise<T>,
): Promise<T> {
  const [damage] = fileProblems(file, { whole: true });
  if (damage !== undefined) throw new Error(`it is damaged: ${damage}`);
  makeFile(copy);
  const source = new Database(file, { readonly: true, fileMustExist: true });
  await source.backup(copy).finally(() => source.close());
  const store = openSqliteStore(copy, packageRoot);
  let found: T;
  try {
    found = await look(store);
  } finally {
    await store.close();
  }
  const problem = shapeProblem(copy, packageRoot);
  if (problem !== undefined) throw new Error(problem);
  return found;
}

/**
 * Moves what is still in the journal into the file, so that the file alone is the database. A damaged one keeps its journal.
 * Throws UserError where another process has the database open.
 */
function emptyJournal(target: string): void {
  let old: Database.Database | undefined;
  try {
    old = new Database(target, { timeout: 0 });
    // Fails while anybody else has the database open (sqlite.org/wal.html, section 8).
    old.pragma('locking_mode = EXCLUSIVE');
    old.exec('begin immediate; rollback');
    old.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (codeOf(error).startsWith('SQLITE_BUSY')) {
      throw new InUse(
        `Another process uses the database ${target}. Stop it first: what it writes meanwhile would be lost.`,
      );
    }
  } finally {
    old?.close();
  }
}

/** A name beside the database that nothing has yet. */
function freeName(target: string, stamp: string): string {
  const names = [`${target}.before-${stamp}`];
  while (existsSync(names.at(-1) as string)) names.push(`${target}.before-${stamp}-${names.length + 1}`);
  return names.at(-1) as string;
}

export interface SqliteRestore {
  /** The database. */
  readonly target: string;
  /** The backup. */
  readonly file: string;
  /** Part of the new name of the database that was there. */
  readonly stamp: string;
  readonly packageRoot: string;
}

/**
 * Replaces the database by the backup, which is checked and migrated as a copy first. `look` is called with that copy. The
 * database that was there is kept beside it; `kept` is its new name. Throws UserError, with the database as it was, where
 * the file is not a backup of this version or an earlier one.
 */
export async function restoreSqlite<T>(
  { target, file, stamp, packageRoot }: SqliteRestore,
  look: (store: Store) => Promise<T>,
): Promise<{ found: T; kept?: string }> {
  checkKind(file, 'sqlite');
  makeFolder(target);
  const copy = `${target}.restoring`;
  removeAll(copy);
  let found: T;
  try {
    found = await prepare(file, copy, packageRoot, look);
    if (!existsSync(target)) {
      removeAll(target);
      renameSync(copy, target);
      return { found };
    }
    emptyJournal(target);
  } catch (error) {
    removeAll(copy);
    if (error instanceof InUse) throw error;
    throw new UserError(`${file} cannot be restored: ${reasonOf(error)}`, { cause: error });
  }
  const kept = freeName(target, stamp);
  renameSync(target, kept);
  for (const end of BESIDE) if (existsSync(`${target}${end}`)) renameSync(`${target}${end}`, `${kept}${end}`);
  try {
    renameSync(copy, target);
  } catch (error) {
    throw new UserError(
      `The backup could not take its place (${reasonOf(error)}). The database that was there is ${kept}, the checked backup ${copy}: rename one of them to ${target}.`,
    );
  }
  return { found, kept };
}
