import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';

/**
 * One connection through Drizzle. Query files are given one and never open one. Statements are awaited, although
 * better-sqlite3 returns at once.
 */
export type Db = BaseSQLiteDatabase<'async', { readonly changes: number }, Record<string, never>>;
