/** Tables of the messages to send, and of the recipients who opted out. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { OutboxState, OutboxSubject } from './port.ts';

export const outbox = sqliteTable(
  'outbox',
  {
    id: integer().primaryKey({ autoIncrement: true }),
    kind: text().$type<OutboxSubject['kind']>().notNull(),
    /** Set for the kind `incident`. */
    incidentId: integer('incident_id'),
    /** Set for the kind `source-outage`. */
    outageId: integer('outage_id'),
    stage: text().notNull(),
    channel: text().notNull(),
    recipient: text().notNull(),
    digest: text(),
    messageId: text('message_id').notNull().unique(),
    state: text().$type<OutboxState>().notNull(),
    attempts: integer().notNull().default(0),
    nextAt: integer('next_at').notNull(),
    createdAt: integer('created_at').notNull(),
    sentAt: integer('sent_at'),
    lastError: text('last_error'),
    file: text(),
  },
  (t) => [index('outbox_due').on(t.state, t.nextAt), index('outbox_recipient').on(t.recipient, t.sentAt)],
);

/** Recipients who opted out. */
export const optOut = sqliteTable('opt_out', { recipient: text().primaryKey(), at: integer().notNull() });
