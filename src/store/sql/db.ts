import type { BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';

/**
 * One connection through Drizzle. The noun files take it and never open one. Statements are awaited: better-sqlite3
 * answers at once, PostgreSQL later.
 */
export type Db = BaseSQLiteDatabase<'async', { readonly changes: number }, Record<string, never>>;
