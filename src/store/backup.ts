/** Backs a database up to one file while it is in use, and restores it. */
import { spawn } from 'node:child_process';
import { existsSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { UserError } from '../domain/result.ts';

const SQLITE = 'sqlite:';

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * Runs a PostgreSQL program found on `path`. The password is passed in the environment, where other users of the machine
 * cannot see it.
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
            ? `${name} is not installed. It is part of the PostgreSQL client programs.`
            : `${name}: ${error.message}`,
        ),
      );
    });
    child.once('close', resolve);
  });
  if (status !== 0) throw new UserError(`${name}: ${said.trim().split('\n').at(-1) ?? `exit ${status}`}`);
}

/**
 * Writes a consistent snapshot of the database at `url` to `file`, also while a server runs. SQLite gives a SQLite file,
 * PostgreSQL the custom format of `pg_dump`, which is found on `path`. Throws UserError where the file exists already or
 * cannot be written.
 */
export async function backupDatabase(url: string, file: string, path: string): Promise<void> {
  if (existsSync(file)) throw new UserError(`${file} already exists. Choose another name.`);
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

/** Throws UserError unless the file is an intact database of Outcry. */
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
    if (n !== 3) throw new Error('it is not a database of Outcry');
  } catch (error) {
    throw new UserError(`${file} cannot be restored: ${reasonOf(error)}`);
  }
}

/**
 * Replaces the database at `url` by the backup; nothing else may use it. An existing SQLite database is kept, and its new
 * name is returned. Throws UserError where the file is not a backup, before anything is changed.
 */
export async function restoreDatabase(
  url: string,
  file: string,
  stamp: string,
  path: string,
): Promise<string | undefined> {
  if (!existsSync(file)) throw new UserError(`${file} does not exist.`);
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
    // Move what is still in the journal into the file before renaming it.
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

/** Removes erased texts from the journal of a SQLite database too; freed pages are overwritten anyway (`secure_delete`). */
export function scrub(url: string): void {
  if (!url.startsWith(SQLITE)) return;
  const db = new Database(url.slice(SQLITE.length));
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
