/** Marks changes that detection has not processed yet. */
import { inArray, sql } from 'drizzle-orm';
import type { Db } from '../sql/db.ts';
import { brand } from './schema.ts';

const next = sql`${brand.dirtyVersion} + 1`;

/** Anything that detection reads may have changed, at any time. */
export const ANYTHING = { dirtyVersion: next, changedFrom: 0, sinceFrom: 0 } as const;

/** Makes brands whose counts changed due for detection, from the first bucket that changed. */
export async function markChanged(
  db: Db,
  deltas: readonly { readonly brandId: number; readonly start: number }[],
): Promise<void> {
  const from = new Map<number, number>();
  for (const { brandId, start } of deltas) from.set(brandId, Math.min(start, from.get(brandId) ?? start));
  const together = new Map<number, number[]>();
  for (const [brandId, start] of from) together.set(start, [...(together.get(start) ?? []), brandId]);
  for (const [start, ids] of together) {
    const least = (column: typeof brand.changedFrom | typeof brand.sinceFrom) =>
      sql`case when ${column} > ${start} then ${start} else ${column} end`;
    await db
      .update(brand)
      .set({ dirtyVersion: next, changedFrom: least(brand.changedFrom), sinceFrom: least(brand.sinceFrom) })
      .where(inArray(brand.id, ids))
      .run();
  }
}
