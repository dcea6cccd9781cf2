import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

/** One connection through Drizzle. The noun files take it and never open one. */
export type Db = BetterSQLite3Database<Record<string, never>>;
