/** Table of the mentions whose score waits for the second reading. */
import { index, integer, sqliteTable, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const openReading = sqliteTable(
  'open_reading',
  {
    /** Another row once the mention is scored again, so that what was read of its old text changes nothing. */
    id: integer().primaryKey({ autoIncrement: true }),
    mentionId: integer('mention_id').notNull(),
    /** Published long before it was scored: detection waits for these. */
    late: integer({ mode: 'boolean' }).notNull(),
  },
  (t) => [uniqueIndex('open_reading_mention').on(t.mentionId), index('open_reading_late').on(t.late, t.id)],
);
