/** Reading the counts. */
import { and, asc, desc, eq, gte, inArray, lt, notInArray, type SQL, sql } from 'drizzle-orm';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { CountQueries, CountRange } from './port.ts';
import { auditCounts } from './audit.ts';
import { bucketsSeen, categoriesSeen, sourcesSeen, spanSeen } from './by-version.ts';
import type { Db } from '../sql/db.ts';
import { bucket, bucketCategory } from './schema.ts';

const p = sql.placeholder;

const hasDatesOnly = sql`day_precise > 0`;
const sum = (column: SQL | typeof bucket.all) => sql<number>`sum(${column})`;

function within(table: typeof bucket | typeof bucketCategory, range: CountRange) {
  const where = [
    eq(table.brandId, range.brandId),
    eq(table.widthMs, range.widthMs),
    gte(table.start, range.from),
    lt(table.start, range.to),
  ];
  if (range.source !== undefined) where.push(eq(table.source, range.source));
  if (range.only) where.push(inArray(table.source, [...range.only]));
  if (range.except && range.except.length > 0) where.push(notInArray(table.source, [...range.except]));
  return and(...where);
}

function bucketSums(db: Db, where: SQL | undefined) {
  return db
    .select({
      start: bucket.start,
      all: sum(bucket.all),
      negative: sum(sql`${bucket.negative}`),
      neutral: sum(sql`${bucket.neutral}`),
      positive: sum(sql`${bucket.positive}`),
      notScored: sum(sql`${bucket.notScored}`),
      betrayal: sum(sql`${bucket.betrayal}`),
      sentimentMilli: sum(sql`${bucket.sentimentMilli}`),
    })
    .from(bucket)
    .where(where)
    .groupBy(bucket.start)
    .orderBy(asc(bucket.start));
}

export function countQueries(db: Db): CountQueries {
  // All sources together: asked for each brand that was named, so the statement is prepared once.
  const whole = bucketSums(
    db,
    and(
      eq(bucket.brandId, p('brandId')),
      eq(bucket.widthMs, p('widthMs')),
      gte(bucket.start, p('from')),
      lt(bucket.start, p('to')),
    ),
  ).prepare();
  return {
    async buckets(range) {
      if (range.scorerVersion !== undefined) return bucketsSeen(db, range, range.scorerVersion);
      const plain =
        range.source === undefined && range.only === undefined && (range.except ?? []).length === 0;
      if (plain)
        return whole.all({ brandId: range.brandId, widthMs: range.widthMs, from: range.from, to: range.to });
      return bucketSums(db, within(bucket, range)).all();
    },

    async categories(range) {
      if (range.scorerVersion !== undefined) return categoriesSeen(db, range, range.scorerVersion);
      return db
        .select({
          start: bucketCategory.start,
          code: bucketCategory.code,
          count: sql<number>`sum(${bucketCategory.count})`,
        })
        .from(bucketCategory)
        .where(within(bucketCategory, range))
        .groupBy(bucketCategory.start, bucketCategory.code)
        .orderBy(asc(bucketCategory.start), asc(bucketCategory.code))
        .all();
    },

    async bySource(range) {
      if (range.scorerVersion !== undefined) return sourcesSeen(db, range, range.scorerVersion);
      return db
        .select({
          source: bucket.source,
          all: sum(bucket.all),
          negative: sum(sql`${bucket.negative}`),
          betrayal: sum(sql`${bucket.betrayal}`),
        })
        .from(bucket)
        .where(within(bucket, range))
        .groupBy(bucket.source)
        .orderBy(sql`sum(${bucket.all}) desc`, asc(bucket.source))
        .all();
    },

    async datesOnly({ brandId, from, to }) {
      const range = { brandId, widthMs: HOUR_MS, from, to };
      // As the partial index has it: most brands end here.
      const named = await db
        .selectDistinct({ source: bucket.source })
        .from(bucket)
        .where(and(within(bucket, range), hasDatesOnly))
        .all();
      if (named.length === 0) return [];
      const sources = inArray(
        bucket.source,
        named.map(({ source }) => source),
      );
      const day = sql<number>`${bucket.start} - ${bucket.start} % ${sql.raw(String(DAY_MS))}`;
      return db
        .select({
          source: bucket.source,
          day,
          all: sum(bucket.all),
          dayPrecise: sum(sql`${bucket.dayPrecise}`),
        })
        .from(bucket)
        .where(and(within(bucket, range), sources))
        .groupBy(day, bucket.source)
        .orderBy(day, asc(bucket.source))
        .all();
    },

    async brandsWithDatesOnly(from) {
      const rows = await db
        .selectDistinct({ brandId: bucket.brandId })
        .from(bucket)
        .where(and(hasDatesOnly, gte(bucket.start, from)))
        .all();
      return rows.map(({ brandId }) => brandId);
    },

    async span(brandId, widthMs, scorerVersion) {
      if (scorerVersion !== undefined) return spanSeen(db, brandId, widthMs, scorerVersion);
      // One end of the index each; both aggregates at once would read all of it.
      const end = (order: typeof asc) =>
        db
          .select({ start: bucket.start })
          .from(bucket)
          .where(and(eq(bucket.brandId, brandId), eq(bucket.widthMs, widthMs)))
          .orderBy(order(bucket.start))
          .limit(1)
          .get();
      const [first, last] = [await end(asc), await end(desc)];
      return first && last && { first: first.start, last: last.start };
    },

    async audit() {
      return auditCounts(db);
    },
  };
}
