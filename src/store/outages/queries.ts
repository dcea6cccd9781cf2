import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { OutageQueries, OutageWrites, SourceOutage } from './port.ts';
import type { Db } from '../sql/db.ts';
import { sourceOutage } from './schema.ts';

function toOutage({ since, recoveredAt, ...row }: typeof sourceOutage.$inferSelect): SourceOutage {
  return { ...row, ...(since === null ? {} : { since }), ...(recoveredAt === null ? {} : { recoveredAt }) };
}

export function outageQueries(db: Db): OutageQueries {
  const select = () => db.select().from(sourceOutage).$dynamic();
  return {
    async find(id) {
      const row = await select().where(eq(sourceOutage.id, id)).get();
      return row && toOutage(row);
    },
    async open() {
      return (await select().where(isNull(sourceOutage.recoveredAt)).orderBy(asc(sourceOutage.id)).all()).map(
        toOutage,
      );
    },
    async recent(limit) {
      return (await select().orderBy(desc(sourceOutage.id)).limit(limit).all()).map(toOutage);
    },
  };
}

export function outageWrites(db: Db): OutageWrites {
  return {
    async add(values) {
      const [row] = await db.insert(sourceOutage).values(values).onConflictDoNothing().returning().all();
      return row && toOutage(row);
    },
    async recover(id, at) {
      const going = and(eq(sourceOutage.id, id), isNull(sourceOutage.recoveredAt));
      return (await db.update(sourceOutage).set({ recoveredAt: at }).where(going).run()).changes > 0;
    },
  };
}
