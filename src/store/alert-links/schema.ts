/** Tables of the links in alerts that open without an account: who opened them, and which were revoked. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const alertLinkOpen = sqliteTable(
  'alert_link_open',
  {
    /** The message that holds the link. */
    outboxId: integer('outbox_id').primaryKey(),
    incidentId: integer('incident_id').notNull(),
    recipient: text().notNull(),
    opens: integer().notNull(),
    firstAt: integer('first_at').notNull(),
    lastAt: integer('last_at').notNull(),
  },
  (t) => [index('alert_link_open_incident').on(t.incidentId)],
);

export const alertLinkRevoked = sqliteTable(
  'alert_link_revoked',
  {
    /** 0: all incidents. */
    incidentId: integer('incident_id').notNull(),
    /** Empty: all recipients. */
    recipient: text().notNull(),
    at: integer().notNull(),
    who: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.recipient] })],
);
