/** Who did what: entries are added and read, never changed. */
import { and, desc, lt, or, sql } from 'drizzle-orm';
import type { AuditQueries, AuditWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { lowerAscii } from '../sql/fragments.ts';
import { audit } from './schema.ts';

export function auditQueries(db: Db): AuditQueries {
  return {
    async list({ limit, before, search }) {
      const words = search === undefined ? undefined : `%${lowerAscii(search).replace(/[\\%_]/g, '\\$&')}%`;
      const holds = (column: typeof audit.who | typeof audit.what | typeof audit.subject) =>
        words === undefined ? undefined : sql`lower(${column}) like ${words} escape '\\'`;
      return db
        .select()
        .from(audit)
        .where(
          and(
            before === undefined ? undefined : lt(audit.id, before),
            words === undefined ? undefined : or(holds(audit.who), holds(audit.what), holds(audit.subject)),
          ),
        )
        .orderBy(desc(audit.id))
        .limit(limit)
        .all();
    },
  };
}

export function auditWrites(db: Db): AuditWrites {
  return {
    async add(entry) {
      await db.insert(audit).values(entry).run();
    },
  };
}
