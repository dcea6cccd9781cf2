/** A database with data, made by the first schema, opened by this version. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { asFirstSchema } from '../support/first-schema.ts';
import { openTestStore } from '../support/installation.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { tempDirs } from '../support/temp.ts';
import { makeBrands } from './store-opened.ts';

const tempDir = tempDirs();

async function everything(store: Store) {
  const { read } = store;
  const brands = await read.brands.all();
  const range = { widthMs: 3_600_000, from: 0, to: BASE * 2 };
  return {
    brands,
    dirty: await read.brands.dirty(),
    incidents: await read.incidents.all(),
    undecided: await read.incidents.undecided(BASE),
    outbox: await read.outbox.list(10),
    states: await read.mentions.countByState(),
    mentions: await Promise.all(
      brands.map(({ id }) =>
        read.mentions.list({ brandId: id, from: 0, to: BASE * 2, order: 'newest', limit: 500 }),
      ),
    ),
    buckets: await Promise.all(brands.map(({ id }) => read.counts.buckets({ ...range, brandId: id }))),
    codes: await Promise.all(brands.map(({ id }) => read.counts.categories({ ...range, brandId: id }))),
  };
}

it('keeps all of it, and can be scored again', async () => {
  const full = tempDir();
  const made = openTestStore(full);
  const [acme = 0, beta = 0] = await makeBrands(made, 'acme', 'beta');
  const ids = await made.tx(async (tx) => {
    const inserted = await tx.mentions.insert(
      Array.from({ length: 120 }, (_, i) => insertOf(i, [acme, beta])),
    );
    const scores = inserted.ids.slice(0, 100).map((id, i) => ({ id, score: scoreOf(i), version: 'v1' }));
    await tx.mentions.saveScores(scores);
    const more = { title: 'T', onset: BASE, severity: 4, simulated: false, openedAt: BASE };
    const { id } = await tx.incidents.open({ ...more, slug: 'one', brandId: acme });
    const mail = {
      kind: 'incident' as const,
      incidentId: id,
      stage: 'opened',
      channel: 'email',
      recipient: 'a@b.c',
      messageId: '<1>',
      createdAt: BASE,
    };
    await tx.outbox.add([mail]);
    return inserted.ids;
  });
  const before = await everything(made);
  await made.close();

  const old = asFirstSchema(full, tempDir());
  // Earlier versions kept counts of five minutes beside those of an hour.
  const file = new Database(join(old, 'outcry.db'));
  file.exec(
    'insert into bucket select brand_id, 300000, start, source, all_count, negative, neutral, positive, not_scored, betrayal, sentiment_milli from bucket',
  );
  file.close();
  const store = openTestStore(old);
  expect(await everything(store)).toEqual(before);
  expect(await store.read.counts.audit()).toEqual([]);
  expect(await store.read.rescores.countStale('v2')).toBe(100);
  expect(await store.read.rescores.countStale('v1')).toBe(0);
  const scores = ids.map((id, i) => ({ id, score: scoreOf(i + 500), version: 'v2' }));
  expect((await store.tx((tx) => tx.mentions.rescore(scores))).changed).toBe(100);
  expect(await store.read.counts.audit()).toEqual([]);
  await store.close();
});
