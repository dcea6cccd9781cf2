/** A whole database as one file, while it is in use, and back. */
import { spawn } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../domain/result.ts';

const SQLITE = 'sqlite:';

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Runs a program of PostgreSQL that lies on `path`. The password goes by the environment, where other users of the machine
 * do not see it.
 */
async function postgresTool(name: string, url: string, args: readonly string[], path: string): Promise<void> {
  const address = new URL(url);
  const env = { PATH: path, PGPASSWORD: decodeURIComponent(address.password) };
  address.password = '';
  const child = spawn(name, [`--dbname=${address.href}`, ...args], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said += part.toString();
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new UserError(
          error.code === 'ENOENT'
            ? `${name} is not installed. It comes with the client programs of PostgreSQL.`
            : `${name}: ${error.message}`,
        ),
      );
    });
    child.once('close', resolve);
  });
  if (status !== 0) throw new UserError(`${name}: ${said.trim().split('\n').at(-1) ?? `exit ${status}`}`);
}

/**
 * Writes the database at `url` to `file` as it was at one moment, beside a running server. SQLite gives a SQLite file,
 * PostgreSQL the custom format of `pg_dump`, which lies on `path`. Throws UserError where the file is there already or
 * cannot be written.
 */
export async function backupDatabase(url: string, file: string, path: string): Promise<void> {
  if (existsSync(file)) throw new UserError(`${file} is there already. Give another name.`);
  if (!url.startsWith(SQLITE))
    return postgresTool('pg_dump', url, ['--format=custom', '--no-owner', '--file', file], path);
  const source = new Database(url.slice(SQLITE.length), { readonly: true, fileMustExist: true });
  try {
    await source.backup(file);
  } catch (error) {
    rmSync(file, { force: true });
    throw new UserError(`The backup was not written: ${reasonOf(error)}`);
  } finally {
    source.close();
  }
  check(file);
}

/** Throws UserError unless it is a whole database. */
function check(file: string): void {
  try {
    const db = new Database(file, { readonly: true, fileMustExist: true });
    const state = db.pragma('integrity_check', { simple: true });
    const tables = db.prepare(
      "select count(*) as n from sqlite_master where name in ('mention', 'bucket', 'incident')",
    );
    const { n } = tables.get() as { n: number };
    db.close();
    if (state !== 'ok') throw new Error(`it is damaged: ${String(state)}`);
    if (n !== 3) throw new Error('it holds no database of Outcry');
  } catch (error) {
    throw new UserError(`${file} cannot be restored: ${reasonOf(error)}`);
  }
}

/**
 * Puts the backup in the place of the database at `url`; nothing may run on it. A SQLite database that was there is kept: its
 * new name is returned. Throws UserError where the file is no backup, before anything is changed.
 */
export async function restoreDatabase(
  url: string,
  file: string,
  stamp: string,
  path: string,
): Promise<string | undefined> {
  if (!existsSync(file)) throw new UserError(`${file} is not there.`);
  if (!url.startsWith(SQLITE)) {
    const args = ['--clean', '--if-exists', '--no-owner', '--single-transaction', file];
    await postgresTool('pg_restore', url, args, path);
    return undefined;
  }
  check(file);
  const target = url.slice(SQLITE.length);
  const copy = `${target}.restoring`;
  rmSync(copy, { force: true });
  const source = new Database(file, { readonly: true });
  await source.backup(copy);
  source.close();
  let kept: string | undefined;
  if (existsSync(target)) {
    // What is still in the journal goes into the file before it is put aside.
    const old = new Database(target);
    old.pragma('wal_checkpoint(TRUNCATE)');
    old.close();
    kept = `${target}.before-${stamp}`;
    renameSync(target, kept);
    for (const end of ['-wal', '-shm']) rmSync(`${target}${end}`, { force: true });
  }
  renameSync(copy, target);
  return kept;
}

/** Takes what was erased out of the journal of a SQLite database too; freed pages are overwritten as they are freed. */
export function scrub(url: string): void {
  if (!url.startsWith(SQLITE)) return;
  const db = new Database(url.slice(SQLITE.length));
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
