/** Databases as the first version of each schema made them. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { packageRoot } from '../../config/env.ts';
import { makeTempDir } from './folder.ts';

/** The first migrations of a driver, in a folder of their own. */
export function firstMigrations(driver: 'sqlite' | 'postgres', count = 1): string {
  const folder = makeTempDir();
  cpSync(join(packageRoot, `src/store/${driver}/migrations`), folder, { recursive: true });
  const path = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { entries: unknown[] };
  writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  return folder;
}

/** Copies what the tables of the first schema hold of the database in `full` into one of that schema in `dir`. */
export function asFirstSchema(full: string, dir: string): string {
  const file = new Database(join(dir, 'outcry.db'));
  migrate(drizzle(file), { migrationsFolder: firstMigrations('sqlite') });
  file.exec(`attach '${join(full, 'outcry.db')}' as made`);
  const tables = file
    .prepare(
      `select name from main.sqlite_master where type = 'table' and name not like '%\\_\\_%' escape '\\'`,
    )
    .pluck()
    .all() as string[];
  for (const table of tables.filter((name) => !name.startsWith('sqlite_'))) {
    const columns = (file.pragma(`main.table_info(${table})`) as { name: string }[])
      .map(({ name }) => `"${name}"`)
      .join(', ');
    const values = columns.replace(
      '"scorer_version"',
      '(select v.name from made.scorer_version v where v.id = scorer_version_id)',
    );
    file.exec(`insert into main."${table}" (${columns}) select ${values} from made."${table}"`);
  }
  const later = file.prepare(`select name from main.sqlite_master where name = 'mention_score'`).all();
  if (tables.length < 13 || later.length > 0) throw new Error('this is not the first schema');
  file.close();
  return dir;
}
