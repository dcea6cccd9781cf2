/**
 * Databases of release 0.1. Its schema was the sum of several migrations; now one migration creates everything, and one
 * script for each driver (`upgrade-0.1.sql`) brings a database of 0.1 to the same schema.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { UserError } from '../domain/result.ts';

/** Where the schema of a driver lies, and how to recognise a database of release 0.1. */
export interface SchemaPlace {
  /** Holds `migrations/` and `upgrade-0.1.sql`. */
  readonly folder: string;
  /** `created_at` of the last migration of release 0.1, ms since 1970 UTC. */
  readonly release01: number;
}

export const sqliteSchema = (packageRoot: string): SchemaPlace => ({
  folder: join(packageRoot, 'src/store/sqlite'),
  release01: 1_795_889_908_881,
});

export const postgresSchema = (packageRoot: string): SchemaPlace => ({
  folder: join(packageRoot, 'src/store/postgres'),
  release01: 1_795_890_183_907,
});

export const migrationsOf = (place: SchemaPlace): string => join(place.folder, 'migrations');

/** The script to run, and the migration to note as applied once it has run. */
export interface Upgrade {
  readonly sql: string;
  readonly hash: string;
  readonly createdAt: number;
}

/**
 * What a database needs before its migrations run. `last` is the newest migration it notes; undefined where it notes none.
 * Returns undefined for a new or current database. Throws UserError for one that is older than release 0.1 or
 * newer than this program.
 */
export function upgradeFor(place: SchemaPlace, last: number | undefined): Upgrade | undefined {
  const known = readMigrationFiles({ migrationsFolder: migrationsOf(place) });
  const [start] = known;
  if (!start) throw new Error(`no migrations in ${place.folder}`);
  if (last === undefined || known.some((migration) => migration.folderMillis === last)) return undefined;
  if (last > start.folderMillis) {
    throw new UserError(
      'The database was made by a newer version of Outcry than this one. Install that version, or one after it.',
    );
  }
  if (last !== place.release01) {
    throw new UserError(
      'The database was made by a version before release 0.1. Open it with release 0.1 once, then with this version.',
    );
  }
  const sql = readFileSync(join(place.folder, 'upgrade-0.1.sql'), 'utf8');
  return { sql, hash: start.hash, createdAt: start.folderMillis };
}
