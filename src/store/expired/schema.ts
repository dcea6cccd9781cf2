/** Tables of expired mentions: their identities and their counts. */
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Identities of a brand's expired mentions by source and day of publication, so that none is ingested a second time. */
export const expiredMention = sqliteTable(
  'expired_mention',
  {
    /** Days since 1970, UTC. */
    day: integer().notNull(),
    brandId: integer('brand_id').notNull(),
    source: text().notNull(),
    /** Eight bytes each, in base64; see `identity.ts`. */
    identities: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.day, t.brandId, t.source] })],
);

/** Hourly counts of expired mentions by scorer version; with corrections, without muted authors. */
export const expiredBucket = sqliteTable(
  'expired_bucket',
  {
    brandId: integer('brand_id').notNull(),
    start: integer().notNull(),
    source: text().notNull(),
    scorerVersionId: integer('scorer_version_id').notNull(),
    /** False for scores that a re-score replaced. */
    counted: integer({ mode: 'boolean' }).notNull(),
    /** How many of all came from a backfill. */
    backfilled: integer().notNull(),
    all: integer('all_count').notNull(),
    negative: integer().notNull(),
    neutral: integer().notNull(),
    positive: integer().notNull(),
    notScored: integer('not_scored').notNull(),
    betrayal: integer().notNull(),
    sentimentMilli: integer('sentiment_milli').notNull(),
    dayPrecise: integer('day_precise').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.start, t.source, t.scorerVersionId, t.counted] })],
);

export const expiredCategory = sqliteTable(
  'expired_category',
  {
    brandId: integer('brand_id').notNull(),
    start: integer().notNull(),
    source: text().notNull(),
    scorerVersionId: integer('scorer_version_id').notNull(),
    counted: integer({ mode: 'boolean' }).notNull(),
    code: text().notNull(),
    count: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.start, t.source, t.scorerVersionId, t.counted, t.code] })],
);
