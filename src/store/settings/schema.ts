import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const installationSetting = sqliteTable('installation_setting', {
  name: text().primaryKey(),
  value: text().notNull(),
});
