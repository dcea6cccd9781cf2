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
  // One silence of a source is told once, by whichever process is first.
  (t) => [uniqueIndex('source_outage_open').on(t.source).where(sql`recovered_at is null`)],
);
