/** Loads a brand's counts as the regular series that detection and charts read. */
import { type BrandSeries, bucketStart, DAY_MS, HOUR_MS } from '../domain/series.ts';
import { blankOut, missingOf } from './missing.ts';
import type { Reads } from '../store/ledger.ts';

/** A brand whose last mention is older than this is history: its series ends with it. */
const LIVE_MS = 7 * DAY_MS;

/**
 * So much before a stretch is read with it: twice the 56 days that a baseline is fitted on. What lies further back
 * does not bend today's expected counts, and pages cost the same after years as after months.
 */
export const PRECEDING_MS = 120 * DAY_MS;

export interface SeriesRange {
  readonly from?: number;
  readonly to?: number;
  readonly widthMs?: number;
  readonly source?: string;
  /** Without the taxonomy's codes. */
  readonly codes?: false;
  /** All sources but these. */
  readonly except?: readonly string[];
}

/**
 * Counts per bucket of `all`, `negative`, `betrayal` and every taxonomy code that occurs, complete buckets only.
 * A bucket is null where a source that matters was silent or gave less than it had. Undefined when the brand has
 * no counted mention in the range.
 */
export async function loadBrandSeries(
  reads: Reads,
  brand: { readonly id: number; readonly slug: string },
  now: number,
  range: SeriesRange = {},
): Promise<BrandSeries | undefined> {
  const widthMs = range.widthMs ?? HOUR_MS;
  const span = await reads.counts.span(brand.id, widthMs);
  if (!span) return undefined;
  const live = now - span.last < LIVE_MS;
  const from = Math.max(span.first, bucketStart(range.from ?? span.first, widthMs));
  const missing = await missingOf(reads, brand.id, widthMs, from, live ? now : span.last + widthMs, live);
  const complete = bucketStart(live ? missing.wholeUntil : now, widthMs);
  const dataEnd = live ? complete : Math.min(span.last + widthMs, complete);
  const to = Math.min(dataEnd, range.to ?? dataEnd);
  const length = Math.ceil((to - from) / widthMs);
  if (length <= 0) return undefined;

  const series: Record<string, (number | null)[]> = {
    all: new Array<number>(length).fill(0),
    negative: new Array<number>(length).fill(0),
    betrayal: new Array<number>(length).fill(0),
  };
  const query = { brandId: brand.id, widthMs, from, to, source: range.source, except: range.except };
  for (const bucket of await reads.counts.buckets(query)) {
    const at = (bucket.start - from) / widthMs;
    series.all![at] = bucket.all;
    series.negative![at] = bucket.negative;
    series.betrayal![at] = bucket.betrayal;
  }
  const codes = range.codes === false ? [] : await reads.counts.categories(query);
  for (const { start, code, count } of codes) {
    series[code] ??= new Array<number>(length).fill(0);
    series[code][(start - from) / widthMs] = count;
  }
  const { source: one, except = [] } = range;
  const heard = missing.ranges.filter(({ source }) => !except.includes(source) && (one ?? source) === source);
  blankOut(series, { start: from, widthMs }, heard);
  return { brand: brand.slug, source: range.source ?? 'all', start: from, widthMs, length, series };
}
