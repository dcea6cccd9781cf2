/** All brands, the most urgent first. */
import type { Incident } from '../domain/incident.ts';
import { DAY_MS } from '../domain/series.ts';
import type { Reads } from '../store/ledger.ts';
import type { BrandRow } from '../store/ports/brands.ts';
import { loadBrandSeries } from './brand-series.ts';
import { byUrgency } from './range.ts';
import { toDays } from './report-window.ts';

export interface BrandSummary {
  readonly brand: BrandRow;
  /** Its most urgent incident. */
  readonly incident?: Incident;
  readonly incidents: number;
  /** Mentions a day over the last 30 days of its data. */
  readonly daily: readonly number[];
  /** End of its data. */
  readonly dataEnd?: number;
  /** Mentions in the last 7 days of its data. */
  readonly week: number;
}

const STATE_ORDER = { open: 0, acknowledged: 1, resolved: 2 };

/** Open incidents before all else; real brands before simulated; then severity; brands without data last. */
export function moreUrgent(a: BrandSummary, b: BrandSummary): number {
  const state = (one: BrandSummary) => (one.incident ? STATE_ORDER[one.incident.state] : 3);
  const data = (one: BrandSummary) => (one.dataEnd === undefined ? 1 : 0);
  return (
    data(a) - data(b) ||
    Number(a.brand.simulated) - Number(b.brand.simulated) ||
    state(a) - state(b) ||
    (b.incident?.severity ?? 0) - (a.incident?.severity ?? 0) ||
    (a.brand.name < b.brand.name ? -1 : 1)
  );
}

export async function loadBrandList(reads: Reads, now: number): Promise<BrandSummary[]> {
  const incidents = await reads.incidents.all();
  const summaries: BrandSummary[] = [];
  for (const brand of await reads.brands.all()) {
    const own = incidents.filter((incident) => incident.brand === brand.slug).toSorted(byUrgency);
    const span = await reads.mentions.span(brand.id);
    const last = Math.min(span?.to ?? now, now);
    const series = span && (await loadBrandSeries(reads, brand, now, { from: last - 31 * DAY_MS }));
    const daily = (series && toDays(series).series.all?.map((count) => count ?? 0)) ?? [];
    summaries.push({
      brand,
      ...(own[0] ? { incident: own[0] } : {}),
      incidents: own.length,
      daily,
      ...(series ? { dataEnd: series.start + series.length * series.widthMs } : {}),
      week: (series?.series.all ?? []).slice(-7 * 24).reduce<number>((sum, count) => sum + (count ?? 0), 0),
    });
  }
  return summaries.toSorted(moreUrgent);
}
