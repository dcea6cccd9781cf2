/** Tables beside the decisions about alerts: silences, and collectors that fell silent. */
import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { SpikeKind } from '../../domain/spike.ts';

export const silence = sqliteTable(
  'silence',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    brands: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    kinds: text({ mode: 'json' }).$type<readonly SpikeKind[]>().notNull(),
    maxSeverity: integer('max_severity').notNull(),
    from: integer('from_at').notNull(),
    until: integer('until_at').notNull(),
    author: text().notNull(),
    comment: text().notNull(),
    createdAt: integer('created_at').notNull(),
    expiredAt: integer('expired_at'),
    expiredBy: text('expired_by'),
  },
  (t) => [index('silence_until').on(t.until)],
);

export const sourceOutage = sqliteTable(
  'source_notice',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    source: text().notNull(),
    since: integer(),
    at: integer().notNull(),
    backAt: integer('back_at'),
  },
  // One silence of a source is told once, by whichever process is first.
  (t) => [uniqueIndex('source_notice_open').on(t.source).where(sql`back_at is null`)],
);
