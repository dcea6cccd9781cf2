/** A full scan of a brand: finds its spikes, describes them and saves them with their incidents. */
import {
  checkpointBounds,
  forgetChangesBefore,
  RECENT_GAP_MS,
  type ScanOutcome,
} from '../detect/spike/brand-checkpoint.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../domain/series.ts';
import type { Spike } from '../domain/spike.ts';
import { loadBrandSeries, loadWithMissing, withPartialHour } from '../series/brand-series.ts';
import { missingOf } from '../series/data-gaps.ts';
import { withKnownEvents } from '../series/known-events.ts';
import type { BrandRow, DirtyBrand } from '../store/brands/port.ts';
import type { Reads } from '../store/store.ts';
import type { DetectionContext } from './context.ts';
import { describeSpikes } from './describe-spike.ts';
import { saveSpikes } from './save-spikes.ts';
import { searchInThread } from './search.ts';
import { saveCheckpoint } from './skip-scan.ts';

/** Spikes that began earlier are left as they are. */
const LOOK_BACK_MS = 400 * DAY_MS;

interface FullScan extends ScanOutcome {
  /** What was searched: complete hours, and the partial hour where it raised an alarm. */
  readonly searched: BrandSeries;
  readonly spikes: readonly Spike[];
}

/**
 * Counts of all sources are missing while one of them is out, so the others are searched on their own. Only spikes that
 * began during an outage are returned: the search of all sources finds the rest.
 */
async function spikesOfRemainingSources(
  read: Reads,
  brand: BrandRow,
  series: BrandSeries,
  now: number,
): Promise<Spike[]> {
  const from = Math.max(series.start, now - RECENT_GAP_MS);
  const { ranges } = await missingOf(read, brand.id, series.widthMs, from, now);
  if (ranges.length === 0) return [];
  const except = [...new Set(ranges.map(({ source }) => source))];
  const rest = await loadBrandSeries(read, brand, now, { from: series.start, except });
  const isMissing = (at: number) => ranges.some((range) => at >= range.from - HOUR_MS && at < range.to);
  if (!rest) return [];
  const { spikes } = await searchInThread(rest, { now });
  return spikes.filter((spike) => isMissing(spike.onset));
}

/** Undefined where the brand has no counts. */
async function scan(read: Reads, brand: BrandRow, now: number): Promise<FullScan | undefined> {
  const span = await read.counts.span(brand.id, HOUR_MS);
  const loaded = await loadWithMissing(read, brand, now, { from: (span?.last ?? now) - LOOK_BACK_MS });
  if (!loaded) return undefined;
  const { series, missing, live } = loaded;
  const partial = live ? await withPartialHour(read, brand, series, missing.ranges, now) : undefined;
  const endsInPartialHour = partial !== undefined;
  const options = { now, ...checkpointBounds(now), endsInPartialHour };
  const search = await searchInThread(partial ?? series, options);
  const ofSources = await spikesOfRemainingSources(read, brand, series, now);
  return {
    ...search,
    series,
    withPartialHour: partial,
    searched: search.partialHourAlarm && partial ? partial : series,
    live,
    gaps: missing.ranges,
    material: missing.material,
    spikes: [...search.spikes, ...ofSources].sort((a, b) => a.onset - b.onset),
  };
}

/**
 * Scans the last 400 days of a brand and saves the spikes that began in them, unless another process has scanned a newer
 * version of its counts. Returns how many spikes it found.
 */
export async function fullScan(given: DetectionContext, dirty: DirtyBrand, now: number): Promise<number> {
  const { read } = given.store;
  const brand = await read.brands.bySlug(dirty.slug);
  if (!brand) return 0;
  const ctx = { ...given, config: await withKnownEvents(read, given.config, now, brand.slug) };
  const found = await scan(read, brand, now);
  const spikes = found ? await describeSpikes(ctx, brand, found.searched, found.spikes, now) : [];
  const isNewest = await ctx.store.tx(async (tx) => {
    const forgetBefore = forgetChangesBefore(found, now);
    if (!(await tx.brands.markDetected(brand.id, dirty.version, forgetBefore))) return false;
    // A brand without counts has no spikes: those that were saved go.
    const from = found?.searched.start ?? 0;
    await saveSpikes(ctx, tx, brand, { spikes, from, rescoredAt: dirty.rescoredAt });
    return true;
  });
  if (isNewest && found) saveCheckpoint(ctx, dirty, found, now);
  return spikes.length;
}
