import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { NoticeQueries, NoticeWrites, SourceNotice } from './port.ts';
import type { Db } from '../sql/db.ts';
import { sourceNotice } from '../alerts/schema.ts';

function toNotice({ since, backAt, ...row }: typeof sourceNotice.$inferSelect): SourceNotice {
  return { ...row, ...(since === null ? {} : { since }), ...(backAt === null ? {} : { backAt }) };
}

export function noticeQueries(db: Db): NoticeQueries {
  const select = () => db.select().from(sourceNotice).$dynamic();
  return {
    async find(id) {
      const row = await select().where(eq(sourceNotice.id, id)).get();
      return row && toNotice(row);
    },
    async open() {
      return (await select().where(isNull(sourceNotice.backAt)).orderBy(asc(sourceNotice.id)).all()).map(
        toNotice,
      );
    },
    async recent(limit) {
      return (await select().orderBy(desc(sourceNotice.id)).limit(limit).all()).map(toNotice);
    },
  };
}

export function noticeWrites(db: Db): NoticeWrites {
  return {
    async add(values) {
      const [row] = await db.insert(sourceNotice).values(values).onConflictDoNothing().returning().all();
      return row && toNotice(row);
    },
    async back(id, at) {
      const going = and(eq(sourceNotice.id, id), isNull(sourceNotice.backAt));
      return (await db.update(sourceNotice).set({ backAt: at }).where(going).run()).changes > 0;
    },
  };
}
