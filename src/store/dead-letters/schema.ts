/** Table of the items that could not be ingested, scored or sent. */
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const deadLetter = sqliteTable(
  'dead_letter',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    stage: text().notNull(),
    source: text().notNull(),
    ref: text().notNull(),
    reason: text().notNull(),
    payload: text().notNull(),
    createdAt: integer('created_at').notNull(),
    replayedAt: integer('replayed_at'),
  },
  // An item that is refused repeatedly is one letter.
  (t) => [uniqueIndex('dead_letter_identity').on(t.stage, t.source, t.ref)],
);
