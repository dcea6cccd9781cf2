/** When brands with sources that give dates without times are due for detection. */
import { DAY_MS } from '../domain/series.ts';
import type { Store } from '../store/store.ts';

/** A day may be complete this long after its posts came in. */
const PATIENCE_MS = 3 * DAY_MS;

/**
 * Makes those with such posts in the last days due. A day that is over, and a source that was read meanwhile, change no
 * count, but only then is the day judged. Called each hour.
 */
export async function makeDailyDue(store: Store, now: number): Promise<void> {
  const ids = await store.read.counts.brandsWithDatesOnly(now - PATIENCE_MS);
  if (ids.length > 0) await store.tx((tx) => tx.brands.markDirty(ids));
}
