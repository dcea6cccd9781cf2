/** Table of the backfills. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { BackfillState } from './port.ts';

/** Jobs that read the past of a source, newest first. */
export const backfill = sqliteTable(
  'backfill',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    source: text().notNull(),
    /** One brand, or all that the source is read for. */
    brand: text(),
    from: integer('from_at').notNull(),
    to: integer('to_at').notNull(),
    cursor: text(),
    /** It has come down to this publication time. */
    reached: integer().notNull(),
    state: text().$type<BackfillState>().notNull(),
    read: integer().notNull().default(0),
    accepted: integer().notNull().default(0),
    duplicates: integer().notNull().default(0),
    rejected: integer().notNull().default(0),
    error: text(),
    /** The gap that it fills. */
    gapId: integer('gap_id'),
    startedAt: integer('started_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (t) => [index('backfill_source').on(t.source, t.state)],
);
