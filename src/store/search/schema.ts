/** Tables of the search index; see `pages.ts` for what a page holds. */
import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A part of the mentions, by id, that is in the index or is being added to it. */
export const searchPart = sqliteTable('search_part', {
  part: integer().primaryKey(),
  /** Rises with each change of a mention of the part. */
  revision: integer().notNull().default(0),
  /** Whether its pages are complete. */
  ready: integer({ mode: 'boolean' }).notNull().default(false),
  /** Published between these two, both included; null where the part has no mentions. */
  fromAt: integer('from_at'),
  toAt: integer('to_at'),
});

/** Words of a part, in order, with the mentions that have them. */
export const searchPage = sqliteTable(
  'search_page',
  {
    part: integer().notNull(),
    /** The first word of the page. */
    first: text().notNull(),
    data: blob({ mode: 'buffer' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.part, t.first] })],
);
