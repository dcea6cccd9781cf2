/** Tables of the sources: where each stands, what it did not hand over, what is fetched from its past. */
import { index, integer, primaryKey, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { GapState } from '../../domain/source.ts';
import type { BackfillState } from '../backfills/port.ts';

export const sourceState = sqliteTable('source_state', {
  source: text().primaryKey(),
  cursor: text(),
  /** Last read that went through. */
  lastReadAt: integer('last_read_at'),
  lastNewAt: integer('last_new_at'),
  lastError: text('last_error'),
  failures: integer().notNull().default(0),
  /** Read again from here on; at once when null. */
  nextAt: integer('next_at'),
  /** Everything published before was handed over. */
  completeUntil: integer('complete_until'),
  /** Publication of its newest mention. */
  newestAt: integer('newest_at'),
  quotaRemaining: integer('quota_remaining'),
  quotaLimit: integer('quota_limit'),
  quotaResetsAt: integer('quota_resets_at'),
  /** One process reads a source at a time. */
  leaseOwner: text('lease_owner'),
  leaseUntil: integer('lease_until'),
});

export const sourceGap = sqliteTable(
  'source_gap',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    source: text().notNull(),
    from: integer('from_at').notNull(),
    to: integer('to_at').notNull(),
    reason: text().notNull(),
    state: text().$type<GapState>().notNull(),
    foundAt: integer('found_at').notNull(),
    closedAt: integer('closed_at'),
  },
  (t) => [index('source_gap_source').on(t.source, t.from), index('source_gap_state').on(t.state)],
);

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

/** What a mention said before it was edited. */
export const mentionRevision = sqliteTable(
  'mention_revision',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    mentionId: integer('mention_id').notNull(),
    /** When it was replaced. */
    at: integer().notNull(),
    text: text().notNull(),
    title: text(),
  },
  (t) => [index('mention_revision_mention').on(t.mentionId)],
);

/** Series that are no mentions: news, page views. Held beside a brand's counts. */
export const controlCount = sqliteTable(
  'control_count',
  {
    source: text().notNull(),
    brandId: integer('brand_id').notNull(),
    widthMs: integer('width_ms').notNull(),
    start: integer().notNull(),
    value: real().notNull(),
  },
  (t) => [primaryKey({ columns: [t.brandId, t.source, t.widthMs, t.start] })],
);
