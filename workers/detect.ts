/** Stage `detect`: finds the spikes of brands whose counts changed, and saves them as incidents. */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { fullScan } from '../src/detection/full-scan.ts';
import { canSkipScan, markScanned } from '../src/detection/skip-scan.ts';
import { sourceId } from '../src/domain/source.ts';
import { detectJobs, type Payload } from '../src/queue/stages.ts';
import { countedBy } from '../src/source/registry.ts';
import type { DirtyBrand } from '../src/store/brands/port.ts';
import type { StageContext } from './context.ts';

/**
 * Whether counts mix versions of the scorer, or history that was read once with history that was read twice. A rise may
 * then come from the difference.
 */
export async function hasStaleScores({
  store: { read },
  scorer,
}: Pick<StageContext, 'store' | 'scorer'>): Promise<boolean> {
  return (await read.rescores.anyStale(scorer.version)) || (await read.openReadings.anyLate());
}

/**
 * Looks at each brand whose counts changed; an unchanged one costs one query. Waits for a re-score and for the second reading of history. A brand that fails does
 * not stop the others: the first error is thrown at the end.
 */
export async function detectStage(given: StageContext, { brands }: Payload<'detect'>): Promise<void> {
  if (await hasStaleScores(given)) return;
  const ctx = { ...given, countedBy };
  const now = ctx.clock();
  const skipped: DirtyBrand[] = [];
  const failed: unknown[] = [];
  for (const slug of brands) {
    try {
      const dirty = await ctx.store.read.brands.dirtyOne(slug);
      if (!dirty) continue;
      if (await canSkipScan(ctx, dirty, now)) {
        skipped.push(dirty);
        continue;
      }
      const spikes = await fullScan(ctx, dirty, now);
      if (spikes > 0) await ctx.queue.enqueue('alert', {}).catch(ctx.onLostJob);
      // SQLite answers synchronously: without this, nothing else in the process runs until the job is done.
      await turnOfTheLoop();
    } catch (error) {
      failed.push(error);
    }
  }
  await markScanned(ctx, skipped);
  if (failed.length > 0) throw failed[0];
}

/** Nothing waits any longer for sources that are no longer read. */
async function retireSources({ store, config }: Pick<StageContext, 'store' | 'config'>): Promise<void> {
  const read = config.sources.filter((source) => source.enabled).map(sourceId);
  await store.tx((tx) => tx.sources.retire(read));
}

/** Makes brands due whose configuration changed while the process runs. */
export async function makeChangedDue(
  ctx: Pick<StageContext, 'store' | 'config' | 'queue' | 'onLostJob'>,
  changed: ReadonlySet<string>,
): Promise<void> {
  await retireSources(ctx);
  const brands = (await ctx.store.read.brands.all()).filter(({ slug }) => changed.has(slug));
  if (brands.length === 0) return;
  await ctx.store.tx((tx) => tx.brands.markDirty(brands.map(({ id }) => id)));
  for (const job of detectJobs(brands.map(({ slug }) => slug)))
    await ctx.queue.enqueue('detect', job).catch(ctx.onLostJob);
}

/**
 * Makes every brand due for detection. Its counts are the same as before the start, but policy changes, responses and
 * declared incidents in the configuration may not be. Also retires sources that are no longer read, so that nothing waits
 * for them.
 */
export async function makeAllDue(ctx: Pick<StageContext, 'store' | 'config'>): Promise<void> {
  const { store } = ctx;
  await retireSources(ctx);
  const brands = await store.read.brands.all();
  if (brands.length > 0) await store.tx((tx) => tx.brands.markDirty(brands.map((brand) => brand.id)));
}
