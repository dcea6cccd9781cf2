/**
 * Runs the shared queries on PostgreSQL. Drizzle's builders for SQLite and PostgreSQL differ only in their last call: this
 * adds `all`, `get`, `run` and `prepare` to those of PostgreSQL. The table definitions are those of SQLite: a column only
 * converts values to parameters and back, and PostgreSQL accepts what it produces (0 and 1, JSON as text) for boolean and
 * JSON columns. The contract suite holds both drivers to the same results.
 */
import { is, SQL } from 'drizzle-orm';
import type { NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Db } from '../sql/db.ts';

interface Runnable {
  execute(values?: Record<string, unknown>): Promise<unknown>;
}

interface Prepared {
  all(values?: Record<string, unknown>): Promise<unknown>;
  get(values?: Record<string, unknown>): Promise<unknown>;
  run(values?: Record<string, unknown>): Promise<{ changes: number }>;
}

function endings(query: Runnable): Prepared {
  return {
    all: (values) => query.execute(values),
    async get(values) {
      const rows = (await query.execute(values)) as unknown[];
      return rows[0];
    },
    async run(values) {
      const result = (await query.execute(values)) as { rowCount?: number | null };
      return { changes: result.rowCount ?? 0 };
    },
  };
}

const ENDINGS = new Set<string | symbol>(['all', 'get', 'run']);

/** Unnamed statements need no session, so a pooler may hand out any connection. */
function prepared(query: { prepare(name?: string): Runnable }): Prepared {
  return endings(query.prepare());
}

/** A builder with SQLite's final methods. Subqueries pass through unchanged. */
function wrapped<T extends object>(builder: T): T {
  return new Proxy(builder, {
    get(target, name) {
      if (ENDINGS.has(name) && 'execute' in target) {
        return endings(target as unknown as Runnable)[name as keyof Prepared];
      }
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name === 'prepare') return () => prepared(target as unknown as { prepare(): Runnable });
      return (...args: unknown[]) => {
        const result: unknown = Reflect.apply(value, target, args);
        const part = typeof result === 'object' && result !== null && !(result instanceof Promise);
        return part && !is(result, SQL) && !Array.isArray(result) ? wrapped(result) : result;
      };
    },
  });
}

const STARTS = new Set<string | symbol>(['select', 'selectDistinct', 'insert', 'update', 'delete']);

/** Raw statements. */
const RAW = {
  all: async (db: NodePgDatabase, statement: SQL) => (await db.execute(statement)).rows,
  get: async (db: NodePgDatabase, statement: SQL) => (await db.execute(statement)).rows[0],
  run: async (db: NodePgDatabase, statement: SQL) => ({
    changes: (await db.execute(statement)).rowCount ?? 0,
  }),
};

/** The connection as the shared queries expect it. */
export function asDb(db: NodePgDatabase): Db {
  const own = new Proxy(db, {
    get(target, name) {
      if (ENDINGS.has(name)) return (statement: SQL) => RAW[name as keyof typeof RAW](target, statement);
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const call = (...args: unknown[]) => Reflect.apply(value, target, args) as object;
      return STARTS.has(name) ? (...args: unknown[]) => wrapped(call(...args)) : call;
    },
  });
  return own as unknown as Db;
}
