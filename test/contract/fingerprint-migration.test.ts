/** Fingerprints were text once: a database of then finds the same near-duplicates after its migration. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { fingerprintOf } from '../../src/ingest/fingerprint.ts';
import type { Store } from '../../src/store/store.ts';
import { openStore } from '../../src/store/open.ts';
import { firstMigrations } from '../support/first-schema.ts';
import { openTestStore } from '../support/installation.ts';
import { startPostgres } from '../support/postgres.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const TEXT =
  'Spotify’s new privacy policy wants my photos, my contacts and where I am. Cancelled after 7 years.';
const AT = Date.UTC(2026, 7, 20);
/** As the version before wrote the keys of this text, and of one that is too short for keys. */
const ROWS = `insert into mention (source, external_id, kind, text, reach, published_at, collected_at, simulated, state,
    fold_exact, fold_sketch) values
  ('a', '1', 'post', '${TEXT.replaceAll("'", "''")}', 0, ${AT}, ${AT}, false, 'pending', 'd492b9d6360e0823', '01c5d47c'),
  ('a', '2', 'post', 'bye', 0, ${AT}, ${AT}, false, 'pending', null, null)`;

async function expectFound(store: Store): Promise<void> {
  const fingerprint = fingerprintOf(TEXT)!;
  const find = (keys: Partial<typeof fingerprint>) =>
    store.tx((tx) =>
      tx.mentions.nearDuplicateCandidates(
        [{ fingerprint: { exact: 0, ...keys }, publishedAt: AT + 1 }],
        1_000,
      ),
    );
  const first = [{ id: 1, text: TEXT, publishedAt: AT, ...fingerprint }];
  expect(await find({ exact: fingerprint.exact })).toEqual(first);
  expect(await find({ sketch: fingerprint.sketch })).toEqual(first);
  expect(await find({ sketch: fingerprint.sketch! + 1 })).toEqual([]);
}

it('SQLite', async () => {
  const dir = tempDir();
  const file = new Database(join(dir, 'outcry.db'));
  migrate(drizzle(file), { migrationsFolder: firstMigrations('sqlite', 14) });
  file.exec(ROWS);
  file.close();
  const store = openTestStore(dir);
  await expectFound(store);
  await store.close();
});

it('PostgreSQL', async () => {
  const server = await startPostgres();
  const url = await server.database();
  const pool = new pg.Pool({ connectionString: url });
  await migratePg(drizzlePg({ client: pool }), {
    migrationsFolder: firstMigrations('postgres', 6),
    migrationsSchema: 'public',
  });
  await pool.query(ROWS);
  await pool.end();
  const store = await openStore(url, packageRoot);
  await expectFound(store);
  await store.close();
  await server.stop();
});
