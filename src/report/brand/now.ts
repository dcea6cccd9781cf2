/** Every brand at a glance, the worst first: its state, and its last full hour (or day) against the expected count. */
import { HOUR_MS } from '../../domain/series.ts';
import type { Reads } from '../../store/store.ts';
import type { Summary } from './summary.ts';
import { type BrandSummary, loadBrandList, moreUrgent } from './list.ts';
import type { LastCount, ReadBrandCounts } from './counts.ts';
import { PATIENCE_MS } from '../../series/data-gaps.ts';

export interface BrandNow extends BrandSummary {
  readonly mood: Summary['mood'];
  readonly live: boolean;
  /** The last full hour of its headline series, or the last day where it is judged by day. */
  readonly last?: LastCount & { readonly series: 'negative' | 'all' };
  readonly unit: 'hour' | 'day';
}

const ORDER = { alarm: 0, attention: 1, normal: 2, past: 2 } as const;

/** Brands in alarm, then with attention, then as the list of brands has them. */
function worstFirst(a: BrandNow, b: BrandNow): number {
  return ORDER[a.mood] - ORDER[b.mood] || moreUrgent(a, b);
}

async function lookAt(reads: Reads, summary: BrandSummary, now: number): Promise<BrandNow> {
  const { brand, dataEnd, counts } = summary;
  if (dataEnd === undefined || !counts) return { ...summary, mood: 'normal', live: false, unit: 'hour' };
  const live = now - dataEnd <= HOUR_MS + PATIENCE_MS;
  const spikes = live && summary.incident ? await reads.spikes.list({ brandId: brand.id }) : [];
  const open = spikes.filter((spike) => spike.end === undefined);
  const backlash = open.some((spike) => spike.kind === 'backlash');
  const mood = !live ? 'past' : backlash ? 'alarm' : open.length > 0 ? 'attention' : 'normal';
  const series = mood === 'attention' ? 'all' : 'negative';
  const last = { series, ...counts.last[series] } as const;
  return { ...summary, mood, live, unit: counts.unit, last };
}

/** All brands, the worst first; see `loadBrandList`. */
export async function loadBrandsNow(reads: Reads, now: number, read?: ReadBrandCounts): Promise<BrandNow[]> {
  const brands: BrandNow[] = [];
  for (const summary of await loadBrandList(reads, now, read)) brands.push(await lookAt(reads, summary, now));
  return brands.toSorted(worstFirst);
}
