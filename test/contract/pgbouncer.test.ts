/** The database by way of PgBouncer, which lends a connection for one transaction: nothing of ours lives on in a session. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import type { Store } from '../../src/store/store.ts';
import { openStore } from '../../src/store/open.ts';
import { startPgBouncer, type TestPgBouncer } from '../support/pgbouncer.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { claimCases } from './store-claims.ts';
import { mentionCases } from './store-mentions.ts';
import { processCases } from './store-processes.ts';
import { sourceCases } from './store-sources.ts';
import { transactionCases } from './store-transactions.ts';

let server: TestPostgres;
let pooler: TestPgBouncer;
/** A migrated database. */
let empty: string;
const place = async () => pooler.through(await server.database(empty));
beforeAll(async () => {
  server = await startPostgres();
  empty = await server.database();
  await (await openStore(empty, packageRoot)).close();
  pooler = await startPgBouncer(await server.database());
});
afterAll(async () => {
  await pooler?.stop();
  await server?.stop();
});

describe('database contract: postgres through PgBouncer', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openStore(await place(), packageRoot);
  });
  afterEach(() => store.close());
  const opened = () => store;
  describe('mentions', () => mentionCases(opened));
  describe('sources', () => sourceCases(opened));
  describe('transactions', () => transactionCases(opened));
  describe('claims and people', () => claimCases(opened));
});

// The pooler in between is what is new: a fifth shows it.
processCases(
  'postgres through PgBouncer',
  async () => pooler.through(await server.database()),
  undefined,
  100,
);

it('control: what a session would keep is lost between transactions', async () => {
  const url = await place();
  const clients = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  // A lock of the session is the connection's, and that is lent to everybody.
  const taken = await Promise.all(
    clients.map(async (client) => (await client.query('select pg_try_advisory_lock(7) as taken')).rows[0]),
  );
  expect(taken.filter((row: { taken: boolean }) => row.taken).length).toBeGreaterThan(1);
  await Promise.all(clients.map((client) => client.end()));
});
