/** What the tests of imports share. */
import { createHash } from 'node:crypto';
import { HOUR_MS } from '../../../src/domain/series.ts';
import type { Store } from '../../../src/store/store.ts';
import type { InsertMention } from '../../../src/store/mentions/port.ts';
import { BASE, insertOf, scoreOf } from '../../support/mentions.ts';

export const WHOLE = { from: 0, to: BASE * 2 } as const;

export const start = (store: Store, brand = 'acme', file = 'f.csv') =>
  store.tx((tx) => tx.imports.start({ file, hash: undefined, brand, who: 'me', settings: {}, at: BASE }));
export const insert = (store: Store, rows: readonly InsertMention[]) =>
  store.tx((tx) => tx.mentions.insert(rows));
export const scoreAll = async (store: Store) => {
  const ids = await store.read.mentions.pendingIds(1_000);
  await store.tx((tx) =>
    tx.mentions.saveScores(ids.map((id) => ({ id, score: scoreOf(id), version: 'v1' }))),
  );
};
export const list = (store: Store, brandId: number) =>
  store.read.mentions.list({ ...WHOLE, brandId, order: 'newest', limit: 1_000 });

/** A row of a file with an id of its own choice. */
export function row(
  importId: number,
  brandIds: readonly number[],
  id: string,
  text: string,
  at = 0,
): InsertMention {
  const base = insertOf(0, brandIds, { importId, identity: 'words', externalId: id, source: 'file', text });
  return {
    ...base,
    publishedAt: BASE + at,
    wordsHash: createHash('sha256').update(text).digest().readUIntBE(0, 6),
  };
}

export async function undo(store: Store, id: number, step = 3): Promise<readonly string[]> {
  await store.tx((tx) => tx.imports.beginUndo(id, { who: 'me', at: BASE }));
  for (;;) {
    const { looked } = await store.tx((tx) => tx.imports.undoSome(id, step));
    if (looked === 0) break;
  }
  return store.tx((tx) => tx.imports.endUndo(id, BASE));
}

/** What people and detection see of the brands. */
export async function seen(store: Store, brandIds: readonly number[]) {
  const brands = [];
  for (const brandId of brandIds) {
    const mentions = await list(store, brandId);
    brands.push({
      mentions: mentions.map(({ externalId, text, publishedAt, rating, reach, authorPseudonym }) => ({
        externalId,
        text,
        publishedAt,
        rating,
        reach,
        authorPseudonym,
      })),
      groups: (
        await store.read.mentions.list({ ...WHOLE, brandId, order: 'newest', limit: 1_000, grouped: true })
      ).map((one) => [one.externalId, one.duplicates]),
      span: await store.read.counts.span(brandId, HOUR_MS),
      buckets: await store.read.counts.buckets({ ...WHOLE, brandId, widthMs: HOUR_MS }),
      categories: await store.read.counts.categories({ ...WHOLE, brandId, widthMs: HOUR_MS }),
    });
  }
  return brands;
}
