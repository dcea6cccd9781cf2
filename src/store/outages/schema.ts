/** Table of the source outages. */
import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const sourceOutage = sqliteTable(
  'source_outage',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    source: text().notNull(),
    since: integer(),
    at: integer().notNull(),
    recoveredAt: integer('recovered_at'),
  },
  // A source has one open outage, so only one process notifies about it.
  (t) => [uniqueIndex('source_outage_open').on(t.source).where(sql`recovered_at is null`)],
);
