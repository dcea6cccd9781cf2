/** Jobs that read the past of a source. */
import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Backfill, BackfillQueries, BackfillWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { backfill } from './schema.ts';

function toBackfill(row: typeof backfill.$inferSelect): Backfill {
  return {
    ...row,
    brand: row.brand ?? undefined,
    cursor: row.cursor ?? undefined,
    error: row.error ?? undefined,
    gapId: row.gapId ?? undefined,
  };
}

export function backfillQueries(db: Db): BackfillQueries {
  return {
    async list(limit) {
      return (await db.select().from(backfill).orderBy(desc(backfill.id)).limit(limit).all()).map(toBackfill);
    },
    async unfinished({ source, brand, from, to }) {
      const row = await db
        .select()
        .from(backfill)
        .where(
          and(
            eq(backfill.source, source),
            brand === undefined ? isNull(backfill.brand) : eq(backfill.brand, brand),
            eq(backfill.from, from),
            eq(backfill.to, to),
            ne(backfill.state, 'done'),
          ),
        )
        .orderBy(desc(backfill.id))
        .get();
      return row && toBackfill(row);
    },
    async ofGap(gapId) {
      const row = await db
        .select()
        .from(backfill)
        .where(eq(backfill.gapId, gapId))
        .orderBy(desc(backfill.id))
        .get();
      return row && toBackfill(row);
    },
  };
}

export function backfillWrites(db: Db): BackfillWrites {
  return {
    async start({ source, brand, from, to, gapId, at }) {
      const row = await db
        .insert(backfill)
        .values({
          source,
          brand: brand ?? null,
          from,
          to,
          reached: to,
          state: 'running',
          gapId: gapId ?? null,
          startedAt: at,
          updatedAt: at,
        })
        .returning()
        .get();
      return toBackfill(row);
    },
    async advance(id, step) {
      await db
        .update(backfill)
        .set({
          state: 'running',
          updatedAt: step.at,
          error: null,
          ...(step.cursor === undefined ? {} : { cursor: step.cursor }),
          ...(step.reached === undefined ? {} : { reached: step.reached }),
          read: sql`${backfill.read} + ${step.read}`,
          accepted: sql`${backfill.accepted} + ${step.accepted}`,
          duplicates: sql`${backfill.duplicates} + ${step.duplicates}`,
          rejected: sql`${backfill.rejected} + ${step.rejected}`,
        })
        .where(eq(backfill.id, id))
        .run();
    },
    async finish(id, { state, error, at }) {
      await db
        .update(backfill)
        .set({ state, error: error ?? null, updatedAt: at })
        .where(eq(backfill.id, id))
        .run();
    },
  };
}
