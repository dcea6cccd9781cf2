/** Tables of what people configure in the dashboard or by the API. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ConfigDocument, ConfigKind } from '../../domain/configuration.ts';

export const configEntry = sqliteTable(
  'config_entry',
  {
    kind: text().$type<ConfigKind>().notNull(),
    slug: text().notNull(),
    document: text({ mode: 'json' }).$type<ConfigDocument>().notNull(),
    /** Id of its last change. */
    revision: integer().notNull(),
    changedAt: integer('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.slug] })],
);

export const configChange = sqliteTable(
  'config_change',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text().$type<ConfigKind | 'source-keys'>().notNull(),
    slug: text().notNull(),
    at: integer().notNull(),
    who: text().notNull(),
    /** Null: there was none. */
    before: text({ mode: 'json' }).$type<ConfigDocument>(),
    /** Null: it was removed. */
    after: text({ mode: 'json' }).$type<ConfigDocument>(),
  },
  (t) => [index('config_change_entry').on(t.kind, t.slug, t.id)],
);

export const sourceKey = sqliteTable('source_key', {
  name: text().primaryKey(),
  /** Encrypted with a key of the installation. */
  sealed: text().notNull(),
  at: integer().notNull(),
  who: text().notNull(),
});
