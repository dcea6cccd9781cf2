/** Databases as release 0.1 made them; `test/fixtures/release-0.1` holds its schemas. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { packageRoot } from '../../config/env.ts';
import type { TestPostgres } from './postgres.ts';

const FIXTURES = join(packageRoot, 'test/fixtures/release-0.1');
const schemaOf = (driver: 'sqlite' | 'postgres') =>
  readFileSync(join(FIXTURES, `${driver}-schema.sql`), 'utf8');

/** Tables and columns of 0.1 that have another name now. */
export const TABLES_NOW: Readonly<Record<string, string>> = {
  aged_mention: 'expired_mention',
  aged_bucket: 'expired_bucket',
  aged_category: 'expired_category',
  answer: 'response_draft',
  fact: 'installation_setting',
  login_try: 'login_attempt',
  policy_record: 'policy_snapshot',
  policy_proposal: 'policy_candidate',
  source_notice: 'source_outage',
};
const COLUMNS_NOW: Readonly<Record<string, string>> = {
  'incident.look_again_at': 'decide_again_at',
  'login_try.tries': 'attempts',
  'mention.dupe_of': 'duplicate_of',
  'mention.fold_exact': 'fingerprint_exact',
  'mention.fold_sketch': 'fingerprint_sketch',
  'outbox.incident_id': 'coalesce(incident_id, -outage_id)',
  'source_notice.back_at': 'recovered_at',
};

/** An empty SQLite database of 0.1 in `dir`. */
export function emptyRelease01(dir: string): Database.Database {
  const file = new Database(join(dir, 'outcry.db'));
  file.pragma('journal_mode = WAL');
  file.exec(schemaOf('sqlite'));
  return file;
}

/** Writes all rows of the database in `full` to a database of 0.1 in `dir`. */
export function asRelease01(full: string, dir: string): string {
  const file = emptyRelease01(dir);
  file.exec(`attach '${join(full, 'outcry.db')}' as made`);
  const tables = file
    .prepare(
      `select name from main.sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\'`,
    )
    .pluck()
    .all() as string[];
  for (const table of tables.filter((name) => name !== '__drizzle_migrations')) {
    const columns = (file.pragma(`main.table_info(${table})`) as { name: string }[]).map(({ name }) => name);
    const now = columns.map((name) => COLUMNS_NOW[`${table}.${name}`] ?? `"${name}"`);
    file.exec(`insert into main."${table}" (${columns.map((name) => `"${name}"`).join(', ')})
      select ${now.join(', ')} from made."${TABLES_NOW[table] ?? table}"`);
  }
  file.close();
  return dir;
}

/** The URL of an empty PostgreSQL database of 0.1. */
export async function emptyPostgresRelease01(server: TestPostgres): Promise<string> {
  const url = await server.database();
  await server.ask(url, schemaOf('postgres'));
  return url;
}
