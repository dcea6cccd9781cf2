/** What the sources that speak say while another one is silent. */
import { findSpikes } from '../src/detect/spike/find-spikes.ts';
import { type BrandSeries, HOUR_MS } from '../src/domain/series.ts';
import type { Spike } from '../src/domain/spike.ts';
import { loadBrandSeries } from '../src/series/brand-series.ts';
import { missingOf } from '../src/series/data-gaps.ts';
import type { BrandRow } from '../src/store/brands/port.ts';
import type { StageContext } from './context.ts';
import { RECENT_MS } from './checkpoints.ts';

/**
 * While a source is silent the whole is not judged; the other sources are, by themselves. Their spikes count
 * where the whole was blind.
 */
export async function beside(
  ctx: StageContext,
  brand: BrandRow,
  series: BrandSeries,
  now: number,
): Promise<Spike[]> {
  const { read } = ctx.store;
  const from = Math.max(series.start, now - RECENT_MS);
  const { ranges } = await missingOf(read, brand.id, series.widthMs, from, now);
  if (ranges.length === 0) return [];
  const except = [...new Set(ranges.map(({ source }) => source))];
  const rest = await loadBrandSeries(read, brand, now, { from: series.start, except });
  const blind = (at: number) => ranges.some((range) => at >= range.from - HOUR_MS && at < range.to);
  return rest ? findSpikes(rest, { now }).filter((spike) => blind(spike.onset)) : [];
}
