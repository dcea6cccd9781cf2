/** Writing mentions, and the counts that change with their state. */
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { MentionWrites } from './port.ts';
import type { deltaCounter } from '../counts/deltas.ts';
import type { Db } from '../sql/db.ts';
import type { BulkWrites } from '../sql/bulk-writes.ts';
import { mentionExpiry } from '../expired/expire.ts';
import { mentionErase } from './erase.ts';
import { mentionInsert } from './insert.ts';
import { mentionRescore } from '../rescores/replace-scores.ts';
import { mention } from './schema.ts';
import { noteOpen } from '../open-readings/queries.ts';
import { versionIds } from '../rescores/scorer-versions.ts';

export function mentionWrites(
  db: Db,
  bulk: BulkWrites,
  newDeltas: ReturnType<typeof deltaCounter>,
): MentionWrites {
  return {
    insert: mentionInsert(db, bulk, newDeltas),

    async saveScores(scores) {
      const deltas = await newDeltas();
      const versions = await versionIds(
        db,
        scores.map(({ version }) => version),
      );
      const saved = await bulk.saveScores(
        scores.map(({ id, score, version }) => ({ id, score, versionId: versions.get(version)! })),
      );
      for (const { score, ...counted } of saved) deltas.count(counted, score);
      const late = new Set(scores.flatMap((one) => (one.late === true ? [one.id] : [])));
      await noteOpen(
        db,
        saved.map(({ id, score }) => ({ id, score, late: late.has(id) })),
      );
      return { changed: saved.length, brandIds: await deltas.apply() };
    },

    nearDuplicateCandidates: bulk.nearDuplicateCandidates,
    rescore: mentionRescore(db, newDeltas),
    ...mentionErase(db, newDeltas),
    ...mentionExpiry(db),

    async failed(ids) {
      await db
        .update(mention)
        .set({ attempts: sql`${mention.attempts} + 1` })
        .where(and(inArray(mention.id, [...ids]), eq(mention.state, 'pending')))
        .run();
    },

    async markDead(ids) {
      await db
        .update(mention)
        .set({ state: 'dead' })
        .where(and(inArray(mention.id, [...ids]), eq(mention.state, 'pending')))
        .run();
    },

    async revive(id) {
      const result = await db
        .update(mention)
        .set({ state: 'pending', attempts: 0 })
        .where(and(eq(mention.id, id), eq(mention.state, 'dead')))
        .run();
      return result.changes > 0;
    },
  };
}
