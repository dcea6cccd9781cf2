import { and, asc, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import type { Silence } from '../../domain/alert.ts';
import type { SilenceQueries, SilenceWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { silence } from './schema.ts';

function toSilence({ expiredAt, expiredBy, ...row }: typeof silence.$inferSelect): Silence {
  return {
    ...row,
    ...(expiredAt === null ? {} : { expiredAt }),
    ...(expiredBy === null ? {} : { expiredBy }),
  };
}

export function silenceQueries(db: Db): SilenceQueries {
  const over = sql`case when ${silence.expiredAt} < ${silence.until} then ${silence.expiredAt} else ${silence.until} end`;
  return {
    async current(now) {
      return (
        await db
          .select()
          .from(silence)
          .where(and(gt(silence.until, now), or(isNull(silence.expiredAt), gt(silence.expiredAt, now))))
          .orderBy(asc(silence.until), asc(silence.id))
          .all()
      ).map(toSilence);
    },
    async expired(now, limit) {
      return (
        await db
          .select()
          .from(silence)
          .where(or(lte(silence.until, now), lte(silence.expiredAt, now)))
          .orderBy(desc(over), desc(silence.id))
          .limit(limit)
          .all()
      ).map(toSilence);
    },
  };
}

export function silenceWrites(db: Db): SilenceWrites {
  return {
    async add(values) {
      return toSilence(await db.insert(silence).values(values).returning().get());
    },
    async expire(id, at, who) {
      const going = and(eq(silence.id, id), isNull(silence.expiredAt), gt(silence.until, at));
      return (await db.update(silence).set({ expiredAt: at, expiredBy: who }).where(going).run()).changes > 0;
    },
  };
}
