/**
 * An operating system's lock on a small file, taken by SQLite (fcntl, or LockFileEx on Windows; sqlite.org/lockingv3.html):
 * it ends with its process however that ends, two cannot both get it, and it holds between containers that share a volume.
 */
import Database from 'better-sqlite3';
import { UserError } from '../../domain/result.ts';
import { makeFile } from './file.ts';

/** Long enough for somebody who is just looking. */
const WAIT_MS = 500;

/** A connection that nobody refers to is closed by the garbage collector, and its lock ends. */
const held = new Set<Database.Database>();

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code);

/** Runs `sql` on the file; returns the connection if it got the lock that it asks for. */
function ask(path: string, sql: string, options: Database.Options): Database.Database | undefined {
  const db = new Database(path, options);
  try {
    db.exec(sql);
    return db;
  } catch (error) {
    db.close();
    if (codeOf(error).startsWith('SQLITE_BUSY')) return undefined;
    throw new UserError(
      `The lock ${path} cannot be used (${(error as Error).message}). If no Outcry runs on this folder, delete that file and try again.`,
    );
  }
}

/**
 * Locks the file, made where it is missing; returns how to release it, or undefined if another process has it. The process
 * that has it must not open the file in any other way: closing it would release the lock (fcntl(2)).
 */
export function lockFile(path: string): (() => void) | undefined {
  makeFile(path);
  const db = ask(path, 'begin exclusive', { timeout: WAIT_MS });
  if (!db) return undefined;
  held.add(db);
  return () => {
    held.delete(db);
    db.close();
  };
}

/** Whether a process has locked the file; undefined where there is no such file. */
export function isLocked(path: string): boolean | undefined {
  try {
    const options = { readonly: true, fileMustExist: true, timeout: 0 };
    const db = ask(path, 'select count(*) from sqlite_master', options);
    db?.close();
    return db === undefined;
  } catch (error) {
    if (codeOf(error) === 'SQLITE_CANTOPEN') return undefined;
    throw error;
  }
}
