/**
 * The PostgreSQL driver: a pool reads, one connection per process writes. Writers of all processes and hosts queue for one
 * advisory lock, so a transaction sees what the one before it wrote, as in SQLite. Nothing needs a session beyond a
 * transaction, so a pooler like PgBouncer works.
 */
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import type { Clock } from '../../domain/clock.ts';
import type { Store, Tx } from '../store.ts';
import { reads, readsAndWrites } from '../repositories.ts';
import { migrationsOf, postgresSchema, type SchemaPlace, upgradeFor } from '../upgrade.ts';
import { asDb } from './builder.ts';
import { postgresBulkWrites } from './bulk-writes.ts';
import { fromPostgres, toPostgres } from './text.ts';

/**
 * Reading connections per process; one more writes. PostgreSQL runs about twice as many queries at a time as it has cores
 * (wiki.postgresql.org, Number Of Database Connections). With the default `max_connections` of 100, ten processes fit, or
 * three that keep their queue there too.
 */
const READERS = 8;
const CONNECT_MS = 10_000;
/** "outc" in ASCII: the lock of all writers of a database. */
const LOCK = 0x6f75_7463;
/**
 * A host that disappears in the middle of a transaction blocks the others for 15 seconds at most. A writer that waits for
 * the lock longer than two minutes gives up, and the queue retries the job.
 */
const BEGIN = `begin; set local idle_in_transaction_session_timeout = '15s'; set local lock_timeout = '120s';
  select pg_advisory_xact_lock(${LOCK})`;

const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  [pg.types.builtins.INT8]: Number,
  [pg.types.builtins.NUMERIC]: Number,
  [pg.types.builtins.TEXT]: fromPostgres,
  [pg.types.builtins.VARCHAR]: fromPostgres,
  // Left as text: Drizzle parses it.
  [pg.types.builtins.JSON]: fromPostgres,
};

const types = {
  getTypeParser: (id: number, format?: 'text' | 'binary') =>
    PARSERS[id] ?? (pg.types.getTypeParser(id, format as 'text') as (text: string) => unknown),
};

type Query = (config: pg.QueryConfig, values?: unknown[]) => Promise<pg.QueryResult>;

/** Drizzle on top of a query function. */
function dbOn(query: Query) {
  const client = {
    query: (config: pg.QueryConfig, values?: unknown[]) =>
      query({ ...config, types } as pg.QueryConfig, values?.map(toPostgres)),
  };
  return asDb(drizzle({ client: client as unknown as pg.Pool }));
}

function poolOf(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'outcry',
  });
  // A restart of the server breaks idle connections. The pool opens new ones, and running queries get the error.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

async function rolledBack(client: pg.PoolClient, error: unknown): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch {
    client.release(error instanceof Error ? error : true);
  }
}

/** The newest migration that the database notes, ms since 1970 UTC; undefined for a new database. */
async function lastMigration(client: pg.PoolClient): Promise<number | undefined> {
  const { rows: noted } = await client.query("select to_regclass('public.__drizzle_migrations') as name");
  if (noted[0]?.name == null) return undefined;
  const { rows } = await client.query('select max(created_at) as last from public.__drizzle_migrations');
  return rows[0]?.last == null ? undefined : Number(rows[0].last);
}

/** Processes that start at the same time wait for each other; a migration is applied as a whole or not at all. */
async function migrated(pool: pg.Pool, place: SchemaPlace): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`begin; select pg_advisory_xact_lock(${LOCK})`);
    const found = upgradeFor(place, await lastMigration(client));
    if (found) {
      await client.query(found.sql);
      await client.query('insert into public.__drizzle_migrations (hash, created_at) values ($1, $2)', [
        found.hash,
        found.createdAt,
      ]);
    }
    const migrationsFolder = migrationsOf(place);
    await migrate(drizzle({ client }), { migrationsFolder, migrationsSchema: 'public' });
    await client.query('commit');
    client.release();
  } catch (error) {
    await rolledBack(client, error);
    throw error;
  }
}

/** Uses the fastest of three round trips, as NTP does (RFC 5905, section 10): the first may have to connect. */
async function clockAhead(pool: pg.Pool, clock: Clock): Promise<number> {
  let best = { took: Number.POSITIVE_INFINITY, ahead: 0 };
  for (let i = 0; i < 3; i += 1) {
    const before = clock();
    const answer = await pool.query('select extract(epoch from clock_timestamp()) * 1000 as at');
    const took = clock() - before;
    const ahead = Math.round(Number(answer.rows[0]?.at) - before - took / 2);
    if (took < best.took) best = { took, ahead };
  }
  return best.ahead;
}

/**
 * Opens the database at `url` and brings its schema up to date. Throws UserError where it is older than release 0.1, and
 * what `pg` throws when it cannot be opened.
 */
export async function openPostgresStore(
  url: string,
  packageRoot: string,
  most: number = READERS,
): Promise<Store> {
  const readers = poolOf(url, most);
  const writers = poolOf(url, 1);
  let current: pg.PoolClient | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const writing = dbOn((config, values) => {
    if (!current) throw new Error('a write outside a transaction');
    return current.query(config, values);
  });
  const repositories = readsAndWrites(writing, postgresBulkWrites(writing));

  async function run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await writers.connect();
    try {
      await client.query(BEGIN);
      current = client;
      const result = await work(repositories);
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      await rolledBack(client, error);
      throw error;
    } finally {
      current = undefined;
    }
  }

  try {
    await migrated(writers, postgresSchema(packageRoot));
  } catch (error) {
    await Promise.all([readers.end(), writers.end()]);
    throw error;
  }
  return {
    read: reads(dbOn((config, values) => readers.query(config, values))),
    tx(work) {
      const mine = last.then(() => run(work));
      last = mine.catch(() => undefined);
      return mine;
    },
    clockAhead: (clock) => clockAhead(readers, clock),
    async ping() {
      await readers.query('select 1');
    },
    async close() {
      await last;
      await Promise.all([readers.end(), writers.end()]);
    },
  };
}
