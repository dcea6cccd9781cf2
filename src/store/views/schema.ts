/** Tables of what people keep about pages: saved views, and notes on the time axis of charts. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A page with its filters, under a name. */
export const savedView = sqliteTable(
  'saved_view',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    who: text().notNull(),
    name: text().notNull(),
    /** Path and query. */
    address: text('query').notNull(),
    /** The brands that it names; empty for all. */
    brands: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
    /** Shown to everybody who may see its brands. */
    shared: integer({ mode: 'boolean' }).notNull(),
    /** Shown in the menu of its owner; if it is shared, of everybody. */
    pinned: integer({ mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    changedAt: integer('changed_at').notNull(),
    deletedAt: integer('deleted_at'),
  },
  (t) => [index('saved_view_who').on(t.who)],
);

/** What somebody wrote at a time of a brand; charts show it. */
export const chartNote = sqliteTable(
  'chart_note',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    brand: text().notNull(),
    at: integer().notNull(),
    /** The end of a stretch. */
    until: integer(),
    text: text().notNull(),
    who: text().notNull(),
    createdAt: integer('created_at').notNull(),
    changedAt: integer('changed_at').notNull(),
    /** A deleted note can be brought back until retention removes it. */
    deletedAt: integer('deleted_at'),
    deletedBy: text('deleted_by'),
  },
  (t) => [index('chart_note_brand').on(t.brand, t.at)],
);
