/** Table of the brands. */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const brand = sqliteTable('brand', {
  id: integer().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  origin: text().$type<'config' | 'import'>().notNull(),
  dirtyVersion: integer('dirty_version').notNull().default(0),
  detectedVersion: integer('detected_version').notNull().default(0),
  hasReal: integer('has_real', { mode: 'boolean' }).notNull().default(false),
  hasSimulated: integer('has_simulated', { mode: 'boolean' }).notNull().default(false),
  /** Start of the first bucket that changed since detection last ran; 0 where anything may have changed. */
  changedFrom: integer('changed_from').notNull().default(0),
  /** The same since `since_version`: a process that has seen that version or a later one can reuse what lies before. */
  sinceVersion: integer('since_version').notNull().default(0),
  sinceFrom: integer('since_from').notNull().default(0),
  /** Start of a re-score that detection has not processed yet. */
  rescoredAt: integer('rescored_at'),
});
