/** What the groups of the ledger contract share. */
import type { Ledger } from '../../src/store/store.ts';

/** The open ledger of the running test. */
export type Opened = () => Ledger;

/** Makes brands and returns their ids in the same order. */
export async function makeBrands(ledger: Ledger, ...slugs: string[]): Promise<number[]> {
  return ledger.tx(async (tx) => {
    const ids: number[] = [];
    for (const slug of slugs) {
      ids.push((await tx.brands.upsert({ slug, name: slug.toUpperCase(), origin: 'config' })).row.id);
    }
    return ids;
  });
}
