/** Which checkpoint of a brand is kept, and how long it holds (see `checkpoint.ts`). Pure; times are ms. */
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { NextRate } from './event-scan.ts';
import type { Search } from './find-spikes.ts';

/** Posts that arrive late change what lies after a checkpoint, so it is at least this old. */
const CHECKPOINT_AGE_MS = 2 * DAY_MS;
/** Most late posts are not later than this. */
const NEAR_CHECKPOINT_AGE_MS = 6 * HOUR_MS;
/** Changes older than this move `sinceVersion` up; a checkpoint reaches back twice as far. */
const CHANGES_KEPT_MS = DAY_MS;
/** A gap in the counts that ended longer ago does not hold detection up. */
export const RECENT_GAP_MS = 14 * DAY_MS;
/** Time between full scans of a brand, and up to 8 h more by its id, so that brands do not all fall due at once. */
const FULL_SCAN_EVERY_MS = 20 * HOUR_MS;
/** A count that did not alarm is examined again when it is this much higher. */
const EXAMINE_AGAIN = 1.25;

export interface BrandCheckpoint {
  readonly checkpoint: Checkpoint;
  /** `checkpoint` where there is none later. */
  readonly nearCheckpoint: Checkpoint;
  /** When the full scan ran that found it. */
  readonly fullScanAt: number;
  /** Sources that make up a part of the brand's counts; undefined where none of them was late. */
  readonly material: ReadonlySet<string> | undefined;
  /** Sources that are judged by day; the checkpoint is that of the others. */
  readonly dailySources: readonly string[];
  /** The version of the brand's counts that this process scanned last. */
  readonly version: number;
  /** End of the last complete hour that was scanned. */
  readonly scannedUntil: number;
  /** By series. */
  readonly alarmThresholds: ReadonlyMap<string, number>;
  readonly rates: ReadonlyMap<string, NextRate>;
}

/** What a brand's row says about changes of its counts. */
interface BrandChanges {
  readonly detectedVersion: number;
  readonly changedFrom: number;
  readonly sinceVersion: number;
  readonly sinceFrom: number;
}

/** What a full scan of a brand saw. */
export interface ScanOutcome
  extends Pick<Search, 'checkpoint' | 'nearCheckpoint' | 'partialHourAlarm' | 'alarmThresholds' | 'rates'> {
  /** Complete hours. */
  readonly series: BrandSeries;
  /** The same with the partial hour at its end; undefined where that hour has no mention yet. */
  readonly withPartialHour: BrandSeries | undefined;
  /** Whether the brand was mentioned in the last days. */
  readonly live: boolean;
  /** Stretches in which a source gave nothing or not all. */
  readonly gaps: readonly { readonly to: number }[];
  readonly material: ReadonlySet<string> | undefined;
  readonly dailySources: readonly string[];
  /** All spikes found, those of single sources included. */
  readonly spikes: readonly { readonly end?: number | undefined }[];
}

/** Up to when a full scan at `now` looks for its checkpoints. */
export function checkpointBounds(now: number) {
  return { checkpointBefore: now - CHECKPOINT_AGE_MS, nearCheckpointBefore: now - NEAR_CHECKPOINT_AGE_MS };
}

/**
 * Whether a later scan may continue from what this one saw. Not after a spike that ended after the checkpoint, since
 * corrections may take it back; not after a partial-hour alarm, which is provisional.
 */
function holds({ checkpoint, gaps, live, partialHourAlarm, spikes }: ScanOutcome, now: number): boolean {
  if (!checkpoint || !live || partialHourAlarm) return false;
  return (
    spikes.every(({ end = Infinity }) => end <= checkpoint.at) &&
    gaps.every(({ to }) => to < now - RECENT_GAP_MS)
  );
}

/**
 * Changes of buckets before this moment are forgotten with this scan: `sinceVersion` becomes its version. `Infinity`
 * where it left no checkpoint, so that other processes do a full scan too.
 */
export function forgetChangesBefore(scan: ScanOutcome | undefined, now: number): number {
  return scan && holds(scan, now) ? now - CHANGES_KEPT_MS : Infinity;
}

/** What is kept of a full scan; undefined where a later scan cannot continue from it. */
export function brandCheckpointOf(
  scan: ScanOutcome,
  version: number,
  now: number,
): BrandCheckpoint | undefined {
  const { checkpoint, series, withPartialHour, material, dailySources } = scan;
  if (!checkpoint || !holds(scan, now)) return undefined;
  const thresholds = [...scan.alarmThresholds].map(([name, threshold]) => {
    const count = withPartialHour?.series[name]?.at(-1) ?? 0;
    return [name, count < threshold ? threshold : Math.ceil(count * EXAMINE_AGAIN) + 1] as const;
  });
  return {
    checkpoint,
    nearCheckpoint: scan.nearCheckpoint ?? checkpoint,
    fullScanAt: now,
    material,
    dailySources,
    version,
    scannedUntil: series.start + series.length * series.widthMs,
    alarmThresholds: new Map(thresholds),
    rates: scan.rates,
  };
}

/** Start of the first bucket that changed since `version` was scanned; 0 if unknown. */
export function changedSince(changes: BrandChanges, version: number): number {
  if (version === changes.detectedVersion) return changes.changedFrom;
  return version >= changes.sinceVersion ? changes.sinceFrom : 0;
}

/** Whether the checkpoint is untouched by a change from `changedFrom` on, and no full scan of the brand is due. */
export function stillHolds(
  { checkpoint, fullScanAt }: BrandCheckpoint,
  changedFrom: number,
  brandId: number,
  now: number,
): boolean {
  const due = fullScanAt + FULL_SCAN_EVERY_MS + (brandId % 8) * HOUR_MS;
  return changedFrom >= checkpoint.at && now >= fullScanAt && now <= due;
}

/** The latest checkpoint before `to` that a change from `changedFrom` on leaves untouched. */
export function latestUntouched(
  { checkpoint, nearCheckpoint }: BrandCheckpoint,
  changedFrom: number,
  to: number,
): Checkpoint {
  return changedFrom >= nearCheckpoint.at && to > nearCheckpoint.at ? nearCheckpoint : checkpoint;
}
