import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const fact = sqliteTable('fact', { name: text().primaryKey(), value: text().notNull() });
