/** Every brand at a glance, the worst first: its state, its last full hour against what was to be expected. */
import type { BandPoint } from '../domain/spike.ts';
import { bucketStart, DAY_MS, HOUR_MS } from '../domain/series.ts';
import type { Reads } from '../store/ledger.ts';
import type { Answer } from './answer.ts';
import { type BrandSummary, loadBrandList, moreUrgent } from './brand-list.ts';
import { loadBrandSeries } from './brand-series.ts';
import { expectedOf } from './incident-report.ts';
import { PATIENCE_MS } from './missing.ts';

/** Enough for a band: five weeks of hours. */
const HISTORY_MS = 36 * DAY_MS;
const SPARK_HOURS = 48;

export interface BrandNow extends BrandSummary {
  readonly mood: Answer['mood'];
  readonly live: boolean;
  /** The last full hour of its headline series; null where it is missing. */
  readonly lastHour?: {
    readonly series: 'negative' | 'all';
    readonly count: number | null;
    readonly expected: BandPoint | undefined;
  };
  /** All mentions of the last two days of its data, hour by hour. */
  readonly hourly: readonly (number | null)[];
}

const ORDER = { alarm: 0, attention: 1, calm: 2, past: 2 } as const;

/** Brands in alarm, then with attention, then as the list of brands has them. */
function worstFirst(a: BrandNow, b: BrandNow): number {
  return ORDER[a.mood] - ORDER[b.mood] || moreUrgent(a, b);
}

async function lookAt(reads: Reads, summary: BrandSummary, now: number): Promise<BrandNow> {
  const { brand, dataEnd } = summary;
  if (dataEnd === undefined) return { ...summary, mood: 'calm', live: false, hourly: [] };
  const live = now - dataEnd <= HOUR_MS + PATIENCE_MS;
  const from = bucketStart(dataEnd, HOUR_MS) - HISTORY_MS;
  const history = await loadBrandSeries(reads, brand, now, { from });
  const spikes = await reads.spikes.list({ brandId: brand.id });
  const open = live ? spikes.filter((spike) => spike.end === undefined) : [];
  const backlash = open.some((spike) => spike.kind === 'backlash');
  const mood = !live ? 'past' : backlash ? 'alarm' : open.length > 0 ? 'attention' : 'calm';
  const series = mood === 'attention' ? 'all' : 'negative';
  const counts = history?.series[series] ?? [];
  const lastHour = history && {
    series: series as 'negative' | 'all',
    count: counts.at(-1) ?? null,
    expected: expectedOf(history, series).at(-1),
  };
  const hourly = (history?.series.all ?? []).slice(-SPARK_HOURS);
  return { ...summary, mood, live, hourly, ...(lastHour ? { lastHour } : {}) };
}

/** All brands, the worst first. */
export async function loadBrandsNow(reads: Reads, now: number): Promise<BrandNow[]> {
  const brands: BrandNow[] = [];
  for (const summary of await loadBrandList(reads, now)) brands.push(await lookAt(reads, summary, now));
  return brands.toSorted(worstFirst);
}
