/** A file that corrects an earlier import: what it says otherwise than the stored mention takes its place. */
import { and, asc, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import { hasBrought } from '../imports/brought.ts';
import { broughtBy, replacedMention } from '../imports/schema.ts';
import type { Db } from '../sql/db.ts';
import type { InsertMention } from './port.ts';
import { sameTime } from './same-post.ts';
import { mention, mentionBrand } from './schema.ts';
import { beforeOf, type Change } from './rewrite.ts';

type Row = typeof mention.$inferSelect;

/** Ids that were made here begin with it. */
export const MADE_ID = 'w:';
/** Mentions looked at for one row without an id. */
const MOST = 50;

export function repairs(db: Db) {
  const ofImport = sql`(${mention.importId} is not null or exists (select 1 from ${broughtBy}
    where ${broughtBy.mentionId} = ${mention.id} and ${broughtBy.importId} > 0))`;

  /** Whether the row may be corrected by `m`: an earlier import brought it, for the same brand, and this one did not yet. */
  async function mayChange(
    row: Row,
    m: InsertMention,
    brandIds: readonly number[],
    brought: ReadonlySet<number>,
  ): Promise<boolean> {
    const { importId } = m;
    if (!m.repair || importId === undefined || row.deletedAt !== null || brought.has(row.id)) return false;
    if (row.importId === importId || !m.brandIds.every((id) => brandIds.includes(id))) return false;
    if (await hasBrought(db, importId, row.id)) return false;
    if (row.importId !== null) return true;
    const imported = await db
      .select({ id: mention.id })
      .from(mention)
      .where(and(eq(mention.id, row.id), ofImport))
      .get();
    return imported !== undefined;
  }

  async function candidates(m: InsertMention, where: SQL | undefined): Promise<Row[]> {
    const [brandId = 0] = m.brandIds;
    const author = m.authorPseudonym ?? null;
    const rows = await db
      .select({ mention })
      .from(mention)
      .innerJoin(mentionBrand, eq(mentionBrand.mentionId, mention.id))
      .where(
        and(
          where,
          eq(mentionBrand.brandId, brandId),
          eq(mention.source, m.source),
          sql`${mention.authorPseudonym} is not distinct from ${author}`,
          sql`substr(${mention.externalId}, 1, 2) = 'w:'`,
          isNotNull(mention.wordsHash),
        ),
      )
      .orderBy(asc(mention.id))
      .limit(MOST)
      .all();
    return rows.map((row) => row.mention);
  }

  return {
    mayChange,

    /**
     * The mention that a row without an id corrects: one with its words and author and another time, else one of its author
     * at its time with other words. Where the author is not known, a time finds nothing: two people may write at once.
     */
    async unnamed(m: InsertMention, brought: ReadonlySet<number>): Promise<Row | undefined> {
      if (!m.repair || m.wordsHash === undefined || !m.externalId.startsWith(MADE_ID)) return undefined;
      const { source, externalId } = m;
      const known = await db
        .select({ id: mention.id })
        .from(mention)
        .where(and(eq(mention.source, source), eq(mention.externalId, externalId)))
        .get();
      if (known) return undefined;
      const byWords = await candidates(m, eq(mention.wordsHash, m.wordsHash));
      const byTime =
        m.authorPseudonym === undefined
          ? []
          : await candidates(m, eq(mentionBrand.publishedAt, m.publishedAt));
      const time = { at: m.publishedAt, precision: m.precision };
      const near = (row: Row) => sameTime({ at: row.publishedAt, precision: row.precision }, time);
      for (const row of [...byWords.toSorted((a, b) => Number(near(b)) - Number(near(a))), ...byTime]) {
        if (await mayChange(row, m, m.brandIds, brought)) return row;
      }
      return undefined;
    },

    /** Keeps what the mention says now, for the day when the import is taken back. */
    async keep(importId: number, row: Row, change: Change): Promise<void> {
      await db
        .insert(replacedMention)
        .values({ importId, mentionId: row.id, before: beforeOf(row, change) })
        .run();
    },
  };
}
