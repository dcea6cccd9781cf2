/** Tables of policy tracking: snapshots by trackers, and candidate changes found in them. */
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Evidence } from '../../domain/brand.ts';
import type { CandidateState } from './port.ts';

/** One snapshot by a tracker: this text was seen then. */
export const policySnapshot = sqliteTable(
  'policy_snapshot',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    /** The tracker's source id. */
    source: text().notNull(),
    brand: text().notNull(),
    document: text().notNull(),
    collection: text().notNull(),
    observedAt: integer('observed_at').notNull(),
    /** The same text was found until then. */
    seenUntil: integer('seen_until'),
    kind: text().notNull(),
    textHash: text('text_hash').notNull(),
    additions: integer(),
    deletions: integer(),
    /** The tracker's own id of the snapshot. */
    ref: text().notNull(),
    url: text(),
    /** The whole text; absent where the tracker gives none. */
    text: text(),
  },
  (t) => [
    uniqueIndex('policy_snapshot_ref').on(t.source, t.ref),
    index('policy_snapshot_document').on(t.brand, t.document, t.observedAt),
  ],
);

/** A policy change that trackers saw; a person confirms, edits or dismisses it. */
export const policyCandidate = sqliteTable('policy_candidate', {
  id: integer().primaryKey({ autoIncrement: true }),
  slug: text().notNull().unique(),
  brand: text().notNull(),
  document: text().notNull(),
  /** Hash of the new text: the same change found again is this one. */
  textHash: text('text_hash').notNull(),
  title: text().notNull(),
  state: text().$type<CandidateState>().notNull(),
  announced: integer(),
  observedAfter: integer('observed_after'),
  observedBy: integer('observed_by'),
  effective: integer(),
  touches: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  words: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  summary: text({ mode: 'json' }).$type<readonly string[]>().notNull(),
  evidence: text({ mode: 'json' }).$type<readonly Evidence[]>().notNull(),
  minor: integer({ mode: 'boolean' }).notNull(),
  createdAt: integer('created_at').notNull(),
  decidedAt: integer('decided_at'),
  decidedBy: text('decided_by'),
  revision: integer().notNull().default(1),
});
