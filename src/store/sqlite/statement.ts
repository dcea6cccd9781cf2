/**
 * Statements of the bulk writes: Drizzle builds them, so that the schema stays in one place, but its result mapping is
 * skipped, because it takes longer than SQLite itself.
 */
import type Database from 'better-sqlite3';
import { is, Param, Placeholder } from 'drizzle-orm';
import { wellFormed } from './well-formed.ts';

interface Built {
  toSQL(): { sql: string; params: unknown[] };
}

type Values = Readonly<Record<string, unknown>>;
type Read = (values: Values) => unknown;

function reader(param: unknown): Read {
  if (is(param, Placeholder)) return (values) => values[param.name];
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder } = param;
    const { name } = param.value;
    return (values) => {
      const value = values[name];
      return value === null ? null : encoder.mapToDriverValue(value);
    };
  }
  return () => param;
}

export interface BulkStatement {
  run(values: Values): Database.RunResult;
}

/** Prepares `built`; its placeholders are filled from the values by name. */
export function bulkStatement(client: Database.Database, built: Built): BulkStatement {
  const { sql, params } = built.toSQL();
  const prepared = client.prepare(sql);
  const readers = params.map(reader);
  return { run: (values) => prepared.run(readers.map((read) => wellFormed(read(values)))) };
}
