/** A search finds the same in the index as by reading the texts, whatever happens to the mentions. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAY_MS } from '../../src/domain/series.ts';
import { answers, readSearch } from '../../src/store/search/ask.ts';
import { wordsOfMention } from '../../src/store/search/split.ts';
import type { Store } from '../../src/store/store.ts';
import { scopedStore, scopeOf } from '../../src/store/scoped.ts';
import { indexPart } from '../../workers/index-search.ts';
import { BASE, insertOf } from '../support/mentions.ts';
import { makeBrands, type Opened } from './store-opened.ts';

const WORDS = [
  'contacts',
  'phone',
  'photos',
  'Größe',
  'trust',
  'location',
  '個人情報',
  'sell',
  'AT&T',
  'x\u0000y',
];
const SEARCHES = [
  'contacts',
  'CONTACTS phone',
  '"phone contacts"',
  '"contacts phone"',
  'phone -contacts',
  'pho*',
  'pho',
  'grosse',
  'größe',
  'GRÖSSE',
  '個人',
  '人',
  '情報',
  '人個',
  'at&t',
  '-trust',
  '-"sell trust" location',
  'never-said',
  'x\u0000y',
  'p*',
  'on*',
  '%',
  "' or 1=1 --",
  'title',
];
const ALL = { from: 0, to: Number.MAX_SAFE_INTEGER, most: 10_000 };

/** What a text search has to find, from the mentions themselves. */
async function expected(store: Store, text: string, brandIds: readonly number[]): Promise<number[]> {
  const asked = readSearch(text);
  if (!asked) return [];
  const filter = {
    brandId: 0,
    brandIds,
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
    order: 'newest',
    limit: 5_000,
  } as const;
  const rows = await store.read.mentions.list(filter);
  return rows.filter((row) => answers(wordsOfMention(row), asked)).map((row) => row.id);
}

async function found(store: Store, text: string, brandIds: readonly number[]): Promise<number[]> {
  const ids = (await store.read.search.find({ ...ALL, text, brandIds }))?.ids ?? [];
  const filter = {
    brandId: 0,
    brandIds,
    from: 0,
    to: Number.MAX_SAFE_INTEGER,
    order: 'newest',
    limit: 5_000,
  } as const;
  return (await store.read.mentions.list({ ...filter, among: ids })).map((row) => row.id);
}

const sorted = (ids: readonly number[]) => ids.toSorted((a, b) => a - b);

async function sameEverywhere(
  store: Store,
  brandIds: readonly number[],
  texts: readonly string[] = SEARCHES,
) {
  let some = 0;
  for (const text of texts) {
    for (const brands of [brandIds, ...brandIds.map((id) => [id])]) {
      const right = sorted(await expected(store, text, brands));
      expect({ text, brands, ids: sorted(await found(store, text, brands)) }).toEqual({
        text,
        brands,
        ids: right,
      });
      some += right.length;
    }
  }
  return some;
}

async function fill(store: Store, brands: readonly number[], many = 120) {
  const pick = (n: number) => WORDS[n % WORDS.length]!;
  return store.tx((tx) =>
    tx.mentions.insert(
      Array.from({ length: many }, (_, i) =>
        insertOf(i, [brands[i % brands.length]!], {
          text: `${pick(i * 7)} ${pick(i * 3 + 1)}, ${pick(i)}! n${i} ${i % 5 === 0 ? 'Phone contacts' : ''}`,
          ...(i % 4 === 0 ? { title: `Title ${pick(i + 2)}` } : {}),
        }),
      ),
    ),
  );
}

export function searchCases(opened: Opened): void {
  it('finds words, phrases, beginnings and accents, with and without the index', async () => {
    const store = opened();
    const brands = await makeBrands(store, 'acme', 'beta', 'other');
    await fill(store, brands);
    const [acme = 0, beta = 0] = brands;
    expect(await sameEverywhere(store, [acme, beta])).toBeGreaterThan(400);
    expect(await store.read.search.due()).toBeUndefined();
    expect(await indexPart(store, 0)).toBe(true);
    expect(await sameEverywhere(store, [acme, beta])).toBeGreaterThan(400);
    expect(await store.read.search.find({ ...ALL, text: ' "" ?! ', brandIds: brands })).toBeUndefined();
  });

  it('ends at the most that are asked for, with the newest', async () => {
    const store = opened();
    const brands = await makeBrands(store, 'acme');
    await fill(store, brands);
    const before = await store.read.search.find({ ...ALL, most: 10, text: 'phone', brandIds: brands });
    await indexPart(store, 0);
    const after = await store.read.search.find({ ...ALL, most: 10, text: 'phone', brandIds: brands });
    for (const one of [before, after]) {
      expect(one?.more).toBe(true);
      expect(one!.ids.slice(0, 10)).toEqual(
        (await expected(store, 'phone', brands)).toSorted((a, b) => b - a).slice(0, 10),
      );
    }
  });

  it('follows edits, new brands, erasures, expiry and times', async () => {
    const store = opened();
    const brands = await makeBrands(store, 'acme', 'beta');
    const [acme = 0, beta = 0] = brands;
    const { ids } = await fill(store, brands);
    await indexPart(store, 0);
    const edited = insertOf(3, [brands[1]!], { text: 'Zebra contacts', editedAt: BASE + DAY_MS });
    await store.tx((tx) => tx.mentions.insert([edited]));
    expect(await found(store, 'zebra', [beta])).toEqual([ids[3]]);
    await store.tx((tx) =>
      tx.mentions.insert([insertOf(4, [acme, beta], { text: edited.text, editedAt: BASE + DAY_MS })]),
    );
    expect(await found(store, 'zebra', [beta])).toHaveLength(2);
    await sameEverywhere(store, brands);
    const [m] = await store.read.mentions.list({ brandId: acme, ...ALL, order: 'newest', limit: 1 });
    const words = `n${m!.externalId.replaceAll(/\D/g, '')}`;
    expect(await found(store, words, brands)).toEqual([m!.id]);
    await store.tx((tx) => tx.mentions.erase(m!.source, [m!.externalId], BASE));
    expect(await found(store, words, brands)).toEqual([]);
    await sameEverywhere(store, brands);
    const narrow = await store.read.search.find({ ...ALL, from: BASE * 2, text: 'phone', brandIds: brands });
    expect(narrow?.ids).toEqual([]);
    // It is still in the index: read from there, not from the texts.
    expect(await indexPart(store, 0)).toBe(false);
    await store.tx((tx) => tx.mentions.saveScores([]));
    await store.tx((tx) => tx.mentions.markDead(ids));
    await store.tx((tx) => tx.mentions.age(BASE + 400 * DAY_MS, 20));
    await sameEverywhere(store, brands);
    expect(await indexPart(store, 0)).toBe(true);
    await sameEverywhere(store, brands);
  });

  it('a part whose mentions change while it is read is read again', async () => {
    const store = opened();
    const brands = await makeBrands(store, 'acme');
    await fill(store, brands, 10);
    const revision = await store.tx((tx) => tx.search.begin(0));
    await store.tx((tx) =>
      tx.mentions.insert([insertOf(1, brands, { text: 'zebra', editedAt: BASE + DAY_MS })]),
    );
    const stale = await store.tx((tx) => tx.search.save(0, revision, { pages: [], span: undefined }));
    expect(stale).toBe(false);
    expect(await indexPart(store, 0)).toBe(true);
    expect(await found(store, 'zebra', brands)).toHaveLength(1);
  });

  it('says nothing about brands that somebody may not see', async () => {
    const store = opened();
    const brands = await makeBrands(store, 'acme', 'beta');
    await fill(store, brands);
    const mine = scopedStore(store, await scopeOf(store.read, ['acme'], new Set()));
    for (const when of ['read', 'indexed']) {
      const own = sorted(await expected(store, 'phone', [brands[0]!]));
      expect({ when, ids: sorted(await found(mine, 'phone', brands)) }).toEqual({ when, ids: own });
      expect(own.length).toBeLessThan((await expected(store, 'phone', brands)).length);
      const filter = {
        brandId: 0,
        brandIds: brands,
        from: 0,
        to: ALL.to,
        order: 'newest',
        limit: 1,
      } as const;
      expect((await mine.read.mentions.page(filter)).all).toBe(60);
      expect((await store.read.mentions.page(filter)).all).toBe(120);
      expect(await mine.read.search.find({ ...ALL, text: 'phone', brandIds: [brands[1]!] })).toMatchObject({
        ids: [],
      });
      await indexPart(store, 0);
    }
  });

  it('any text is a search (property)', async () => {
    const store = opened();
    const brands = await makeBrands(store, 'acme');
    await fill(store, brands, 40);
    await indexPart(store, 0);
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...WORDS, '"', '-', '*', '%', '_', '\\', "'"),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 6 }), async (pieces) => {
        await sameEverywhere(store, brands, [pieces.join(' ')]);
      }),
      { numRuns: 60 },
    );
  });
}
