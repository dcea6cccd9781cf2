/** Texts that have had their time, many at once: the words and the author go, the counts stay. */
import { and, inArray, isNull, lt, ne, sql } from 'drizzle-orm';
import type { MentionWrites } from '../ports/mentions.ts';
import type { Db } from './db.ts';
import { handOver, NOTHING_LEFT, WORDS_ABOUT } from './mentions-erase.ts';
import { keepPastScores } from './past-score.ts';
import { mention, mentionBrand } from './schema.ts';
import { mentionRevision } from './schema-sources.ts';

/** Groups of copies of which the first is among `ids` and another still stands. */
async function groupsOf(db: Db, ids: readonly number[]): Promise<number[]> {
  const rows = await db
    .selectDistinct({ first: mention.dupeOf })
    .from(mention)
    .where(and(inArray(mention.dupeOf, [...ids]), isNull(mention.deletedAt)))
    .all();
  return rows.flatMap(({ first }) => (first === null ? [] : [first]));
}

export function mentionAge(db: Db): Pick<MentionWrites, 'age'> {
  return {
    async age(collectedBefore, at, limit) {
      const rows = await db
        .select()
        .from(mention)
        .where(
          and(
            isNull(mention.deletedAt),
            sql`not ${mention.simulated}`,
            lt(mention.collectedAt, collectedBefore),
            ne(mention.state, 'pending'),
          ),
        )
        .orderBy(mention.collectedAt)
        .limit(limit)
        .all();
      const ids = rows.map(({ id }) => id);
      if (ids.length === 0) return { erased: 0, places: [] };
      await keepPastScores(db, rows);
      await db
        .update(mention)
        .set({ ...NOTHING_LEFT, deletedAt: at })
        .where(inArray(mention.id, ids))
        .run();
      await db.delete(mentionRevision).where(inArray(mentionRevision.mentionId, ids)).run();
      for (const table of WORDS_ABOUT) await db.delete(table).where(inArray(table.mentionId, ids)).run();
      for (const first of await groupsOf(db, ids)) await handOver(db, first);
      const places = await db
        .select({ brandId: mentionBrand.brandId, publishedAt: mentionBrand.publishedAt })
        .from(mentionBrand)
        .where(inArray(mentionBrand.mentionId, ids))
        .all();
      return { erased: ids.length, places };
    },
  };
}
