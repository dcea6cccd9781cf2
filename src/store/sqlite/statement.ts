/**
 * Statements of the hot paths: written by Drizzle's builders, so that the schema stays in one place, and run without its
 * mapping, which takes longer than SQLite does.
 */
import type Database from 'better-sqlite3';
import { is, Param, Placeholder } from 'drizzle-orm';

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

export interface HotStatement<Row> {
  run(values: Values): void;
  /** A row with the names of the columns, as SQLite keeps it. */
  get(values: Values): Row | undefined;
}

/** Prepares what `built` says; its placeholders are taken from the values by name. */
export function hotStatement<Row = never>(client: Database.Database, built: Built): HotStatement<Row> {
  const { sql, params } = built.toSQL();
  const prepared = client.prepare(sql);
  const readers = params.map(reader);
  const bound = (values: Values) => readers.map((read) => read(values));
  return {
    run: (values) => void prepared.run(bound(values)),
    get: (values) => prepared.get(bound(values)) as Row | undefined,
  };
}
