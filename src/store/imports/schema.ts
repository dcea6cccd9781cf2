/** Tables of the imports. */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ImportReport, ImportState } from './port.ts';

export const importJob = sqliteTable('import', {
  id: integer().primaryKey({ autoIncrement: true }),
  file: text().notNull(),
  hash: text(),
  brand: text().notNull(),
  created: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  sources: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  who: text().notNull(),
  settings: text({ mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull(),
  state: text().$type<ImportState>().notNull(),
  read: integer().notNull().default(0),
  accepted: integer().notNull().default(0),
  duplicates: integer().notNull().default(0),
  conflicts: integer().notNull().default(0),
  replaced: integer().notNull().default(0),
  leftOut: integer('left_out').notNull().default(0),
  rejected: integer().notNull().default(0),
  error: text(),
  /** What the import said when it was done. */
  report: text({ mode: 'json' }).$type<ImportReport>(),
  startedAt: integer('started_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  finishedAt: integer('finished_at'),
  undoneAt: integer('undone_at'),
  undoneBy: text('undone_by'),
});

/**
 * Who brought a mention for a brand, where more than its first bringer did (`mention.import_id`): then every one has a row.
 * Import 0 is anything that is no import.
 */
export const broughtBy = sqliteTable(
  'mention_import',
  {
    mentionId: integer('mention_id').notNull(),
    brandId: integer('brand_id').notNull(),
    importId: integer('import_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.mentionId, t.brandId, t.importId] }),
    index('mention_import_import').on(t.importId).where(sql`import_id > 0`),
  ],
);

/** What a mention was before an import corrected it: the columns that changed. */
export const replacedMention = sqliteTable(
  'mention_replaced',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    importId: integer('import_id').notNull(),
    mentionId: integer('mention_id').notNull(),
    before: text({ mode: 'json' }).$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (t) => [index('mention_replaced_mention').on(t.mentionId), index('mention_replaced_import').on(t.importId)],
);
