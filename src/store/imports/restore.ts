/** Gives mentions back what an import corrected. */
import { and, asc, desc, eq, gt } from 'drizzle-orm';
import type { deltaCounter } from '../counts/deltas.ts';
import { type Change, rewrite } from '../mentions/rewrite.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import type { Db } from '../sql/db.ts';
import type { Undone } from './port.ts';
import { replacedMention } from './schema.ts';

type Kept = typeof replacedMention.$inferSelect;

/** What a later import corrected too stays corrected, and goes back to this when that one is taken back. Returns the rest. */
async function withoutLater(db: Db, { id, mentionId, before }: Kept): Promise<Change> {
  const back = { ...before };
  const later = await db
    .select()
    .from(replacedMention)
    .where(and(eq(replacedMention.mentionId, mentionId), gt(replacedMention.id, id)))
    .orderBy(asc(replacedMention.id))
    .all();
  for (const next of later) {
    const both = Object.keys(back).filter((name) => name in next.before);
    if (both.length === 0) continue;
    const given = Object.fromEntries(both.map((name) => [name, back[name]]));
    await db
      .update(replacedMention)
      .set({ before: { ...next.before, ...given } })
      .where(eq(replacedMention.id, next.id))
      .run();
    for (const name of both) delete back[name];
  }
  return back as Change;
}

/** At most `limit` of the mentions that the import `id` corrected. */
export function restore(db: Db, newDeltas: ReturnType<typeof deltaCounter>) {
  return async (id: number, limit: number): Promise<Undone> => {
    const deltas = await newDeltas();
    const pending: number[] = [];
    const kept = await db
      .select()
      .from(replacedMention)
      .where(eq(replacedMention.importId, id))
      .orderBy(desc(replacedMention.id))
      .limit(limit)
      .all();
    for (const one of kept) {
      const { mentionId } = one;
      const back = await withoutLater(db, one);
      await db.delete(replacedMention).where(eq(replacedMention.id, one.id)).run();
      const row = await db.select().from(mention).where(eq(mention.id, mentionId)).get();
      if (!row || row.deletedAt !== null) continue;
      const brands = await db.select().from(mentionBrand).where(eq(mentionBrand.mentionId, mentionId)).all();
      const ids = brands.map(({ brandId }) => brandId);
      if (await rewrite(db, row, ids, back, deltas)) pending.push(mentionId);
    }
    await deltas.apply();
    return { looked: kept.length, removed: 0, restored: kept.length, pending };
  };
}
