import { and, desc, eq } from 'drizzle-orm';
import type { ResponseDraft } from '../../domain/response-draft.ts';
import type { DraftQueries, DraftWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { draft } from './schema.ts';

function toDraft(row: typeof draft.$inferSelect): ResponseDraft {
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

export function draftQueries(db: Db): DraftQueries {
  return {
    async list(brand) {
      return (
        await db
          .select()
          .from(draft)
          .where(brand === undefined ? undefined : eq(draft.brand, brand))
          .orderBy(desc(draft.changedAt), desc(draft.id))
          .all()
      ).map(toDraft);
    },
    async byId(id) {
      const row = await db.select().from(draft).where(eq(draft.id, id)).get();
      return row && toDraft(row);
    },
  };
}

export function draftWrites(db: Db): DraftWrites {
  return {
    async add(given, who, at) {
      const row = { ...given, state: 'draft' as const, createdAt: at, createdBy: who, changedAt: at };
      return (
        await db
          .insert(draft)
          .values({ ...row, changedBy: who })
          .returning({ id: draft.id })
          .get()
      ).id;
    },
    async change(id, revision, change, who, at) {
      const { approvedBy, answeredAt, url, ...rest } = change;
      const result = await db
        .update(draft)
        .set({
          ...rest,
          approvedBy: approvedBy ?? null,
          answeredAt: answeredAt ?? null,
          url: url ?? null,
          changedAt: at,
          changedBy: who,
          revision: revision + 1,
        })
        .where(and(eq(draft.id, id), eq(draft.revision, revision)))
        .run();
      return result.changes > 0;
    },
  };
}
