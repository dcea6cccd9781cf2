/** All brands, the most urgent first. */
import type { Incident } from '../../domain/incident.ts';
import type { Reads } from '../../store/store.ts';
import type { BrandRow } from '../../store/brands/port.ts';
import { type BrandCounts, brandCountsReader, type ReadBrandCounts } from './counts.ts';
import { byUrgency } from './range.ts';
import { waitingText } from '../text/labels.ts';

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
  readonly counts?: BrandCounts;
  /** `1,200 posts wait to be scored`: they count in no figure yet. */
  readonly waiting?: string;
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

/** `read` remembers from one call to the next; without it every brand's counts are read. */
export async function loadBrandList(
  reads: Reads,
  now: number,
  read: ReadBrandCounts = brandCountsReader(),
): Promise<BrandSummary[]> {
  const incidents = await reads.incidents.all();
  const brands = await reads.brands.all();
  const counts = await read(reads, brands, now);
  const { byBrand, more } = await reads.mentions.waitingByBrand();
  const summaries = brands.map((brand) => {
    const own = incidents.filter((incident) => incident.brand === brand.slug).toSorted(byUrgency);
    const known = counts.get(brand.id);
    const waiting = waitingText(byBrand.get(brand.id) ?? 0, more);
    return {
      brand,
      ...(own[0] ? { incident: own[0] } : {}),
      incidents: own.length,
      daily: known?.daily ?? [],
      week: known?.week ?? 0,
      ...(known ? { dataEnd: known.dataEnd, counts: known } : {}),
      ...(waiting === undefined ? {} : { waiting }),
    };
  });
  return summaries.toSorted(moreUrgent);
}
