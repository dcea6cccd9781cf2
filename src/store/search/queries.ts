/** The search index: finding, and building it part by part. */
import { and, asc, desc, eq, gt, gte, lt } from 'drizzle-orm';
import { mention } from '../mentions/schema.ts';
import type { Db } from '../sql/db.ts';
import { brandIdsOfMention, idsOf } from '../sql/fragments.ts';
import { partOf } from './build.ts';
import { searcher } from './find.ts';
import type { SearchQueries, SearchWrites } from './port.ts';
import { searchPage, searchPart } from './schema.ts';
import { PART_SIZE } from './slots.ts';

/** Rows of one insert. */
const CHUNK = 200;

export function searchQueries(db: Db): SearchQueries {
  return {
    find: searcher(db),

    async due() {
      const ends = (order: typeof asc) =>
        db.select({ id: mention.id }).from(mention).orderBy(order(mention.id)).limit(1).get();
      const [first, last] = [await ends(asc), await ends(desc)];
      if (!first || !last) return undefined;
      const rows = await db
        .select({ part: searchPart.part })
        .from(searchPart)
        .where(eq(searchPart.ready, true))
        .all();
      const ready = new Set(rows.map(({ part }) => part));
      for (let part = partOf(last.id + 1) - 1; part >= partOf(first.id); part -= 1)
        if (!ready.has(part)) return part;
      return undefined;
    },

    async mentionsOf(part, afterId, limit) {
      const { id, text, title, publishedAt } = mention;
      const rows = await db
        .select({ id, text, title, publishedAt, brandIds: brandIdsOfMention() })
        .from(mention)
        .where(and(gte(id, part * PART_SIZE), lt(id, (part + 1) * PART_SIZE), gt(id, afterId)))
        .orderBy(asc(id))
        .limit(limit)
        .all();
      return rows.map((row) => ({ ...row, brandIds: idsOf(row.brandIds) }));
    },
  };
}

export function searchWrites(db: Db): SearchWrites {
  const of = (part: number) => eq(searchPart.part, part);
  return {
    async begin(part) {
      await db.insert(searchPart).values({ part }).onConflictDoNothing().run();
      return (await db.select().from(searchPart).where(of(part)).get())!.revision;
    },

    async save(part, revision, { pages, span }) {
      const known = await db.select().from(searchPart).where(of(part)).get();
      if (!known || known.revision !== revision || known.ready) return false;
      await db.delete(searchPage).where(eq(searchPage.part, part)).run();
      for (let i = 0; i < pages.length; i += CHUNK) {
        await db
          .insert(searchPage)
          .values(pages.slice(i, i + CHUNK).map((page) => ({ part, ...page })))
          .run();
      }
      await db
        .update(searchPart)
        .set({ ready: true, fromAt: span?.from ?? null, toAt: span?.to ?? null })
        .where(of(part))
        .run();
      return true;
    },
  };
}
