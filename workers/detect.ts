/** Stage `detect`: finds a brand's spikes in its counts and keeps them as incidents. */
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { sourceId } from '../src/domain/source.ts';
import { searchSpikes } from '../src/detect/spike/find-spikes.ts';
import { DAY_MS, HOUR_MS } from '../src/domain/series.ts';
import type { Payload } from '../src/queue/stages.ts';
import { withKnownEvents } from '../src/series/known-events.ts';
import { loadWithMissing, withRunningHour } from '../src/series/brand-series.ts';
import type { DirtyBrand } from '../src/store/brands/port.ts';
import { beside } from './remaining-sources.ts';
import type { StageContext } from './context.ts';
import { newsPageViewsOf, controlOf, type DescribedSpike, describeSpike } from './describe-spike.ts';
import { keepSpikes } from './save-spikes.ts';
import {
  forgetBefore,
  NEAR_MS,
  saveCheckpoint,
  markScanned,
  CHECKPOINT_AGE_MS,
  canSkipScan,
} from './checkpoints.ts';

/** Older spikes stand as they are. */
const LOOK_BACK_MS = 400 * DAY_MS;
/** What attention before the first counts is held against. */
const BEFORE_MS = 35 * DAY_MS;

/** Whether counts mix versions of the scorer: what stands out then may be the seam. */
export function mixed({ store, scorer }: Pick<StageContext, 'store' | 'scorer'>): Promise<boolean> {
  return store.read.rescores.anyStale(scorer.version);
}

/** Looks at a brand from the beginning of its year, and keeps what is found. */
async function fullScan(given: StageContext, dirty: DirtyBrand, now: number): Promise<void> {
  const { read } = given.store;
  const { slug } = dirty;
  const brand = await read.brands.bySlug(slug);
  if (!brand) return;
  const ctx = { ...given, config: await withKnownEvents(read, given.config, now, slug) };
  const span = await read.counts.span(brand.id, HOUR_MS);
  const from = (span?.last ?? now) - LOOK_BACK_MS;
  const loaded = await loadWithMissing(read, brand, now, { from });
  const whole = loaded?.series;
  const running = loaded?.live
    ? await withRunningHour(read, brand, loaded.series, loaded.missing.ranges, now)
    : undefined;
  const bounds = { checkpointBefore: now - CHECKPOINT_AGE_MS, nearBefore: now - NEAR_MS };
  const options = { now, ...bounds, running: running !== undefined };
  const search = whole && searchSpikes(running ?? whole, options);
  const series = search?.partialHour ? running : whole;
  const found = search ? [...search.spikes, ...(await beside(ctx, brand, whole!, now))] : [];
  found.sort((a, b) => a.onset - b.onset);
  const explained = found.length > 0 && ctx.config.policyChanges.some((change) => change.brand === slug);
  const control = explained ? await controlOf(ctx, brand, series!) : undefined;
  const newsPageViews = explained ? await newsPageViewsOf(ctx, brand.id, series!.start - BEFORE_MS, now) : [];
  const weighed = { ...(control ? { control } : {}), newsPageViews };
  const before = found.length > 0 ? await read.spikes.list({ brandId: brand.id }) : [];
  const spikes: DescribedSpike[] = [];
  for (const spike of found) {
    spikes.push(await describeSpike(ctx, brand, series!, weighed, spike, now, before));
  }
  const seen = loaded && search && { ...loaded, ...search, running, found };
  const newest = await ctx.store.tx(async (tx) => {
    const newest = await tx.brands.markDetected(brand.id, dirty.version, forgetBefore(seen, now));
    // Without counts there are no spikes at all.
    if (newest) {
      const findings = { spikes, from: series?.start ?? 0, rescoredAt: dirty.rescoredAt };
      await keepSpikes(ctx, tx, brand, findings);
    }
    return newest;
  });
  if (newest && seen) saveCheckpoint(ctx, dirty, seen, now);
  if (spikes.length > 0) await ctx.queue.enqueue('alert', {}).catch(ctx.onLostJob);
}

/**
 * Looks at brands whose counts changed; one that did not change costs one query. Waits for a re-score. A brand that
 * fails stops no other; the first failure is thrown at the end.
 */
export async function detectStage(ctx: StageContext, { brands }: Payload<'detect'>): Promise<void> {
  const { read } = ctx.store;
  if (await mixed(ctx)) return;
  const now = ctx.clock();
  const checkpoints: DirtyBrand[] = [];
  const failed: unknown[] = [];
  for (const slug of brands) {
    try {
      const dirty = await read.brands.dirtyOne(slug);
      if (!dirty) continue;
      if (await canSkipScan(ctx, dirty, now)) {
        checkpoints.push(dirty);
        continue;
      }
      await fullScan(ctx, dirty, now);
      // SQLite answers at once: without a turn nobody else would be heard for seconds.
      await turnOfTheLoop();
    } catch (error) {
      failed.push(error);
    }
  }
  if (checkpoints.length > 0) await markScanned(ctx, checkpoints);
  if (failed.length > 0) throw failed[0];
}

/**
 * Has every brand looked at again: its counts are the same, but the policy changes, responses and declared
 * incidents of the configuration may be others than when it was looked at. Sources that are not read any more are
 * waited for no longer.
 */
export async function lookAgain({ store, config }: Pick<StageContext, 'store' | 'config'>): Promise<void> {
  const read = config.sources.filter((source) => source.enabled).map(sourceId);
  await store.tx((tx) => tx.sources.retire(read));
  const brands = await store.read.brands.all();
  if (brands.length > 0) await store.tx((tx) => tx.brands.markDirty(brands.map((brand) => brand.id)));
}
