/**
 * Remembers, for this process, up to where a brand was calm when it was looked at in full. While nothing before that
 * moment changed, what came after it is looked at alone: a millisecond instead of thirty. While nothing but the hour under
 * way changed, that hour is looked at alone. Other processes may look at the brand in between: what each remembers holds
 * until one of them finds the brand not calm.
 */
import { type Search, SEARCHED_SERIES } from '../src/detect/spike/find-spikes.ts';
import { type Checkpoint, continueFrom } from '../src/detect/spike/checkpoint.ts';
import { type BrandSeries, bucketStart, DAY_MS, HOUR_MS } from '../src/domain/series.ts';
import { countsOf, LIVE_MS, type loadWithMissing } from '../src/series/brand-series.ts';
import { missingSince } from '../src/series/data-gaps.ts';
import type { DirtyBrand } from '../src/store/brands/port.ts';
import type { StageContext } from './context.ts';

/** The moment lies at least so far back: posts that come in late change what is after it. */
export const CHECKPOINT_AGE_MS = 2 * DAY_MS;
/** What most posts that come in late are not late by: a walk from a nearer moment is shorter. */
export const NEAR_MS = 6 * HOUR_MS;
/** Changes are added up for so long; what is remembered reaches back twice as far. */
const SINCE_MS = DAY_MS;
/** Gaps that lie further back do not hold detection up today. */
export const RECENT_MS = 14 * DAY_MS;
/** Full looks at a brand are at least this far apart, and up to 8 h more, so that not all brands fall due at once. */
const FULL_MS = 20 * HOUR_MS;
/** A brand takes 80 kB; those beyond are looked at in full each time. */
const MOST_BRANDS = 2_000;

interface BrandCheckpoint {
  readonly checkpoint: Checkpoint;
  /** A later one, for as long as nothing before it changes; `mark` where there is none. */
  nearCheckpoint: Checkpoint;
  /** When it was looked at in full. */
  readonly at: number;
  readonly material: ReadonlySet<string> | undefined;
  /** The version of its counts that was seen last. */
  version: number;
  /** End of the last hour that was looked at. */
  scannedUntil: number;
  /** By series, from which count on the hour after that is looked at closer. */
  alarmThresholds: ReadonlyMap<string, number>;
}

/** By brand id. */
export type BrandCheckpoints = Map<number, BrandCheckpoint>;

type Context = Pick<StageContext, 'store' | 'checkpoints'>;
type Loaded = NonNullable<Awaited<ReturnType<typeof loadWithMissing>>>;

/** What a full look at a brand saw. */
interface FullScan
  extends Loaded,
    Pick<Search, 'checkpoint' | 'nearCheckpoint' | 'partialHour' | 'alarmThresholds'> {
  /** With the hour that is not over. */
  readonly running: BrandSeries | undefined;
  /** What it found, also beside the search. */
  readonly found: readonly { readonly end?: number | undefined }[];
}

/**
 * Whether what a full look saw is worth to be remembered. A spike after the mark is not: corrections may take it back. What
 * alarmed before its hour was over is looked at in full until then.
 */
function canCheckpoint({ checkpoint, missing, live, partialHour, found }: FullScan, now: number): boolean {
  if (!checkpoint || !live || partialHour) return false;
  return (
    found.every(({ end = Infinity }) => end <= checkpoint.at) &&
    missing.ranges.every(({ to }) => to < now - RECENT_MS)
  );
}

/** From when on changes may be known for what others remember to hold; without calm nothing of it does. */
export function forgetBefore(seen: FullScan | undefined, now: number): number {
  return seen && canCheckpoint(seen, now) ? now - SINCE_MS : Infinity;
}

/** Notes what a full look at a brand saw. */
export function saveCheckpoint(
  { checkpoints }: Pick<Context, 'checkpoints'>,
  { id, version }: DirtyBrand,
  seen: FullScan,
  now: number,
): void {
  const { series, checkpoint, missing, alarmThresholds, running } = seen;
  if (!checkpoint || !canCheckpoint(seen, now) || (checkpoints.size >= MOST_BRANDS && !checkpoints.has(id))) {
    checkpoints.delete(id);
    return;
  }
  const scannedUntil = series.start + series.length * series.widthMs;
  const higher = [...alarmThresholds].map(([name, from]) => {
    const count = running?.series[name]?.at(-1) ?? 0;
    // It was looked at closer and did not alarm: again when it is a quarter more.
    return [name, count < from ? from : Math.ceil(count * 1.25) + 1] as const;
  });
  const { material } = missing;
  const nearCheckpoint = seen.nearCheckpoint ?? checkpoint;
  checkpoints.set(id, {
    checkpoint,
    nearCheckpoint,
    at: now,
    material,
    version,
    scannedUntil,
    alarmThresholds: new Map(higher),
  });
}

/** Start of the first bucket that changed since a version was looked at; 0 where nobody can tell. */
function changedSince(
  { detectedVersion, changedFrom, sinceVersion, sinceFrom }: DirtyBrand,
  version: number,
) {
  if (version === detectedVersion) return changedFrom;
  return version >= sinceVersion ? sinceFrom : 0;
}

/**
 * True where a full look would find what the last one found; `noteSeen` is to be told then. False where that cannot be told
 * from what changed.
 */
export async function canSkipScan(
  { store, checkpoints }: Context,
  brand: DirtyBrand,
  now: number,
): Promise<boolean> {
  const { id, rescoredAt } = brand;
  const known = checkpoints.get(id);
  if (!known || rescoredAt !== undefined) return false;
  const changedFrom = changedSince(brand, known.version);
  const { checkpoint, at, material } = known;
  if (changedFrom < checkpoint.at || now - changedFrom >= LIVE_MS) return false;
  if (now < at || now - at > FULL_MS + (id % 8) * HOUR_MS) return false;
  const missing = await missingSince(store.read, material, now - RECENT_MS, now);
  if (!missing || missing.ranges.length > 0) return false;
  const to = bucketStart(missing.wholeUntil, HOUR_MS);
  if (to <= checkpoint.at) return false;
  const hours = (from: number, end: number) =>
    countsOf(store.read, brand, { from, to: end, widthMs: HOUR_MS, codes: false }, []);
  // Else only the hour that is not over yet changed, and the hours before it say what they said.
  if (known.scannedUntil !== to || changedFrom < to) {
    const from =
      changedFrom >= known.nearCheckpoint.at && to > known.nearCheckpoint.at
        ? known.nearCheckpoint
        : checkpoint;
    const nearBefore = now - NEAR_MS;
    const since = continueFrom(from, await hours(from.at, to), SEARCHED_SERIES, { nearBefore });
    if (!since) return false;
    known.nearCheckpoint = since.nearCheckpoint ?? from;
    known.scannedUntil = to;
    known.alarmThresholds = since.alarmThresholds;
  }
  if (to !== bucketStart(now, HOUR_MS)) return true;
  const { series } = await hours(to, to + HOUR_MS);
  return SEARCHED_SERIES.every((name) => (series[name]?.[0] ?? 0) < (known.alarmThresholds.get(name) ?? 1));
}

/** Notes brands that are still quiet as looked at, in one transaction. */
export async function markScanned(
  { store, checkpoints }: Context,
  brands: readonly DirtyBrand[],
): Promise<void> {
  const newest = await store.tx(async (tx) => {
    const found = new Set<number>();
    for (const { id, version } of brands) if (await tx.brands.markDetected(id, version)) found.add(id);
    return found;
  });
  for (const { id, version } of brands) {
    const known = checkpoints.get(id);
    if (known && newest.has(id)) known.version = version;
    else checkpoints.delete(id);
  }
}
