/** Puts a backup in place of a PostgreSQL database. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { getTableConfig } from 'drizzle-orm/sqlite-core';
import pg from 'pg';
import { reasonOf, UserError } from '../../domain/result.ts';
import { backupDatabase } from '../backup.ts';
import { checkKind } from '../backup-file.ts';
import type { Store } from '../store.ts';
import { SCHEMA_FILES } from '../tables.ts';
import { postgresSchema, upgradeFor } from '../upgrade.ts';
import { tablesOf } from './ddl.ts';
import { openPostgresStore } from './driver.ts';
import { onDatabase, runTool } from './tools.ts';

const MIGRATIONS = '__drizzle_migrations';
/** Every database of Outcry has them, whatever its version. */
const ALWAYS = ['mention', 'bucket', 'incident', MIGRATIONS];
const PUT_BACK = ['--clean', '--if-exists', '--no-owner', '--single-transaction'];
/** The user may not make databases. */
const NOT_ALLOWED = '42501';

/** Names of the tables in the backup, from the list of its contents. */
async function tablesIn(file: string, path: string): Promise<Set<string>> {
  const list = await runTool('pg_restore', ['--list', file], { PATH: path });
  return new Set([...list.matchAll(/^\d+; \d+ \d+ TABLE public (\S+) /gm)].map(([, name = '']) => name));
}

/** The newest migration that the backup notes, ms since 1970 UTC. */
async function lastMigration(file: string, path: string): Promise<number | undefined> {
  const args = ['--data-only', `--table=${MIGRATIONS}`, '--file=-', file];
  const rows = await runTool('pg_restore', args, { PATH: path });
  const times = [...rows.matchAll(/^\d+\t\S+\t(\d+)$/gm)].map(([, at]) => Number(at));
  return times.length > 0 ? Math.max(...times) : undefined;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function lookAt<T>(url: string, packageRoot: string, look: (store: Store) => Promise<T>): Promise<T> {
  const store = await openPostgresStore(url, packageRoot);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

/** Restores and migrates the backup into a database of its own first, where the user may make one. */
async function tryApart(restore: PostgresRestore): Promise<void> {
  const { url, file, stamp, path, packageRoot } = restore;
  const name = `outcry_restore_${stamp.toLowerCase().replaceAll(/[^0-9a-z]/g, '_')}`;
  const apart = new URL(url);
  apart.pathname = `/${name}`;
  try {
    await withClient(url, (client) => client.query(`create database ${name} template template0`));
  } catch (error) {
    if ((error as { code?: string }).code === NOT_ALLOWED) return;
    throw error;
  }
  try {
    await onDatabase('pg_restore', apart.href, ['--no-owner', '--single-transaction', file], path);
    await lookAt(apart.href, packageRoot, async () => {});
  } finally {
    await withClient(url, (client) => client.query(`drop database ${name}`));
  }
}

/** Tables of ours that are in the database now. */
function tablesThere(url: string): Promise<string[]> {
  const ours = new Set([...tablesOf(SCHEMA_FILES).map((table) => getTableConfig(table).name), MIGRATIONS]);
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    return rows.map(({ name }) => name).filter((name) => ours.has(name));
  });
}

export interface PostgresRestore {
  /** The database. */
  readonly url: string;
  /** The backup. */
  readonly file: string;
  /** Part of the name of the backup of what was there. */
  readonly stamp: string;
  /** Where that backup is kept. */
  readonly keepIn: string;
  /** Where the programs of PostgreSQL are. */
  readonly path: string;
  readonly packageRoot: string;
}

/**
 * Replaces the database by the backup. It is restored and migrated in a database of its own first, if the user may make
 * one. What was there is kept as a backup; `kept` is its path. `look` is called with the restored database. Throws UserError,
 * with the database as it was, where the file is not a backup of this version or an earlier one.
 */
export async function restorePostgres<T>(
  restore: PostgresRestore,
  look: (store: Store) => Promise<T>,
): Promise<{ found: T; kept?: string }> {
  const { url, file, stamp, keepIn, path, packageRoot } = restore;
  checkKind(file, 'postgres');
  let inFile: Set<string>;
  try {
    inFile = await tablesIn(file, path);
    const missing = ALWAYS.find((name) => !inFile.has(name));
    if (missing !== undefined) throw new Error(`it is not a database of Outcry: it has no table ${missing}`);
    upgradeFor(postgresSchema(packageRoot), await lastMigration(file, path));
    await tryApart(restore);
  } catch (error) {
    throw new UserError(`${file} cannot be restored: ${reasonOf(error)}`, { cause: error });
  }
  const there = await tablesThere(url);
  const kept = join(keepIn, `postgres.before-${stamp}.dump`);
  const wasUsed = there.includes(MIGRATIONS);
  if (wasUsed) await backupDatabase(url, kept, path);
  try {
    // pg_restore drops what it brings itself; tables of a later version would stay and stop the migration.
    const rest = there.filter((name) => !inFile.has(name));
    if (rest.length > 0) {
      const names = rest.map((name) => `public."${name}"`).join(', ');
      await withClient(url, (client) => client.query(`drop table ${names} cascade`));
    }
    await onDatabase('pg_restore', url, [...PUT_BACK, file], path);
    return { found: await lookAt(url, packageRoot, look), ...(wasUsed ? { kept } : {}) };
  } catch (error) {
    if (!wasUsed) throw new UserError(`${file} could not be restored: ${reasonOf(error)}`, { cause: error });
    await onDatabase('pg_restore', url, [...PUT_BACK, kept], path).catch((second: unknown) => {
      throw new UserError(
        `${file} could not be restored (${reasonOf(error)}), nor what was there before (${reasonOf(second)}). It is in ${kept}: npx outcry restore ${kept}`,
      );
    });
    rmSync(kept, { force: true });
    throw new UserError(`${file} could not be restored; the database is as it was: ${reasonOf(error)}`, {
      cause: error,
    });
  }
}
