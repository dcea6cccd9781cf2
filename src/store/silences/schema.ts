/** Table of the silences of alerts. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
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
