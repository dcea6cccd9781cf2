/** Brands whose change cannot have raised a new spike are not scanned in full (`src/detect/spike/checkpoint.ts`). */
import {
  brandCheckpointOf,
  changedSince,
  checkpointBounds,
  latestUntouched,
  RECENT_GAP_MS,
  type ScanOutcome,
  stillHolds,
} from '../detect/spike/brand-checkpoint.ts';
import { continueScan } from '../detect/spike/checkpoint.ts';
import { firstEventAlarm, mayAlarm } from '../detect/spike/event-scan.ts';
import { SEARCHED_SERIES } from '../detect/spike/find-spikes.ts';
import { bucketStart, DAY_MS, HOUR_MS } from '../domain/series.ts';
import type { BrandCheckpoint } from '../detect/spike/brand-checkpoint.ts';
import { countsOf, LIVE_MS } from '../series/brand-series.ts';
import { missingSince } from '../series/data-gaps.ts';
import type { DirtyBrand } from '../store/brands/port.ts';
import type { DetectionContext } from './context.ts';
import { recentMoments } from './weigh-voices.ts';

/** A checkpoint takes about 80 kB. Brands beyond this many get a full scan each time. */
const MAX_BRANDS = 2_000;

type Context = Pick<DetectionContext, 'store' | 'checkpoints'>;

/** Keeps the checkpoint of a full scan, or drops the one before it where this scan left none. */
export function saveCheckpoint(
  { checkpoints }: Pick<Context, 'checkpoints'>,
  { id, version }: DirtyBrand,
  scan: ScanOutcome,
  now: number,
): void {
  const hasRoom = checkpoints.size < MAX_BRANDS || checkpoints.has(id);
  const saved = hasRoom ? brandCheckpointOf(scan, version, now) : undefined;
  if (saved) checkpoints.set(id, saved);
  else checkpoints.delete(id);
}

/**
 * Whether the sources that give dates without times are those of the full scan, and what it saw of their days still holds:
 * no complete day changed, and none became complete.
 */
async function daysAreUnchanged(
  { read }: Context['store'],
  { dailySources, checkpoint, fullScanAt }: BrandCheckpoint,
  brandId: number,
  changedFrom: number,
  now: number,
): Promise<boolean> {
  const today = bucketStart(now, DAY_MS);
  if (dailySources.length > 0 && (changedFrom < today || fullScanAt < today)) return false;
  const from = bucketStart(checkpoint.at, DAY_MS);
  const dated = await read.counts.datesOnly({ brandId, from, to: now + DAY_MS });
  return dated.every(({ source }) => dailySources.includes(source));
}

/**
 * True where a full scan at `now` would find what the last one found: `markScanned` notes that. False where a scan that
 * continues from the brand's checkpoint finds a spike, or cannot tell. Updates the checkpoint.
 */
export async function canSkipScan(
  { store, checkpoints }: Context,
  brand: DirtyBrand,
  now: number,
): Promise<boolean> {
  const saved = checkpoints.get(brand.id);
  if (!saved || brand.rescoredAt !== undefined) return false;
  const changedFrom = changedSince(brand, saved.version);
  if (!stillHolds(saved, changedFrom, brand.id, now) || now - changedFrom >= LIVE_MS) return false;
  if (!(await daysAreUnchanged(store, saved, brand.id, changedFrom, now))) return false;
  const missing = await missingSince(store.read, saved.material, now - RECENT_GAP_MS, now);
  if (!missing || missing.ranges.length > 0) return false;
  const to = bucketStart(missing.wholeUntil, HOUR_MS);
  if (to <= saved.checkpoint.at) return false;
  const hours = (from: number, end: number) =>
    countsOf(
      store.read,
      brand,
      { from, to: end, widthMs: HOUR_MS, codes: false, except: saved.dailySources },
      [],
    );
  let { alarmThresholds, rates } = saved;
  const onlyPartialHourChanged = saved.scannedUntil === to && changedFrom >= to;
  if (!onlyPartialHourChanged) {
    const from = latestUntouched(saved, changedFrom, to);
    const { nearCheckpointBefore } = checkpointBounds(now);
    const tail = await hours(from.at, to);
    const scan = continueScan(from, tail, SEARCHED_SERIES, { nearCheckpointBefore });
    if (!scan) return false;
    ({ alarmThresholds, rates } = scan);
    const nearCheckpoint = scan.nearCheckpoint ?? from;
    checkpoints.set(brand.id, { ...saved, nearCheckpoint, scannedUntil: to, alarmThresholds, rates });
  }
  if (to !== bucketStart(now, HOUR_MS)) return true;
  const { series } = await hours(to, to + HOUR_MS);
  const countOf = (name: string) => series[name]?.[0] ?? 0;
  if (SEARCHED_SERIES.some((name) => countOf(name) >= (alarmThresholds.get(name) ?? 1))) return false;
  const worth = [...rates].filter(([name, rate]) => mayAlarm(countOf(name), now - to, rate));
  if (worth.length === 0) return true;
  const moments = await recentMoments(store.read, brand.id, now, { except: saved.dailySources });
  return worth.every(([name, { perHour, dispersion }]) => {
    return firstEventAlarm(moments[name] ?? [], { perHour: () => perHour, dispersion }) === undefined;
  });
}

/** Notes the versions of brands that needed no full scan, in one transaction. */
export async function markScanned(
  { store, checkpoints }: Context,
  brands: readonly DirtyBrand[],
): Promise<void> {
  if (brands.length === 0) return;
  const newest = await store.tx(async (tx) => {
    const ids = new Set<number>();
    for (const { id, version } of brands) if (await tx.brands.markDetected(id, version)) ids.add(id);
    return ids;
  });
  for (const { id, version } of brands) {
    const saved = checkpoints.get(id);
    if (saved && newest.has(id)) checkpoints.set(id, { ...saved, version });
    else checkpoints.delete(id);
  }
}
