/** Tables of the sources: the state of each, and gaps in what was read. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { GapState } from '../../domain/source.ts';

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
  /** Everything published before was read. */
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
