/** Copies a SQLite database into an empty PostgreSQL database: everything or nothing. */
import Database from 'better-sqlite3';
import { PgDialect } from 'drizzle-orm/pg-core';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import pg from 'pg';
import { UserError } from '../../domain/result.ts';
import { SCHEMA_FILES } from '../tables.ts';
import { insertRows } from './bulk.ts';
import { shapeOf, tablesOf } from './ddl.ts';
import { toPostgres } from './text.ts';

const ROWS = 1_000;

/** The search index is built again from the mentions. */
const BUILT_AGAIN: ReadonlySet<string> = new Set(['search_part', 'search_page']);

export interface Moved {
  readonly table: string;
  readonly rows: number;
}

async function insertAll(client: pg.Client, table: SQLiteTable, rows: readonly Record<string, unknown>[]) {
  const { columns } = getTableConfig(table);
  const values = rows.map((row) => columns.map((column) => row[column.name]));
  const { sql, params } = new PgDialect().sqlToQuery(insertRows(table, columns, values));
  await client.query(sql, params.map(toPostgres));
}

/** Sequences continue after the highest id. */
async function goOn(client: pg.Client, table: SQLiteTable): Promise<void> {
  const { name, columns } = getTableConfig(table);
  for (const { identity, name: column } of columns.map(shapeOf)) {
    if (!identity) continue;
    const highest = `select max("${column}") from "${name}"`;
    await client.query(
      `select setval(pg_get_serial_sequence('"${name}"', '${column}'), coalesce((${highest}), 1), (${highest}) is not null)`,
    );
  }
}

async function count(client: pg.Client, name: string): Promise<number> {
  const { rows } = await client.query<{ n: string }>(`select count(*) as n from "${name}"`);
  return Number(rows[0]?.n);
}

/**
 * Copies every table of `file`, except the search index, into the migrated, empty database at `url` in one transaction, and compares the row
 * counts at the end. `onProgress` is called with the rows copied so far. Throws UserError where the database is not empty
 * or a count differs.
 */
export async function moveDatabase(
  file: string,
  url: string,
  onProgress: (table: string, done: number, of: number) => void,
): Promise<Moved[]> {
  const source = new Database(file, { readonly: true, fileMustExist: true });
  const client = new pg.Client({ connectionString: url });
  const moved: Moved[] = [];
  try {
    await client.connect();
    // One snapshot of the file, whatever is written meanwhile.
    source.exec('begin');
    await client.query('begin');
    const tables = tablesOf(SCHEMA_FILES);
    for (const table of tables) {
      const { name } = getTableConfig(table);
      if ((await count(client, name)) > 0) {
        throw new UserError(`The database already holds rows in ${name}. Use an empty one: createdb NAME.`);
      }
    }
    for (const table of tables) {
      const { name } = getTableConfig(table);
      if (BUILT_AGAIN.has(name)) continue;
      const { n: of } = source.prepare(`select count(*) as n from "${name}"`).get() as { n: number };
      let done = 0;
      let batch: Record<string, unknown>[] = [];
      const flush = async () => {
        if (batch.length > 0) await insertAll(client, table, batch);
        done += batch.length;
        batch = [];
        onProgress(name, done, of);
      };
      for (const row of source.prepare(`select * from "${name}"`).iterate()) {
        batch.push(row as Record<string, unknown>);
        if (batch.length >= ROWS) await flush();
      }
      await flush();
      await goOn(client, table);
      const there = await count(client, name);
      if (there !== of)
        throw new UserError(`${name}: ${of} rows in the file, ${there} in the database. Nothing was moved.`);
      moved.push({ table: name, rows: of });
    }
    await client.query('commit');
    return moved;
  } finally {
    source.close();
    await client.end();
  }
}
