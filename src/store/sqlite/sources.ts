import { asc, eq, sql } from 'drizzle-orm';
import type { SourceQueries, SourceState, SourceWrites } from '../ports/sources.ts';
import type { Db } from './db.ts';
import { sourceState } from './schema.ts';

function toState(row: typeof sourceState.$inferSelect): SourceState {
  return {
    source: row.source,
    cursor: row.cursor ?? undefined,
    lastReadAt: row.lastReadAt ?? undefined,
    lastNewAt: row.lastNewAt ?? undefined,
    lastError: row.lastError ?? undefined,
    failures: row.failures,
  };
}

export function sourceQueries(db: Db): SourceQueries {
  return {
    async state(source) {
      const row = db.select().from(sourceState).where(eq(sourceState.source, source)).get();
      return row && toState(row);
    },
    async all() {
      return db.select().from(sourceState).orderBy(asc(sourceState.source)).all().map(toState);
    },
  };
}

export function sourceWrites(db: Db): SourceWrites {
  return {
    async saveRead(source, { cursor, at, found }) {
      const values = {
        lastReadAt: at,
        lastError: null,
        failures: 0,
        ...(cursor === undefined ? {} : { cursor }),
        ...(found > 0 ? { lastNewAt: at } : {}),
      };
      db.insert(sourceState)
        .values({ source, ...values })
        .onConflictDoUpdate({ target: sourceState.source, set: values })
        .run();
    },
    async saveFailure(source, { at, error }) {
      db.insert(sourceState)
        .values({ source, lastReadAt: at, lastError: error, failures: 1 })
        .onConflictDoUpdate({
          target: sourceState.source,
          set: { lastReadAt: at, lastError: error, failures: sql`${sourceState.failures} + 1` },
        })
        .run();
    },
  };
}
