/** The contract on SQLite, and what only a file and several processes can show. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { startNode } from '../support/cli.ts';
import { openTestLedger } from '../support/installation.ts';
import { insertOf, scoreOf } from '../support/mentions.ts';
import { tempDirs } from '../support/temp.ts';
import { ledgerContract } from './ledger.ts';
import { makeBrands } from './ledger-opened.ts';

const tempDir = tempDirs();

ledgerContract('sqlite', async () => openTestLedger(tempDir()));

it('the audit reports a wrong count (control)', async () => {
  const dir = tempDir();
  const ledger = openTestLedger(dir);
  const [acme = 0] = await makeBrands(ledger, 'acme');
  await ledger.tx(async (tx) => {
    const { ids } = await tx.mentions.insert(Array.from({ length: 40 }, (_, i) => insertOf(i, [acme])));
    await tx.mentions.settle(ids.map((id) => ({ id, score: scoreOf(id), version: 'v' })));
  });
  expect(await ledger.read.counts.audit()).toEqual([]);
  const file = new Database(join(dir, 'outcry.db'));
  const wrong = async (sql: string): Promise<number> => {
    file.exec(sql);
    return (await ledger.read.counts.audit()).length;
  };
  expect(await wrong('update bucket set all_count = all_count + 1 where rowid = 1')).toBe(1);
  expect(await wrong('update bucket set all_count = all_count - 1 where rowid = 1')).toBe(0);
  expect(await wrong('update bucket_category set count = count + 2 where rowid = 1')).toBe(1);
  expect(await wrong('delete from bucket_category where rowid = 1')).toBe(1);
  expect(
    await wrong(`update mention set sentiment_score = 0.123 where sentiment_label = 'negative'`),
  ).toBeGreaterThan(1);
  expect(await wrong('delete from bucket')).toBeGreaterThan(40);
  file.close();
  await ledger.close();
});

it('survives 4 writer processes × 500 transactions: 0 failures, exact sums', async () => {
  const dir = tempDir();
  const [writers, count] = [4, 500];
  const ledger = openTestLedger(dir);
  const [acme = 0] = await makeBrands(ledger, 'acme');
  const url = `sqlite:${join(dir, 'outcry.db')}`;
  const script = join(packageRoot, 'test/contract/ledger-writer.ts');
  const running = Array.from({ length: writers }, (_, i) =>
    startNode(['--import', 'tsx', script, url, `w${i}`, String(count)], {}),
  );
  const results = await Promise.all(running.map((r) => r.exited));
  expect(results.map((r) => r.stderr)).toEqual(results.map(() => ''));
  const reports = results.map(
    (r) => JSON.parse(r.stdout) as { failures: number; accepted: number; p99Ms: number },
  );
  process.stderr.write(`writers: ${JSON.stringify(reports)}\n`);
  expect(reports.map((r) => r.failures)).toEqual([0, 0, 0, 0]);
  // Each writer's own mentions, and those that all four tried to insert once in all.
  expect(reports.reduce((sum, r) => sum + r.accepted, 0)).toBe(writers * count + count);
  const buckets = await ledger.read.counts.buckets({
    brandId: acme,
    widthMs: 36e5,
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
  });
  expect(buckets.reduce((sum, b) => sum + b.all, 0)).toBe(writers * count + count);
  expect(await ledger.read.counts.audit()).toEqual([]);
  await ledger.close();
  const file = new Database(join(dir, 'outcry.db'), { readonly: true });
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  file.close();
});

it('two processes may open and migrate a new ledger at the same time', async () => {
  const dir = tempDir();
  const script = join(packageRoot, 'test/contract/ledger-writer.ts');
  const url = `sqlite:${join(dir, 'outcry.db')}`;
  const open = () => startNode(['--import', 'tsx', script, url, 'w', '0'], {}).exited;
  const results = await Promise.all([open(), open(), open()]);
  expect(results.map((r) => [r.code, r.stderr])).toEqual(results.map(() => [0, '']));
  expect(existsSync(join(dir, 'outcry.db'))).toBe(true);
});
