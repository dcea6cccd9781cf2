/** Fold keys were text once: a ledger of then finds the same near-duplicates after its migration. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { foldKeys } from '../../src/ingest/fingerprint.ts';
import type { Ledger } from '../../src/store/store.ts';
import { openLedger } from '../../src/store/open.ts';
import { firstMigrations } from '../support/first-schema.ts';
import { openTestLedger } from '../support/installation.ts';
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

async function expectFound(ledger: Ledger): Promise<void> {
  const fold = foldKeys(TEXT)!;
  const find = (keys: Partial<typeof fold>) =>
    ledger.tx((tx) =>
      tx.mentions.foldCandidates([{ fold: { exact: 0, ...keys }, publishedAt: AT + 1 }], 1_000),
    );
  const first = [{ id: 1, text: TEXT, publishedAt: AT, ...fold }];
  expect(await find({ exact: fold.exact })).toEqual(first);
  expect(await find({ sketch: fold.sketch })).toEqual(first);
  expect(await find({ sketch: fold.sketch! + 1 })).toEqual([]);
}

it('SQLite', async () => {
  const dir = tempDir();
  const file = new Database(join(dir, 'outcry.db'));
  migrate(drizzle(file), { migrationsFolder: firstMigrations('sqlite', 14) });
  file.exec(ROWS);
  file.close();
  const ledger = openTestLedger(dir);
  await expectFound(ledger);
  await ledger.close();
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
  const ledger = await openLedger(url, packageRoot);
  await expectFound(ledger);
  await ledger.close();
  await server.stop();
});
