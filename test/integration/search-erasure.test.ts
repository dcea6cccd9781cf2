/** What was erased is in no byte of the database, its search index included. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scrub } from '../../src/store/backup.ts';
import { indexPart } from '../../workers/index-search.ts';
import { openTestStore } from '../support/installation.ts';
import { BASE, insertOf } from '../support/mentions.ts';
import { tempDirs } from '../support/temp.ts';
import { makeBrands } from '../contract/store-opened.ts';

const tempDir = tempDirs();

function holds(dir: string, word: string): boolean {
  return readdirSync(dir)
    .filter((name) => name.startsWith('outcry.db'))
    .some((name) => readFileSync(join(dir, name)).includes(word));
}

it('words of an erased post, and those that an edit took away, are gone from the files', async () => {
  const dir = tempDir();
  const store = openTestStore(dir);
  const brands = await makeBrands(store, 'acme');
  const secret = insertOf(7, brands, { text: 'my name is xylophonequartz, please', title: 'qqzebrawords' });
  const draft = insertOf(8, brands, { text: 'first vvunsaidthing', editedAt: BASE });
  const others = Array.from({ length: 400 }, (_, i) =>
    insertOf(i + 100, brands, { text: `other words ${i} about us` }),
  );
  await store.tx((tx) => tx.mentions.insert([secret, draft, ...others]));
  await indexPart(store, 0);
  const find = async (text: string) =>
    (await store.read.search.find({ text, brandIds: brands, from: 0, to: 2 * BASE, most: 1_000 }))?.ids
      .length;
  expect(await find('xylophonequartz')).toBe(1);
  scrub(`sqlite:${join(dir, 'outcry.db')}`);
  // The index repeats the ends of words that begin alike.
  const parts = ['xylophonequartz', 'ophonequartz', 'qqzebrawords', 'vvunsaidthing'];
  expect(parts.map((word) => holds(dir, word))).toEqual([true, true, true, true]);
  await store.tx((tx) => tx.mentions.insert([{ ...draft, text: 'second', editedAt: BASE + 1e10 }]));
  await store.tx((tx) => tx.mentions.erase(secret.source, [secret.externalId], BASE));
  await store.tx((tx) => tx.mentions.erase(draft.source, [draft.externalId], BASE));
  expect(await find('xylophonequartz')).toBe(0);
  expect(await find('words')).toBe(400);
  await store.close();
  scrub(`sqlite:${join(dir, 'outcry.db')}`);
  expect(parts.map((word) => holds(dir, word))).toEqual([false, false, false, false]);
  expect(holds(dir, 'about us')).toBe(true);
});
