/** Whether a database has the tables of this program, and nothing else that runs. */
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { migrationsOf, sqliteSchema } from '../upgrade.ts';

/** Triggers run by themselves, and a view may stand where a table is expected. */
interface Shape {
  readonly columns: ReadonlySet<string>;
  readonly others: ReadonlySet<string>;
}

function shapeOf(db: Database.Database): Shape {
  const columns = db
    .prepare(
      `select m.name || '.' || c.name from sqlite_master m, pragma_table_xinfo(m.name) c where m.type = 'table'`,
    )
    .pluck()
    .all() as string[];
  const others = db
    .prepare(`select type || ' ' || name from sqlite_master where type in ('trigger', 'view')`)
    .pluck()
    .all() as string[];
  return { columns: new Set(columns), others: new Set(others) };
}

/** What the migrated database in `file` lacks or has too much, as a text; undefined where it is as this program makes it. */
export function shapeProblem(file: string, packageRoot: string): string | undefined {
  const made = new Database(':memory:');
  const found = new Database(file, { readonly: true, fileMustExist: true });
  try {
    migrate(drizzle(made), { migrationsFolder: migrationsOf(sqliteSchema(packageRoot)) });
    const [wanted, there] = [shapeOf(made), shapeOf(found)];
    const missing = [...wanted.columns].find((column) => !there.columns.has(column));
    if (missing !== undefined) return `it has no column ${missing}`;
    const extra = [...there.others].find((one) => !wanted.others.has(one));
    return extra === undefined ? undefined : `it has a ${extra}, which is not part of Outcry`;
  } finally {
    made.close();
    found.close();
  }
}
