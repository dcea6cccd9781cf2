/**
 * A connection whose text parameters are well-formed Unicode. better-sqlite3 writes half of a surrogate pair as bytes that
 * are no UTF-8; PostgreSQL gets U+FFFD for it, and so does SQLite.
 */
import type Database from 'better-sqlite3';

/** A parameter as the database takes it. */
export function wellFormed(value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

const RUNS = new Set<string | symbol>(['run', 'get', 'all', 'iterate']);

function statementOf(statement: Database.Statement): Database.Statement {
  return new Proxy(statement, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (RUNS.has(name)) {
        return (...given: unknown[]) => Reflect.apply(value, target, given.map(wellFormed)) as unknown;
      }
      return (...given: unknown[]) => {
        const result: unknown = Reflect.apply(value, target, given);
        return result === target ? statementOf(target) : result;
      };
    },
  });
}

/** The same connection for a builder of queries. */
export function wellFormedParameters(client: Database.Database): Database.Database {
  return new Proxy(client, {
    get(target, name) {
      if (name === 'prepare') return (source: string) => statementOf(target.prepare(source));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
