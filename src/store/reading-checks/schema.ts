/** Tables of the posts that people label to check the reading of a brand. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { SentimentLabel } from '../../domain/scoring.ts';

/** One sample that was drawn from the posts of a brand. The newest of a brand is the one in use. */
export const readingCheck = sqliteTable(
  'reading_check',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    brandId: integer('brand_id').notNull(),
    at: integer().notNull(),
    who: text().notNull(),
    /** Half-open range of publication times that it was drawn from. */
    from: integer().notNull(),
    to: integer().notNull(),
    /** Posts of each stratum when it was drawn. */
    sizes: text({ mode: 'json' }).$type<readonly number[]>().notNull(),
  },
  (t) => [index('reading_check_brand').on(t.brandId)],
);

/** A drawn post, and what a person says of it. */
export const readingLabel = sqliteTable(
  'reading_label',
  {
    checkId: integer('check_id').notNull(),
    mentionId: integer('mention_id').notNull(),
    stratum: integer().notNull(),
    /** Place in the list to label; null for a corrected post, which needs no more labels. */
    position: integer(),
    /** Null: not labelled, or nobody can tell. */
    betrayal: integer({ mode: 'boolean' }),
    sentiment: text().$type<SentimentLabel>(),
    /** When it was labelled, and by whom. */
    at: integer(),
    who: text(),
  },
  (t) => [primaryKey({ columns: [t.checkId, t.mentionId] }), index('reading_label_mention').on(t.mentionId)],
);
