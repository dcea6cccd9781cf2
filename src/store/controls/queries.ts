/** Series that are no mentions. */
import { and, asc, eq, gte, lt, sql } from 'drizzle-orm';
import type { ControlQueries, ControlWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { controlCount } from './schema.ts';

export function controlQueries(db: Db): ControlQueries {
  return {
    async points({ brandId, source, widthMs, from, to }) {
      return db
        .select({ start: controlCount.start, value: controlCount.value })
        .from(controlCount)
        .where(
          and(
            eq(controlCount.brandId, brandId),
            eq(controlCount.source, source),
            eq(controlCount.widthMs, widthMs),
            gte(controlCount.start, from),
            lt(controlCount.start, to),
          ),
        )
        .orderBy(asc(controlCount.start))
        .all();
    },
    async list(brandId) {
      return db
        .select({
          source: controlCount.source,
          widthMs: controlCount.widthMs,
          first: sql<number>`min(${controlCount.start})`,
          last: sql<number>`max(${controlCount.start})`,
        })
        .from(controlCount)
        .where(eq(controlCount.brandId, brandId))
        .groupBy(controlCount.source, controlCount.widthMs)
        .orderBy(asc(controlCount.source))
        .all();
    },
  };
}

export function controlWrites(db: Db): ControlWrites {
  return {
    async set(brandId, source, widthMs, points) {
      for (const { start, value } of points) {
        await db
          .insert(controlCount)
          .values({ brandId, source, widthMs, start, value })
          .onConflictDoUpdate({
            target: [controlCount.brandId, controlCount.source, controlCount.widthMs, controlCount.start],
            set: { value },
          })
          .run();
      }
    },
  };
}
