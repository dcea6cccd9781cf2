/** A full scan of a brand: finds its spikes, describes them and saves them with their incidents. */
import {
  checkpointBounds,
  forgetChangesBefore,
  RECENT_GAP_MS,
  type ScanOutcome,
} from '../detect/spike/brand-checkpoint.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../domain/series.ts';
import type { Spike } from '../domain/spike.ts';
import {
  loadBrandSeries,
  loadDailySeries,
  loadWithMissing,
  withPartialHour,
} from '../series/brand-series.ts';
import { type Cadence, HOURLY, loadCadences } from '../series/daily-sources.ts';
import { missingOf } from '../series/data-gaps.ts';
import { withKnownEvents } from '../series/known-events.ts';
import type { BrandRow, DirtyBrand } from '../store/brands/port.ts';
import type { Reads } from '../store/store.ts';
import type { DetectionContext } from './context.ts';
import { describeSpikes } from './describe-spike.ts';
import type { Found } from './found.ts';
import { saveSpikes } from './save-spikes.ts';
import { searchInThread } from './search.ts';
import { recentMoments } from './weigh-voices.ts';
import { saveCheckpoint } from './skip-scan.ts';

/** Spikes that began earlier are left as they are. */
const LOOK_BACK_MS = 400 * DAY_MS;

interface FullScan extends ScanOutcome {
  readonly found: readonly Found[];
  /** Spikes that began earlier were not looked for. */
  readonly from: number;
}

/** The spikes of a search that are wanted, with their evidence. */
function those(
  { spikes, evidence }: Pick<Found, 'spikes' | 'evidence'>,
  isWanted: (spike: Spike) => boolean,
): Pick<Found, 'spikes' | 'evidence'> {
  const kept = spikes.flatMap((spike, i) => (isWanted(spike) ? [i] : []));
  return { spikes: kept.map((i) => spikes[i]!), evidence: kept.map((i) => evidence[i]!) };
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
  daily: readonly string[],
): Promise<Found | undefined> {
  const from = Math.max(series.start, now - RECENT_GAP_MS);
  const { ranges } = await missingOf(read, brand.id, series.widthMs, from, now, { daily });
  if (ranges.length === 0) return undefined;
  const except = [...new Set([...daily, ...ranges.map(({ source }) => source)])];
  const rest = await loadBrandSeries(read, brand, now, { from: series.start, except });
  const isMissing = (at: number) => ranges.some((range) => at >= range.from - HOUR_MS && at < range.to);
  if (!rest) return undefined;
  const found = await searchInThread(rest, { now });
  return { series: rest, ...those(found, ({ onset }) => isMissing(onset)), except };
}

/** The hours of the sources that are not daily, up to now: what a later scan may continue from. */
async function scanHours(
  read: Reads,
  brand: BrandRow,
  now: number,
  from: number,
  daily: readonly string[],
): Promise<(ScanOutcome & { readonly found: readonly Found[] }) | undefined> {
  const loaded = await loadWithMissing(read, brand, now, { from, except: daily });
  if (!loaded) return undefined;
  const { series, missing, live } = loaded;
  const partial = live ? await withPartialHour(read, brand, series, missing.ranges, now, daily) : undefined;
  const endsInPartialHour = partial !== undefined;
  const recent = partial ? await recentMoments(read, brand.id, now, { except: daily }) : {};
  const options = { now, ...checkpointBounds(now), endsInPartialHour, recent };
  const search = await searchInThread(partial ?? series, options);
  const ofSources = await spikesOfRemainingSources(read, brand, series, now, daily);
  const spikes = [...search.spikes, ...(ofSources?.spikes ?? [])];
  const { evidence } = search;
  const searched = search.partialHourAlarm && partial ? partial : series;
  return {
    ...search,
    series,
    withPartialHour: partial,
    live,
    gaps: missing.ranges,
    material: missing.material,
    spikes,
    dailySources: daily,
    found: [
      { series: searched, spikes: search.spikes, evidence, except: daily },
      ...(ofSources ? [ofSources] : []),
    ],
  };
}

/**
 * Hours of a stretch before the last: its sources differ from those of today, so it is searched by itself. What is open at
 * its end ends there.
 */
async function scanPastHours(
  read: Reads,
  brand: BrandRow,
  now: number,
  from: number,
  { to, daily }: Cadence,
): Promise<Found | undefined> {
  const series = await loadBrandSeries(read, brand, now, { from, to, except: daily });
  if (!series) return undefined;
  const { spikes, evidence } = await searchInThread(series, { now });
  return {
    series,
    spikes: spikes.map((spike) => ({ ...spike, end: spike.end ?? to })),
    evidence,
    except: daily,
  };
}

/** The days of the sources that are daily in a stretch. Days before it count as history, since any source has days. */
async function scanDays(
  read: Reads,
  brand: BrandRow,
  now: number,
  from: number,
  stretch: Cadence,
): Promise<Found | undefined> {
  const { to, daily } = stretch;
  const series = await loadDailySeries(read, brand, now, {
    from,
    only: daily,
    ...(to === Infinity ? {} : { to }),
  });
  if (!series) return undefined;
  const found = those(await searchInThread(series, { now }), ({ onset }) => onset >= stretch.from);
  const close = (spike: Spike): Spike => (to === Infinity ? spike : { ...spike, end: spike.end ?? to });
  return { series, ...found, spikes: found.spikes.map(close), only: daily };
}

/** A scan that leaves no checkpoint. */
const NO_HOURS: Omit<ScanOutcome, 'spikes'> = {
  checkpoint: undefined,
  nearCheckpoint: undefined,
  partialHourAlarm: false,
  alarmThresholds: new Map(),
  rates: new Map(),
  series: { brand: '', source: 'all', start: 0, widthMs: HOUR_MS, length: 0, series: {} },
  withPartialHour: undefined,
  live: false,
  gaps: [],
  material: undefined,
  dailySources: [],
};

/** Undefined where the brand has no counts. */
async function scan(read: Reads, brand: BrandRow, now: number): Promise<FullScan | undefined> {
  const span = await read.counts.span(brand.id, HOUR_MS);
  if (!span) return undefined;
  const from = span.last - LOOK_BACK_MS;
  const cadences = await loadCadences(read, brand.id, from, now);
  const last = cadences.at(-1)!;
  const current = await scanHours(read, brand, now, Math.max(from, last.from), last.daily);
  // The first hour of a stretch is not over yet: there are no hours to search, but there are days, and hours before.
  if (!current && cadences === HOURLY) return undefined;
  const found: Found[] = current ? [...current.found] : [];
  for (const stretch of cadences) {
    const hours =
      stretch === last
        ? undefined
        : await scanPastHours(read, brand, now, Math.max(from, stretch.from), stretch);
    const days = await scanDays(read, brand, now, from, stretch);
    found.push(...[hours, days].filter((one) => one !== undefined));
  }
  return {
    ...(current ?? NO_HOURS),
    found,
    spikes: found.flatMap(({ spikes }) => spikes),
    // Without counts before the stretch there are no spikes before it: an import that was taken back left none.
    from: span.first >= from ? 0 : from,
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
  const described = [];
  for (const one of found?.found ?? []) described.push(...(await describeSpikes(ctx, brand, one, now)));
  const spikes = described.toSorted((a, b) => a.onset - b.onset);
  const isNewest = await ctx.store.tx(async (tx) => {
    const forgetBefore = forgetChangesBefore(found, now);
    if (!(await tx.brands.markDetected(brand.id, dirty.version, forgetBefore))) return false;
    // A brand without counts has no spikes: those that were saved go.
    const from = found?.from ?? 0;
    await saveSpikes(ctx, tx, brand, { spikes, from, rescoredAt: dirty.rescoredAt });
    return true;
  });
  if (isNewest && found) saveCheckpoint(ctx, dirty, found, now);
  return spikes.length;
}
