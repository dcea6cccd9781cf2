/** Reading the counts, and recounting them from the mentions. */
import { and, asc, eq, gte, lt, ne, type SQL, sql } from 'drizzle-orm';
import { BUCKET_WIDTHS, bucketStart } from '../../domain/series.ts';
import { countedCodes } from '../../domain/scoring.ts';
import type { CountQueries, CountRange } from '../ports/counts.ts';
import { toMilli } from './count-deltas.ts';
import type { Db } from './db.ts';
import { bucket, bucketCategory, mention, mentionBrand } from './schema.ts';

const sum = (column: SQL | typeof bucket.all) => sql<number>`sum(${column})`;

function within(table: typeof bucket | typeof bucketCategory, range: CountRange) {
  const where = [
    eq(table.brandId, range.brandId),
    eq(table.widthMs, range.widthMs),
    gte(table.start, range.from),
    lt(table.start, range.to),
  ];
  if (range.source !== undefined) where.push(eq(table.source, range.source));
  return and(...where);
}

export function countQueries(db: Db): CountQueries {
  return {
    async buckets(range) {
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
        .where(within(bucket, range))
        .groupBy(bucket.start)
        .orderBy(asc(bucket.start))
        .all();
    },

    async categories(range) {
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

    async span(brandId, widthMs) {
      const row = db
        .select({
          first: sql<number | null>`min(${bucket.start})`,
          last: sql<number | null>`max(${bucket.start})`,
        })
        .from(bucket)
        .where(and(eq(bucket.brandId, brandId), eq(bucket.widthMs, widthMs)))
        .get();
      return row?.first == null || row.last == null ? undefined : { first: row.first, last: row.last };
    },

    async audit() {
      return differences(recount(db), kept(db));
    },
  };
}

/** One line for each bucket and column: key → count. */
type Lines = Map<string, number>;

function bump(lines: Lines, key: string, by: number): void {
  if (by !== 0) lines.set(key, (lines.get(key) ?? 0) + by);
}

function recount(db: Db): Lines {
  const lines: Lines = new Map();
  const rows = db
    .select({
      brandId: mentionBrand.brandId,
      source: mention.source,
      publishedAt: mention.publishedAt,
      state: mention.state,
      label: mention.sentimentLabel,
      score: mention.sentimentScore,
      betrayal: mention.betrayalLabel,
      categories: mention.categories,
      context: mention.context,
    })
    .from(mentionBrand)
    .innerJoin(mention, eq(mention.id, mentionBrand.mentionId))
    .where(and(ne(mention.state, 'pending'), ne(mention.state, 'dead')))
    .all();
  for (const row of rows) {
    for (const widthMs of BUCKET_WIDTHS) {
      const key = `${row.brandId}|${widthMs}|${bucketStart(row.publishedAt, widthMs)}|${row.source}`;
      bump(lines, `${key}|all`, 1);
      if (row.state === 'not-scored') {
        bump(lines, `${key}|notScored`, 1);
        continue;
      }
      bump(lines, `${key}|${row.label}`, 1);
      bump(lines, `${key}|sentimentMilli`, toMilli(row.score ?? 0));
      if (row.betrayal) bump(lines, `${key}|betrayal`, 1);
      const codes = countedCodes({
        label: row.betrayal ?? false,
        categories: row.categories ?? [],
        context: row.context ?? [],
      });
      for (const code of codes) bump(lines, `${key}|code:${code}`, 1);
    }
  }
  return lines;
}

function kept(db: Db): Lines {
  const lines: Lines = new Map();
  for (const { brandId, widthMs, start, source, ...counts } of db.select().from(bucket).all()) {
    const key = `${brandId}|${widthMs}|${start}|${source}`;
    for (const [column, count] of Object.entries(counts)) bump(lines, `${key}|${column}`, count);
  }
  for (const row of db.select().from(bucketCategory).all()) {
    bump(lines, `${row.brandId}|${row.widthMs}|${row.start}|${row.source}|code:${row.code}`, row.count);
  }
  return lines;
}

function differences(recounted: Lines, keptLines: Lines): string[] {
  const found: string[] = [];
  for (const key of new Set([...recounted.keys(), ...keptLines.keys()])) {
    const [a, b] = [recounted.get(key) ?? 0, keptLines.get(key) ?? 0];
    if (a !== b) found.push(`${key}: mentions say ${a}, counts say ${b}`);
  }
  return found;
}
