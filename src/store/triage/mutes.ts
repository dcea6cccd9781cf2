/** Muting authors and sources for a brand. The counts follow in the same transaction. */
import { and, asc, desc, eq, gt, inArray, isNull, type SQL } from 'drizzle-orm';
import type { By, MuteQueries, MuteRow, MuteTarget, MuteWrites } from './port.ts';
import { expiredSums } from '../expired/counts.ts';
import { brandWrites } from '../brands/queries.ts';
import type { deltaCounter } from '../counts/deltas.ts';
import type { Db } from '../sql/db.ts';
import { writtenBy } from '../sql/index-parts.ts';
import { bucket, bucketCategory } from '../counts/schema.ts';
import { mention, mentionBrand } from '../mentions/schema.ts';
import { mute, mutedMention } from './schema.ts';
import { scoreOfRow } from '../mentions/score-columns.ts';

/** Mentions that are held in memory at a time. */
const PAGE = 2_000;

function toRow({ authorPseudonym, undoneAt, undoneBy, ...row }: typeof mute.$inferSelect): MuteRow {
  return {
    ...row,
    ...(row.kind === 'author' ? { author: authorPseudonym } : {}),
    undoneAt: undoneAt ?? undefined,
    undoneBy: undoneBy ?? undefined,
  };
}

function same({ brandId, source, author }: MuteTarget): SQL | undefined {
  return and(
    eq(mute.brandId, brandId),
    eq(mute.source, source),
    eq(mute.kind, author === undefined ? 'source' : 'author'),
    eq(mute.authorPseudonym, author ?? ''),
    isNull(mute.undoneAt),
  );
}

const ofPost = (brandId: number, mentionId: number): SQL | undefined =>
  and(eq(mute.kind, 'post'), eq(mutedMention.brandId, brandId), eq(mutedMention.mentionId, mentionId));

export function muteQueries(db: Db): MuteQueries {
  return {
    async all() {
      return (await db.select().from(mute).orderBy(desc(mute.id)).all()).map(toRow);
    },
    async one(id) {
      const row = await db.select().from(mute).where(eq(mute.id, id)).get();
      return row && toRow(row);
    },
    async ofPost(brandId, mentionId) {
      const row = await db
        .select({ mute })
        .from(mutedMention)
        .innerJoin(mute, eq(mute.id, mutedMention.muteId))
        .where(and(ofPost(brandId, mentionId), isNull(mute.undoneAt)))
        .get();
      return row && toRow(row.mute);
    },
    async active(target) {
      const row = await db.select().from(mute).where(same(target)).get();
      return row && toRow(row);
    },
  };
}

export function muteWrites(db: Db, newDeltas: ReturnType<typeof deltaCounter>): MuteWrites {
  /** Reads a brand's matching mentions in batches, in id order. */
  async function inBatches(
    brandId: number,
    where: SQL | undefined,
    each: (rows: readonly (typeof mention.$inferSelect)[]) => Promise<void>,
  ): Promise<void> {
    for (let after = 0; ; ) {
      const rows = await db
        .select({ mention })
        .from(mention)
        .innerJoin(mentionBrand, eq(mentionBrand.mentionId, mention.id))
        .where(and(where, eq(mentionBrand.brandId, brandId), gt(mention.id, after)))
        .orderBy(asc(mention.id))
        .limit(PAGE)
        .all();
      await each(rows.map((row) => row.mention));
      if (rows.length < PAGE) return;
      after = rows.at(-1)!.mention.id;
    }
  }

  /** Adds the counted ones among them to the counts, or takes them out. */
  async function recount(brandId: number, where: SQL | undefined, by: 1 | -1): Promise<void> {
    const deltas = await newDeltas();
    const counted = and(where, inArray(mention.state, ['scored', 'not-scored']));
    await inBatches(brandId, counted, async (rows) => {
      for (const row of rows) deltas.count({ ...row, brandIds: [brandId] }, scoreOfRow(row), by);
      await deltas.catchUp();
    });
    await deltas.apply();
  }

  async function dropBuckets(brandId: number, source: string): Promise<void> {
    for (const table of [bucket, bucketCategory]) {
      await db
        .delete(table)
        .where(and(eq(table.brandId, brandId), eq(table.source, source)))
        .run();
    }
  }

  /** One post that is not about the brand. */
  async function addPost({
    mentionId,
    ...values
  }: { brandId: number; source: string; mentionId: number } & By & { why: string }) {
    const { brandId } = values;
    if (await muteQueries(db).ofPost(brandId, mentionId)) return 'conflict' as const;
    const own = eq(mention.id, mentionId);
    await recount(brandId, own, -1);
    const row = { ...values, kind: 'post' as const, authorPseudonym: '' };
    const { id: muteId } = await db.insert(mute).values(row).returning({ id: mute.id }).get();
    await db.insert(mutedMention).values({ brandId, mentionId, muteId }).run();
    await brandWrites(db).markDirty([brandId]);
    return 'done' as const;
  }

  return {
    async add({ brandId, source, author, mentionId, why, who, at }) {
      const by = { why, who, at };
      if (mentionId !== undefined) return addPost({ brandId, source, mentionId, ...by });
      const target = { brandId, source, author };
      if (author === '') return 'gone';
      if (await db.select({ id: mute.id }).from(mute).where(same(target)).get()) return 'conflict';
      const kind = author === undefined ? ('source' as const) : ('author' as const);
      const values = { brandId, source, kind, authorPseudonym: author ?? '', ...by };
      if (author === undefined) {
        await db.insert(mute).values(values).run();
        // Nothing of the source counts for the brand, so its buckets are empty.
        await dropBuckets(brandId, source);
      } else {
        const own = writtenBy(source, author);
        await recount(brandId, own, -1);
        const { id: muteId } = await db.insert(mute).values(values).returning({ id: mute.id }).get();
        await inBatches(brandId, own, async (rows) => {
          for (let i = 0; i < rows.length; i += 500) {
            const some = rows.slice(i, i + 500).map(({ id: mentionId }) => ({ brandId, mentionId, muteId }));
            await db.insert(mutedMention).values(some).run();
          }
        });
      }
      await brandWrites(db).markDirty([brandId]);
      return 'done';
    },
    async undo(id, { who, at }) {
      const row = await db.select().from(mute).where(eq(mute.id, id)).get();
      if (!row) return 'gone';
      if (row.undoneAt !== null) return 'conflict';
      const { brandId, source } = row;
      await db.update(mute).set({ undoneAt: at, undoneBy: who }).where(eq(mute.id, id)).run();
      if (row.kind === 'source') {
        await recount(brandId, eq(mention.source, source), 1);
        const deltas = await newDeltas();
        deltas.countSums(...(await expiredSums(db, { brandId, source })));
        await deltas.apply();
      } else {
        const muted = and(eq(mutedMention.muteId, id), eq(mutedMention.brandId, brandId));
        const ids = await db.select({ id: mutedMention.mentionId }).from(mutedMention).where(muted).all();
        await db.delete(mutedMention).where(muted).run();
        for (let i = 0; i < ids.length; i += 500) {
          const some = ids.slice(i, i + 500).map((one) => one.id);
          await recount(brandId, inArray(mention.id, some), 1);
        }
      }
      await brandWrites(db).markDirty([brandId]);
      return 'done';
    },
  };
}
