import { and, desc, eq } from 'drizzle-orm';
import type { Answer } from '../../domain/response-draft.ts';
import type { AnswerQueries, AnswerWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { answer } from './schema.ts';

function toAnswer(row: typeof answer.$inferSelect): Answer {
  const { incident, template, approvedBy, answeredAt, url, ...rest } = row;
  return {
    ...rest,
    ...(incident === null ? {} : { incident }),
    ...(template === null ? {} : { template }),
    ...(approvedBy === null ? {} : { approvedBy }),
    ...(answeredAt === null ? {} : { answeredAt }),
    ...(url === null ? {} : { url }),
  };
}

export function answerQueries(db: Db): AnswerQueries {
  return {
    async list(brand) {
      return (
        await db
          .select()
          .from(answer)
          .where(brand === undefined ? undefined : eq(answer.brand, brand))
          .orderBy(desc(answer.changedAt), desc(answer.id))
          .all()
      ).map(toAnswer);
    },
    async byId(id) {
      const row = await db.select().from(answer).where(eq(answer.id, id)).get();
      return row && toAnswer(row);
    },
  };
}

export function answerWrites(db: Db): AnswerWrites {
  return {
    async add(given, who, at) {
      const row = { ...given, state: 'draft' as const, createdAt: at, createdBy: who, changedAt: at };
      return (
        await db
          .insert(answer)
          .values({ ...row, changedBy: who })
          .returning({ id: answer.id })
          .get()
      ).id;
    },
    async change(id, revision, change, who, at) {
      const { approvedBy, answeredAt, url, ...rest } = change;
      const result = await db
        .update(answer)
        .set({
          ...rest,
          approvedBy: approvedBy ?? null,
          answeredAt: answeredAt ?? null,
          url: url ?? null,
          changedAt: at,
          changedBy: who,
          revision: revision + 1,
        })
        .where(and(eq(answer.id, id), eq(answer.revision, revision)))
        .run();
      return result.changes > 0;
    },
  };
}
