/** Tables of the counts, by hour and source. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const bucket = sqliteTable(
  'bucket',
  {
    brandId: integer('brand_id').notNull(),
    widthMs: integer('width_ms').notNull(),
    start: integer().notNull(),
    source: text().notNull(),
    all: integer('all_count').notNull(),
    negative: integer().notNull(),
    neutral: integer().notNull(),
    positive: integer().notNull(),
    notScored: integer('not_scored').notNull(),
    betrayal: integer().notNull(),
    sentimentMilli: integer('sentiment_milli').notNull(),
    /** How many of all say only their day. */
    dayPrecise: integer('day_precise').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.brandId, t.widthMs, t.start, t.source] }),
    // Few sources give dates without times, so it is empty for most brands.
    index('bucket_day_precise').on(t.brandId, t.start).where(sql`day_precise > 0`),
  ],
);

export const bucketCategory = sqliteTable(
  'bucket_category',
  {
    brandId: integer('brand_id').notNull(),
    widthMs: integer('width_ms').notNull(),
    start: integer().notNull(),
    source: text().notNull(),
    code: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.widthMs, t.start, t.source, t.code] })],
);
