import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const installationSetting = sqliteTable('fact', {
  name: text().primaryKey(),
  value: text().notNull(),
});
