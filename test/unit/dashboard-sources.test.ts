/** The page of sources asks for no more posts than it shows a time of. */
import { expect, it } from 'vitest';
import type { Ctx } from '../../dashboard/deps.ts';
import { loadSources } from '../../dashboard/query/sources.ts';
import type { Store } from '../../src/store/store.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { openTestStore } from '../support/installation.ts';
import { BASE, insertOf, scoreOf } from '../support/mentions.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const BRANDS = 8;

/** Each brand has a source of its own, without a note on when it was read. */
async function filled(): Promise<Store> {
  const store = openTestStore(tempDir());
  await store.tx(async (tx) => {
    for (let n = 0; n < BRANDS; n += 1) {
      const { row } = await tx.brands.upsert({ slug: `brand-${n}`, name: `Brand ${n}`, origin: 'import' });
      const at = BASE + n * HOUR_MS;
      const mention = { ...insertOf(n, [row.id]), source: `source-${n}`, publishedAt: at, collectedAt: at };
      const { ids } = await tx.mentions.insert([mention]);
      await tx.mentions.saveScores(ids.map((id) => ({ id, score: scoreOf(0), version: 'v' })));
    }
  });
  return store;
}

it('asks each source once, in its own brand, and finds the newest post', async () => {
  const store = await filled();
  const asked: (string | undefined)[] = [];
  const { mentions } = store.read;
  const list: typeof mentions.list = (filter) => {
    asked.push(filter.source);
    return mentions.list(filter);
  };
  const read = { ...store.read, mentions: { ...mentions, list } };
  const deps = { store: { ...store, read }, config: { sources: [] }, clock: () => BASE };
  const { all } = await loadSources({ var: { deps } } as unknown as Ctx);
  const newest = new Map(all.map(({ id, newestAt }) => [id, newestAt]));
  const sources = Array.from({ length: BRANDS }, (_, n) => `source-${n}`);
  expect(newest).toEqual(new Map(sources.map((source, n) => [source, BASE + n * HOUR_MS])));
  // It was once for each source and each brand.
  expect(asked.toSorted()).toEqual(sources);
  await store.close();
});
