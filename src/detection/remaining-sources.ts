/** What the remaining sources say during a source outage. */
import { RECENT_GAP_MS } from '../detect/spike/brand-checkpoint.ts';
import { findSpikes } from '../detect/spike/find-spikes.ts';
import { type BrandSeries, HOUR_MS } from '../domain/series.ts';
import type { Spike } from '../domain/spike.ts';
import { loadBrandSeries } from '../series/brand-series.ts';
import { missingOf } from '../series/data-gaps.ts';
import type { BrandRow } from '../store/brands/port.ts';
import type { Reads } from '../store/store.ts';

/**
 * Counts of all sources are missing while one of them is out, so the others are searched on their own. Only spikes that
 * began during an outage are returned: the search of all sources finds the rest.
 */
export async function spikesOfRemainingSources(
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
  return rest ? findSpikes(rest, { now }).filter((spike) => isMissing(spike.onset)) : [];
}
