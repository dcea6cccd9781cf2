/** Tables of what people say against the scorer. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CorrectedField } from '../../domain/correction.ts';

export const correction = sqliteTable(
  'correction',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    mentionId: integer('mention_id').notNull(),
    field: text().$type<CorrectedField>().notNull(),
    value: text().notNull(),
    who: text().notNull(),
    at: integer().notNull(),
    undoneAt: integer('undone_at'),
    undoneBy: text('undone_by'),
  },
  (t) => [index('correction_mention').on(t.mentionId)],
);

/** The scorer's own score of a mention that is corrected: the mention holds what counts. */
export const scorerScore = sqliteTable('scorer_score', {
  mentionId: integer('mention_id').primaryKey(),
  score: text().notNull(),
});
