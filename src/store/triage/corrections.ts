/** Corrections of scores. The counts follow in the same transaction. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { correctedBy } from '../../domain/correction.ts';
import type { CorrectionQueries, CorrectionRow, CorrectionWrites } from './port.ts';
import type { deltaCounter } from '../counts/deltas.ts';
import type { Db } from '../sql/db.ts';
import { brandIdsOf } from '../sql/fragments.ts';
import { mention } from '../mentions/schema.ts';
import { correction } from './schema.ts';
import { scoreOfRow } from '../mentions/score-columns.ts';

function toRow({ undoneAt, undoneBy, revision: _, ...row }: typeof correction.$inferSelect): CorrectionRow {
  return { ...row, undoneAt: undoneAt ?? undefined, undoneBy: undoneBy ?? undefined };
}

async function revisionOf(db: Db, mentionId: number): Promise<number> {
  const row = await db
    .select({ revision: sql<number>`coalesce(max(${correction.revision}), 0)` })
    .from(correction)
    .where(eq(correction.mentionId, mentionId))
    .get();
  return row?.revision ?? 0;
}

export function correctionQueries(db: Db): CorrectionQueries {
  return {
    async ofMentions(mentionIds) {
      if (mentionIds.length === 0) return [];
      return (
        await db
          .select()
          .from(correction)
          .where(inArray(correction.mentionId, [...mentionIds]))
          .orderBy(asc(correction.id))
          .all()
      ).map(toRow);
    },
    async revision(mentionId) {
      return revisionOf(db, mentionId);
    },
    async revisions(mentionIds) {
      if (mentionIds.length === 0) return new Map();
      const rows = await db
        .select({ id: correction.mentionId, revision: sql<number>`max(${correction.revision})` })
        .from(correction)
        .where(inArray(correction.mentionId, [...mentionIds]))
        .groupBy(correction.mentionId)
        .all();
      return new Map(rows.map((row) => [row.id, row.revision]));
    },
  };
}

export function correctionWrites(db: Db, newDeltas: ReturnType<typeof deltaCounter>): CorrectionWrites {
  /** Combines the active corrections of a mention and changes its counts by the difference. */
  async function follow(row: typeof mention.$inferSelect): Promise<void> {
    const active = await db
      .select({ field: correction.field, value: correction.value })
      .from(correction)
      .where(and(eq(correction.mentionId, row.id), isNull(correction.undoneAt)))
      .orderBy(asc(correction.id))
      .all();
    const corrected = correctedBy(active) ?? null;
    await db.update(mention).set({ corrected }).where(eq(mention.id, row.id)).run();
    if (row.state !== 'scored' && row.state !== 'not-scored') return;
    const brandIds = await brandIdsOf(db, row.id);
    const deltas = await newDeltas();
    deltas.count({ ...row, brandIds }, scoreOfRow(row), -1);
    deltas.count({ ...row, brandIds, corrected }, scoreOfRow(row));
    await deltas.apply();
  }

  return {
    async add(mentionId, revision, { field, value, who, at }) {
      const row = await db.select().from(mention).where(eq(mention.id, mentionId)).get();
      if (!row || row.deletedAt !== null) return 'gone';
      if ((await revisionOf(db, mentionId)) !== revision) return 'conflict';
      await db
        .insert(correction)
        .values({ mentionId, field, value, who, at, revision: revision + 1 })
        .run();
      await follow(row);
      return 'done';
    },
    async mentionOf(id) {
      const of = eq(correction.id, id);
      return (await db.select({ id: correction.mentionId }).from(correction).where(of).get())?.id;
    },
    async undo(id, revision, { who, at }) {
      const said = await db.select().from(correction).where(eq(correction.id, id)).get();
      const row = said && (await db.select().from(mention).where(eq(mention.id, said.mentionId)).get());
      if (!said || !row) return 'gone';
      if (said.undoneAt !== null || (await revisionOf(db, row.id)) !== revision) return 'conflict';
      await db
        .update(correction)
        .set({ undoneAt: at, undoneBy: who, revision: revision + 1 })
        .where(eq(correction.id, id))
        .run();
      await follow(row);
      return 'done';
    },
  };
}
