/** Samples of posts that people label. A label goes when the text of its post goes (`WORDS_ABOUT`). */
import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, ne } from 'drizzle-orm';
import { mention, mentionBrand } from '../mentions/schema.ts';
import type { Db } from '../sql/db.ts';
import { notMuted } from '../triage/muted.ts';
import type { ReadingCheckQueries, ReadingCheckWrites } from './port.ts';
import { readingCheck, readingLabel } from './schema.ts';

/** Rows of one statement stay well under the limit of SQLite. */
const AT_ONCE = 500;

export function readingCheckQueries(db: Db): ReadingCheckQueries {
  return {
    async newest(brandId) {
      return db
        .select()
        .from(readingCheck)
        .where(eq(readingCheck.brandId, brandId))
        .orderBy(desc(readingCheck.id))
        .get();
    },
    async all() {
      const rows = await db.select().from(readingCheck).orderBy(asc(readingCheck.id)).all();
      return [...new Map(rows.map((row) => [row.brandId, row])).values()];
    },
    async posts(checkId) {
      const rows = await db
        .select({ label: readingLabel, mention })
        .from(readingLabel)
        .innerJoin(mention, eq(mention.id, readingLabel.mentionId))
        .where(and(eq(readingLabel.checkId, checkId), isNull(mention.deletedAt), eq(mention.state, 'scored')))
        .orderBy(asc(readingLabel.mentionId))
        .all();
      const placed = rows.map(({ label, mention: row }) => ({
        mentionId: row.id,
        stratum: label.stratum,
        position: label.position ?? undefined,
        p: row.betrayalP ?? 0,
        betrayal: row.betrayalLabel ?? false,
        sentiment: row.sentimentLabel ?? ('neutral' as const),
        corrected: row.corrected ?? undefined,
        label: {
          betrayal: label.betrayal ?? undefined,
          sentiment: label.sentiment ?? undefined,
          at: label.at ?? undefined,
          who: label.who ?? undefined,
        },
      }));
      return placed.toSorted((a, b) => (a.position ?? Infinity) - (b.position ?? Infinity) || 0);
    },
    async frame({ brandId, from, to, limit }) {
      const rows = await db
        .select({ id: mention.id, p: mention.betrayalP, corrected: mention.corrected })
        .from(mentionBrand)
        .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
        .where(
          and(
            eq(mentionBrand.brandId, brandId),
            gte(mentionBrand.publishedAt, from),
            lt(mentionBrand.publishedAt, to),
            eq(mention.state, 'scored'),
            eq(mention.simulated, false),
            isNull(mention.deletedAt),
            ...(await notMuted(db, [brandId])),
          ),
        )
        .orderBy(desc(mentionBrand.publishedAt), desc(mentionBrand.mentionId))
        .limit(limit)
        .all();
      return rows.map(({ id, p, corrected }) => ({ id, p: p ?? 0, corrected: corrected ?? undefined }));
    },
  };
}

export function readingCheckWrites(db: Db): ReadingCheckWrites {
  const inList = (checkId: number, mentionId: number) =>
    and(
      eq(readingLabel.checkId, checkId),
      eq(readingLabel.mentionId, mentionId),
      isNotNull(readingLabel.position),
    );
  return {
    async begin(check, posts) {
      const { id } = await db
        .insert(readingCheck)
        .values({ ...check, sizes: [...check.sizes] })
        .returning({ id: readingCheck.id })
        .get();
      const older = (
        await db
          .select({ id: readingCheck.id })
          .from(readingCheck)
          .where(and(eq(readingCheck.brandId, check.brandId), ne(readingCheck.id, id)))
          .all()
      ).map((one) => one.id);
      if (older.length > 0) {
        await db.delete(readingLabel).where(inArray(readingLabel.checkId, older)).run();
        await db.delete(readingCheck).where(inArray(readingCheck.id, older)).run();
      }
      for (let i = 0; i < posts.length; i += AT_ONCE) {
        const some = posts.slice(i, i + AT_ONCE).map((post) => ({
          checkId: id,
          mentionId: post.mentionId,
          stratum: post.stratum,
          position: post.position ?? null,
          betrayal: null,
          sentiment: null,
          at: null,
          who: null,
        }));
        await db.insert(readingLabel).values(some).run();
      }
      return id;
    },
    async label(checkId, mentionId, { betrayal, sentiment, at, who }) {
      const set = { betrayal: betrayal ?? null, sentiment: sentiment ?? null, at, who };
      return (await db.update(readingLabel).set(set).where(inList(checkId, mentionId)).run()).changes > 0;
    },
    async unlabel(checkId, mentionId) {
      const set = { betrayal: null, sentiment: null, at: null, who: null };
      return (await db.update(readingLabel).set(set).where(inList(checkId, mentionId)).run()).changes > 0;
    },
  };
}
