/** The contract on a real PostgreSQL, and what only a server and several processes can show. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { openStore } from '../../src/store/open.ts';
import { insertOf, scoreOf } from '../support/mentions.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { storeContract } from './store.ts';
import { makeBrands } from './store-opened.ts';
import { processCases } from './store-processes.ts';

let server: TestPostgres;
/** A migrated database. */
let empty: string;
beforeAll(async () => {
  server = await startPostgres();
  empty = await server.database();
  await (await openStore(empty, packageRoot)).close();
});
afterAll(() => server?.stop());

storeContract('postgres', async () => openStore(await server.database(empty), packageRoot));

it('the audit reports a wrong count (control)', async () => {
  const url = await server.database();
  const store = await openStore(url, packageRoot);
  const [acme = 0] = await makeBrands(store, 'acme');
  await store.tx(async (tx) => {
    const { ids } = await tx.mentions.insert(Array.from({ length: 40 }, (_, i) => insertOf(i, [acme])));
    await tx.mentions.saveScores(ids.map((id) => ({ id, score: scoreOf(id), version: 'v' })));
  });
  expect(await store.read.counts.audit()).toEqual([]);
  await server.ask(url, 'update bucket set all_count = all_count + 1 where width_ms = 3600000');
  expect((await store.read.counts.audit()).length).toBeGreaterThan(0);
  await store.close();
});

it('measures how far a clock is off that of the database', async () => {
  const store = await openStore(await server.database(), packageRoot);
  expect(Math.abs(await store.clockAhead(Date.now))).toBeLessThan(1_000);
  const slow = await store.clockAhead(() => Date.now() - 3_600_000);
  expect(Math.abs(slow - 3_600_000)).toBeLessThan(1_000);
  await store.close();
});

processCases('postgres', () => server.database());
