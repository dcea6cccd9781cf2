/** The contract on a real PostgreSQL, and what only a server and several processes can show. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { openLedger } from '../../src/store/open.ts';
import { startNode } from '../support/cli.ts';
import { insertOf, scoreOf } from '../support/mentions.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { ledgerContract } from './ledger.ts';
import { makeBrands } from './ledger-opened.ts';

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());

const WRITER = join(packageRoot, 'test/contract/ledger-writer.ts');
const write = (url: string, name: string, count: number) =>
  startNode(['--import', 'tsx', WRITER, url, name, String(count)], {}).exited;

ledgerContract('postgres', async () => openLedger(await server.database(), packageRoot));

it('the audit reports a wrong count (control)', async () => {
  const url = await server.database();
  const ledger = await openLedger(url, packageRoot);
  const [acme = 0] = await makeBrands(ledger, 'acme');
  await ledger.tx(async (tx) => {
    const { ids } = await tx.mentions.insert(Array.from({ length: 40 }, (_, i) => insertOf(i, [acme])));
    await tx.mentions.settle(ids.map((id) => ({ id, score: scoreOf(id), version: 'v' })));
  });
  expect(await ledger.read.counts.audit()).toEqual([]);
  await server.ask(url, 'update bucket set all_count = all_count + 1 where width_ms = 3600000');
  expect((await ledger.read.counts.audit()).length).toBeGreaterThan(0);
  await ledger.close();
});

it('survives 4 writer processes × 500 transactions: 0 failures, exact sums', async () => {
  const url = await server.database();
  const [writers, count] = [4, 500];
  const ledger = await openLedger(url, packageRoot);
  const [acme = 0] = await makeBrands(ledger, 'acme');
  const results = await Promise.all(Array.from({ length: writers }, (_, i) => write(url, `w${i}`, count)));
  expect(results.map((r) => r.stderr)).toEqual(results.map(() => ''));
  const reports = results.map((r) => JSON.parse(r.stdout) as { failures: number; accepted: number });
  process.stderr.write(`writers on PostgreSQL: ${JSON.stringify(reports)}\n`);
  expect(reports.map((r) => r.failures)).toEqual([0, 0, 0, 0]);
  // Each writer's own mentions, and those that all four tried to insert once in all.
  expect(reports.reduce((sum, r) => sum + r.accepted, 0)).toBe(writers * count + count);
  const range = { brandId: acme, widthMs: 36e5, from: 0, to: Number.MAX_SAFE_INTEGER };
  const buckets = await ledger.read.counts.buckets(range);
  expect(buckets.reduce((sum, b) => sum + b.all, 0)).toBe(writers * count + count);
  expect(await ledger.read.counts.audit()).toEqual([]);
  await ledger.close();
});

it('three processes may open and migrate a new ledger at the same time', async () => {
  const url = await server.database();
  const results = await Promise.all([write(url, 'w', 0), write(url, 'w', 0), write(url, 'w', 0)]);
  expect(results.map((r) => [r.code, r.stderr])).toEqual(results.map(() => [0, '']));
});
