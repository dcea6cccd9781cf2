/**
 * The SQLite driver on better-sqlite3: one connection writes, one reads. better-sqlite3 is synchronous, so a transaction
 * waits only for the lock; a mutex keeps two callbacks from interleaving.
 */
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { sql } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { UserError } from '../../domain/result.ts';
import type { Store, Tx } from '../store.ts';
import type { Db } from '../sql/db.ts';
import { reads, readsAndWrites } from '../repositories.ts';
import { migrationsOf, type SchemaPlace, sqliteSchema, upgradeFor } from '../upgrade.ts';
import { sqliteBulkWrites } from './bulk-writes.ts';
import { wellFormedParameters } from './well-formed.ts';

const BUSY_TIMEOUT_MS = 15_000;
/** Pause between attempts to get the lock. */
const RETRY_MS = 1;

function connect(file: string, readonly: boolean): Database.Database {
  const client = new Database(file, { readonly, timeout: BUSY_TIMEOUT_MS });
  if (!readonly) {
    client.pragma('journal_mode = WAL');
    client.pragma('synchronous = FULL');
    client.pragma('secure_delete = ON');
  }
  return client;
}

/** Synchronous results may be awaited: safe for every statement that the shared queries use. */
function awaited(db: BetterSQLite3Database): Db {
  return db as unknown as Db;
}

/** The newest migration that the database notes, ms since 1970 UTC; undefined for a new database. */
function lastMigration(client: Database.Database): number | undefined {
  const noted = client.prepare("select 1 from sqlite_master where name = '__drizzle_migrations'").get();
  if (!noted) return undefined;
  const last = client.prepare('select max(created_at) from __drizzle_migrations').pluck().get();
  return last === null ? undefined : Number(last);
}

/** Where drizzle-kit's migrator notes what was applied; the statement is its own. */
const NOTED_IN = `create table if not exists "__drizzle_migrations"
  (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at numeric)`;

/**
 * Upgrades a database of release 0.1, then applies the migrations that are missing, all in one transaction: a process
 * that is killed leaves the old schema or the new one, and one that opens the file meanwhile waits, then finds the new
 * one. (The migrator of drizzle-orm begins a transaction of its own, after that of the upgrade.)
 */
function migrate(client: Database.Database, place: SchemaPlace): void {
  const note = (hash: string, createdAt: number) =>
    client.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run(hash, createdAt);
  const migrateOnce = client.transaction(() => {
    const found = upgradeFor(place, lastMigration(client));
    if (found) {
      client.exec(found.sql);
      note(found.hash, found.createdAt);
    }
    client.exec(NOTED_IN);
    const last = lastMigration(client) ?? Number.NEGATIVE_INFINITY;
    for (const migration of readMigrationFiles({ migrationsFolder: migrationsOf(place) })) {
      if (migration.folderMillis <= last) continue;
      for (const statement of migration.sql) client.exec(statement);
      note(migration.hash, migration.folderMillis);
    }
  });
  migrateOnce.immediate();
}

/** Explains a full disk; returns any other error unchanged. The transaction was rolled back. */
function explained(error: unknown, file: string): unknown {
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    const { code } = one as { code?: unknown };
    if (code !== 'SQLITE_FULL') continue;
    return new UserError(
      `The disk that holds the database (${file}) is full. Nothing of this step was written; what was written before is safe. Free some space. A running server continues by itself; run a command again.`,
      { cause: error },
    );
  }
  return error;
}

/**
 * Opens the database in `file` and brings its schema up to date. Throws UserError where it is older than release 0.1, and
 * what better-sqlite3 throws when it cannot be opened.
 */
export function openSqliteStore(file: string, packageRoot: string): Store {
  const writer = connect(file, false);
  const own = drizzle(wellFormedParameters(writer));
  const place = sqliteSchema(packageRoot);
  try {
    migrate(writer, place);
  } catch (error) {
    writer.close();
    throw error;
  }
  // Otherwise statement journals go to temporary files: four fifths of all bytes written (sqlite.org/tempfiles.html).
  writer.pragma('temp_store = MEMORY');
  writer.pragma('busy_timeout = 0');
  const beginNow = writer.prepare('begin immediate');
  const db = awaited(own);
  const reader = connect(file, true);
  const readDb = awaited(drizzle(wellFormedParameters(reader)));
  const repositories = readsAndWrites(db, sqliteBulkWrites(db, writer));
  let last: Promise<unknown> = Promise.resolve();

  /** SQLite's own busy handler sleeps longer each time and blocks the event loop. */
  async function begin(): Promise<void> {
    const until = performance.now() + BUSY_TIMEOUT_MS;
    for (;;) {
      try {
        beginNow.run();
        return;
      } catch (error) {
        const busy = String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
        if (!busy || performance.now() > until) throw error;
      }
      await pause(RETRY_MS);
    }
  }

  async function run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    await begin();
    try {
      const result = await work(repositories);
      await db.run(sql`commit`);
      return result;
    } catch (error) {
      if (writer.inTransaction) await db.run(sql`rollback`);
      throw explained(error, file);
    }
  }

  return {
    read: reads(readDb),
    tx(work) {
      const mine = last.then(() => run(work));
      last = mine.catch(() => undefined);
      return mine;
    },
    clockAhead: async () => 0,
    async ping() {
      await readDb.get(sql`select 1`);
    },
    async close() {
      await last;
      reader.close();
      writer.close();
    },
  };
}
