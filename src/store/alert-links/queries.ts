import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from '../sql/db.ts';
import type { AlertLinkQueries, AlertLinkWrites } from './port.ts';
import { alertLinkOpen, alertLinkRevoked } from './schema.ts';

export function alertLinkQueries(db: Db): AlertLinkQueries {
  return {
    async opens(incidentId) {
      return db
        .select()
        .from(alertLinkOpen)
        .where(eq(alertLinkOpen.incidentId, incidentId))
        .orderBy(desc(alertLinkOpen.lastAt))
        .all();
    },
    async recent(limit) {
      return db.select().from(alertLinkOpen).orderBy(desc(alertLinkOpen.lastAt)).limit(limit).all();
    },
    async revocations() {
      return db.select().from(alertLinkRevoked).orderBy(desc(alertLinkRevoked.at)).all();
    },
    async revoked(incidentId, recipient) {
      const row = await db
        .select({ at: alertLinkRevoked.at })
        .from(alertLinkRevoked)
        .where(
          and(
            inArray(alertLinkRevoked.incidentId, [0, incidentId]),
            inArray(alertLinkRevoked.recipient, ['', recipient]),
          ),
        )
        .limit(1)
        .get();
      return row !== undefined;
    },
  };
}

export function alertLinkWrites(db: Db): AlertLinkWrites {
  return {
    async noteOpen({ at, ...link }) {
      await db
        .insert(alertLinkOpen)
        .values({ ...link, opens: 1, firstAt: at, lastAt: at })
        .onConflictDoUpdate({
          target: alertLinkOpen.outboxId,
          set: { opens: sql`${alertLinkOpen.opens} + 1`, lastAt: at },
        })
        .run();
    },
    async revoke(revocation) {
      await db.insert(alertLinkRevoked).values(revocation).onConflictDoNothing().run();
    },
    async allow(incidentId, recipient) {
      await db
        .delete(alertLinkRevoked)
        .where(and(eq(alertLinkRevoked.incidentId, incidentId), eq(alertLinkRevoked.recipient, recipient)))
        .run();
    },
  };
}
