/** Table of the webhook deliveries that were accepted in the last minutes. */
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const webhookDelivery = sqliteTable(
  'webhook_delivery',
  {
    /** Hash of its id and body: what the signature covers, whatever the name it is sent to. */
    hash: text().primaryKey(),
    /** The source it was accepted under. */
    source: text().notNull(),
    at: integer().notNull(),
  },
  (t) => [index('webhook_delivery_at').on(t.at)],
);
