/** Table of the response drafts. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { DraftState, ResponseKind } from '../../domain/response-draft.ts';

export const draft = sqliteTable(
  'response_draft',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    brand: text().notNull(),
    incident: text(),
    template: text(),
    title: text().notNull(),
    kind: text().$type<ResponseKind>().notNull(),
    text: text().notNull(),
    state: text().$type<DraftState>().notNull(),
    revision: integer().notNull().default(1),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    changedAt: integer('changed_at').notNull(),
    changedBy: text('changed_by').notNull(),
    approvedBy: text('approved_by'),
    answeredAt: integer('answered_at'),
    url: text(),
  },
  (t) => [index('response_draft_brand').on(t.brand, t.changedAt)],
);
