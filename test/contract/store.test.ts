/** The contract on SQLite, and what only a file and several processes can show. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { openTestStore } from '../support/installation.ts';
import { insertOf, scoreOf } from '../support/mentions.ts';
import { tempDirs } from '../support/temp.ts';
import { storeContract } from './store.ts';
import { makeBrands } from './store-opened.ts';
import { processCases } from './store-processes.ts';

const tempDir = tempDirs();

storeContract('sqlite', async () => openTestStore(tempDir()));

it('the audit reports a wrong count (control)', async () => {
  const dir = tempDir();
  const store = openTestStore(dir);
  const [acme = 0] = await makeBrands(store, 'acme');
  await store.tx(async (tx) => {
    const { ids } = await tx.mentions.insert(Array.from({ length: 40 }, (_, i) => insertOf(i, [acme])));
    await tx.mentions.saveScores(ids.map((id) => ({ id, score: scoreOf(id), version: 'v' })));
  });
  expect(await store.read.counts.audit()).toEqual([]);
  const file = new Database(join(dir, 'outcry.db'));
  const wrong = async (sql: string): Promise<number> => {
    file.exec(sql);
    return (await store.read.counts.audit()).length;
  };
  const firstOf = (table: string) =>
    `where (start, source) = (select start, source from ${table} order by start, source limit 1)`;
  const oneHour = firstOf('bucket');
  expect(await wrong(`update bucket set all_count = all_count + 1 ${oneHour}`)).toBe(1);
  expect(await wrong(`update bucket set all_count = all_count - 1 ${oneHour}`)).toBe(0);
  const oneCode = `${firstOf('bucket_category')} and code = (select min(code) from bucket_category)`;
  expect(await wrong(`update bucket_category set count = count + 2 ${oneCode}`)).toBe(1);
  expect(await wrong(`delete from bucket_category ${oneCode}`)).toBe(1);
  expect(
    await wrong(`update mention set sentiment_score = 0.123 where sentiment_label = 'negative'`),
  ).toBeGreaterThan(1);
  expect(await wrong('delete from bucket')).toBeGreaterThan(20);
  file.close();
  await store.close();
});

processCases(
  'sqlite',
  async () => `sqlite:${join(tempDir(), 'outcry.db')}`,
  (url) => {
    const file = new Database(url.slice('sqlite:'.length), { readonly: true });
    expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
    file.close();
  },
);
