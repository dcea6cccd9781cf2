/** A known mention that is ingested again: a new brand, an edited text, or nothing new. */
import { and, eq, sql } from 'drizzle-orm';
import type { InsertMention } from './port.ts';
import type { deltaCounter } from '../counts/deltas.ts';
import type { Db } from '../sql/db.ts';
import type { BulkWrites } from '../sql/bulk-writes.ts';
import { mention, mentionBrand, mentionRevision } from './schema.ts';
import { scoreOfRow } from './score-columns.ts';

type Deltas = Awaited<ReturnType<ReturnType<typeof deltaCounter>>>;

const p = sql.placeholder;

/** What changed; without an id the mention was erased or has expired. */
export type Again =
  | { readonly id: number; readonly edited: boolean; readonly linked: boolean }
  | { readonly id: undefined; readonly edited: false; readonly linked: false };

function statements(db: Db) {
  return {
    known: db
      .select()
      .from(mention)
      .where(and(eq(mention.source, p('source')), eq(mention.externalId, p('externalId'))))
      .prepare(),
    brandsOf: db
      .select({ brandId: mentionBrand.brandId })
      .from(mentionBrand)
      .where(eq(mentionBrand.mentionId, p('id')))
      .prepare(),
    reach: db
      .update(mention)
      .set({ reach: sql`${p('reach')}` })
      .where(eq(mention.id, p('id')))
      .prepare(),
  };
}

/** Updates one known mention; counts change through `deltas`. */
export function knownMention(db: Db, bulk: BulkWrites) {
  const stmt = statements(db);

  async function edit(
    row: typeof mention.$inferSelect,
    m: InsertMention,
    brandIds: readonly number[],
    deltas: Deltas,
  ): Promise<void> {
    await db
      .insert(mentionRevision)
      .values({ mentionId: row.id, at: m.editedAt!, text: row.text, title: row.title })
      .run();
    // It is counted again when it is scored again. A pending one is not counted yet.
    if (row.state === 'scored' || row.state === 'not-scored') {
      deltas.count({ ...row, brandIds }, scoreOfRow(row), -1);
    }
    await db
      .update(mention)
      .set({
        text: m.text,
        title: m.title ?? null,
        editedAt: m.editedAt!,
        state: 'pending',
        attempts: 0,
        exactFingerprint: m.fingerprint?.exact ?? null,
        sketchFingerprint: m.fingerprint?.sketch ?? null,
      })
      .where(eq(mention.id, row.id))
      .run();
  }

  return async (m: InsertMention, deltas: Deltas): Promise<Again> => {
    const row = await stmt.known.get({ source: m.source, externalId: m.externalId });
    if (!row || row.deletedAt !== null) return { id: undefined, edited: false, linked: false };
    const known = (await stmt.brandsOf.all({ id: row.id })).map((one) => one.brandId);
    const added = m.brandIds.filter((brandId) => !known.includes(brandId));
    await bulk.link(added.map((brandId) => ({ brandId, publishedAt: row.publishedAt, mentionId: row.id })));
    deltas.muteNew(row, added);
    if (m.reach > row.reach) await stmt.reach.run({ id: row.id, reach: m.reach });
    const counted = row.state === 'scored' || row.state === 'not-scored';
    if (added.length > 0 && counted) deltas.count({ ...row, brandIds: added }, scoreOfRow(row));
    const later = m.editedAt !== undefined && m.editedAt > (row.editedAt ?? row.publishedAt);
    if (later && (m.text !== row.text || (m.title ?? null) !== row.title)) {
      await edit(row, m, [...known, ...added], deltas);
      return { id: row.id, edited: true, linked: added.length > 0 };
    }
    return { id: row.id, edited: false, linked: added.length > 0 };
  };
}
