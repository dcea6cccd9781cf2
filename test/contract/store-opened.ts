/** What the groups of the database contract share. */
import type { Store } from '../../src/store/store.ts';

/** The open database of the running test. */
export type Opened = () => Store;

/** Makes brands and returns their ids in the same order. */
export async function makeBrands(store: Store, ...slugs: string[]): Promise<number[]> {
  return store.tx(async (tx) => {
    const ids: number[] = [];
    for (const slug of slugs) {
      ids.push((await tx.brands.upsert({ slug, name: slug.toUpperCase(), origin: 'config' })).row.id);
    }
    return ids;
  });
}
