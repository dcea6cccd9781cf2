/**
 * Gaps in a brand's counts: a source with a material share of them was out, or delivered only a part. Missing is not zero:
 * such buckets are left out of baselines, detection and charts.
 */
import { bucketStart, DAY_MS, HOUR_MS } from '../domain/series.ts';
import type { MissingRange } from '../domain/source.ts';
import type { Reads } from '../store/store.ts';

/** A source with a smaller share of a brand's mentions changes its counts less than chance does. */
const MATERIAL = 0.1;
/** A source that is later than this counts as out. */
export const PATIENCE_MS = 3 * HOUR_MS;
/** The same for a source that gives dates without times: many are read once a day. */
const DAILY_PATIENCE_MS = DAY_MS + PATIENCE_MS;

export interface Missing {
  readonly ranges: readonly (MissingRange & { readonly source: string })[];
  /** Counts are complete before this moment, apart from the ranges; `now` where no source is late. */
  readonly wholeUntil: number;
  /** Sources with a material share of the brand's mentions; undefined where no source at all misses anything. */
  readonly material?: ReadonlySet<string>;
}

type SourceReads = Pick<Reads, 'sources'>;

/** What any brand may be missing in [from, now). */
async function suspects(reads: SourceReads, from: number, now: number, live: boolean) {
  const gaps = (await reads.sources.gaps({ from, to: now })).filter((gap) => gap.state !== 'filled');
  const states = live ? (await reads.sources.all()).filter((state) => state.completeUntil !== undefined) : [];
  return { gaps, states, none: gaps.length === 0 && states.length === 0 };
}

function missingAmong(
  { gaps, states }: Awaited<ReturnType<typeof suspects>>,
  material: ReadonlySet<string>,
  now: number,
  patienceMs = PATIENCE_MS,
): Missing {
  const ranges: (MissingRange & { source: string })[] = gaps
    .filter((gap) => material.has(gap.source))
    .map(({ source, from: start, to, reason }) => ({ source, from: start, to, reason }));
  let wholeUntil = now;
  for (const { source, completeUntil } of states) {
    if (!material.has(source) || completeUntil === undefined || completeUntil >= now) continue;
    if (now - completeUntil <= patienceMs) wholeUntil = Math.min(wholeUntil, completeUntil);
    else ranges.push({ source, from: completeUntil, to: now, reason: 'the source is silent' });
  }
  return { ranges, wholeUntil, material };
}

interface MissingOptions {
  /** Without, no new mentions are expected. */
  readonly live?: boolean;
  /** The sources that are judged by day. */
  readonly daily?: readonly string[];
  /** Whether those are looked at, or the others. */
  readonly only?: 'hourly' | 'daily';
}

/** Gaps of a brand in [from, now). Sources that are not read (imports, webhooks) have no gaps. */
export async function missingOf(
  reads: Pick<Reads, 'counts' | 'sources'>,
  brandId: number,
  widthMs: number,
  from: number,
  now: number,
  { live = true, daily = [], only = 'hourly' }: MissingOptions = {},
): Promise<Missing> {
  const found = await suspects(reads, from, now, live);
  if (found.none) return { ranges: [], wholeUntil: now };
  const counts = await reads.counts.bySource({ brandId, widthMs, from, to: now });
  const total = counts.reduce((sum, { all }) => sum + all, 0);
  const material = counts
    .filter(({ source, all }) => all >= MATERIAL * total && daily.includes(source) === (only === 'daily'))
    .map(({ source }) => source);
  return missingAmong(found, new Set(material), now, only === 'daily' ? DAILY_PATIENCE_MS : PATIENCE_MS);
}

/**
 * The same for a live brand whose material sources are known from before; undefined where they are needed and not known.
 */
export async function missingSince(
  reads: SourceReads,
  material: ReadonlySet<string> | undefined,
  from: number,
  now: number,
): Promise<Missing | undefined> {
  const found = await suspects(reads, from, now, true);
  if (found.none) return { ranges: [], wholeUntil: now };
  return material && missingAmong(found, material, now);
}

/** Sets the buckets that a range touches to null, in every series. `start` and `widthMs` are their clock. */
export function blankOut(
  series: Readonly<Record<string, (number | null)[]>>,
  { start, widthMs }: { readonly start: number; readonly widthMs: number },
  ranges: readonly MissingRange[],
): void {
  for (const { from, to } of ranges) {
    const first = Math.max(0, (bucketStart(from, widthMs) - start) / widthMs);
    const end = (Math.ceil(to / widthMs) * widthMs - start) / widthMs;
    for (const counts of Object.values(series)) {
      for (let i = first; i < Math.min(end, counts.length); i += 1) counts[i] = null;
    }
  }
}
