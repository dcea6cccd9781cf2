/** Loads a brand's counts as the regular series that detection and charts read. */
import { type BrandSeries, bucketStart, DAY_MS, HOUR_MS } from '../domain/series.ts';
import { blankOut, type Missing, missingOf } from './data-gaps.ts';
import { toDays } from './days.ts';
import type { Reads } from '../store/store.ts';

/** A brand whose last mention is older than this is not live: its series ends with that mention. */
export const LIVE_MS = 7 * DAY_MS;

/**
 * How much is read before the stretch that a page shows: twice the 56 days that a baseline is fitted on. Older counts
 * would not change the expected ones, and pages cost the same after years as after months.
 */
export const PRECEDING_MS = 120 * DAY_MS;

interface SeriesRange {
  readonly from?: number;
  readonly to?: number;
  readonly widthMs?: number;
  readonly source?: string;
  /** Without the taxonomy's codes. */
  readonly codes?: false;
  /** These sources alone. */
  readonly only?: readonly string[];
  /** All sources but these. */
  readonly except?: readonly string[];
  /** Sources that give dates without times: they are late by days, and the last day counts as a whole. */
  readonly daily?: readonly string[];
}

interface Stretch extends SeriesRange {
  readonly from: number;
  readonly to: number;
  readonly widthMs: number;
}

/** Counts of a stretch; null in `ranges`. */
export async function countsOf(
  reads: Pick<Reads, 'counts'>,
  brand: { readonly id: number; readonly slug: string },
  { from, to, widthMs, source, only, codes, except = [] }: Stretch,
  ranges: Missing['ranges'],
): Promise<BrandSeries> {
  const length = Math.ceil((to - from) / widthMs);
  const series: Record<string, (number | null)[]> = {
    all: new Array<number>(length).fill(0),
    negative: new Array<number>(length).fill(0),
    positive: new Array<number>(length).fill(0),
    unread: new Array<number>(length).fill(0),
    betrayal: new Array<number>(length).fill(0),
  };
  const query = { brandId: brand.id, widthMs, from, to, source, only, except };
  for (const bucket of await reads.counts.buckets(query)) {
    const at = (bucket.start - from) / widthMs;
    series.all![at] = bucket.all;
    series.negative![at] = bucket.negative;
    series.positive![at] = bucket.positive;
    series.unread![at] = bucket.notScored;
    series.betrayal![at] = bucket.betrayal;
  }
  for (const { start, code, count } of codes === false ? [] : await reads.counts.categories(query)) {
    series[code] ??= new Array<number>(length).fill(0);
    series[code][(start - from) / widthMs] = count;
  }
  const heard = ranges.filter(
    (range) =>
      !except.includes(range.source) &&
      (only?.includes(range.source) ?? true) &&
      (source ?? range.source) === range.source,
  );
  blankOut(series, { start: from, widthMs }, heard);
  return { brand: brand.slug, source: source ?? 'all', start: from, widthMs, length, series };
}

/**
 * Counts per bucket of `all`, `negative`, `betrayal` and every taxonomy code that occurs, complete buckets only.
 * A bucket is null where a source with a material share was out or delivered only a part. Undefined when the brand has
 * no counted mention in the range.
 */
export async function loadBrandSeries(
  reads: Reads,
  brand: { readonly id: number; readonly slug: string },
  now: number,
  range: SeriesRange = {},
): Promise<BrandSeries | undefined> {
  return (await loadWithMissing(reads, brand, now, range))?.series;
}

/**
 * With the series `dated` where posts give a date without a time: they stand in the first hour of their day, which is no
 * rise of that hour. Sources of `daily` are judged elsewhere.
 */
async function withDated(
  { counts }: Pick<Reads, 'counts'>,
  brandId: number,
  series: BrandSeries,
  daily: readonly string[],
): Promise<BrandSeries> {
  const { start, widthMs, length } = series;
  const days = await counts.datesOnly({
    brandId,
    from: bucketStart(start, DAY_MS),
    to: start + length * widthMs,
  });
  const dated = new Array<number>(length).fill(0);
  for (const { source, day, dayPrecise } of days) {
    const i = Math.floor((day - start) / widthMs);
    if (i >= 0 && i < length && !daily.includes(source)) dated[i] = (dated[i] ?? 0) + dayPrecise;
  }
  return dated.some((count) => count > 0) ? { ...series, series: { ...series.series, dated } } : series;
}

/** The same, with its gaps and whether the brand is live. */
export async function loadWithMissing(
  reads: Reads,
  brand: { readonly id: number; readonly slug: string },
  now: number,
  range: SeriesRange = {},
): Promise<{ series: BrandSeries; missing: Missing; live: boolean } | undefined> {
  const widthMs = range.widthMs ?? HOUR_MS;
  const span = await reads.counts.span(brand.id, widthMs);
  if (!span) return undefined;
  const live = now - span.last < LIVE_MS;
  const from = Math.max(span.first, bucketStart(range.from ?? span.first, widthMs));
  const daily = [...(range.except ?? []), ...(range.daily ?? [])];
  const lastEnd = range.daily?.length ? bucketStart(span.last, DAY_MS) + DAY_MS : span.last + widthMs;
  const missing = await missingOf(reads, brand.id, widthMs, from, live ? now : lastEnd, { live, daily });
  const complete = bucketStart(live ? missing.wholeUntil : now, widthMs);
  const dataEnd = live ? complete : Math.min(lastEnd, complete);
  const to = Math.min(dataEnd, range.to ?? dataEnd);
  if (to <= from) return undefined;
  const counted = await countsOf(reads, brand, { ...range, from, to, widthMs }, missing.ranges);
  const series = widthMs < DAY_MS ? await withDated(reads, brand.id, counted, daily) : counted;
  return { series, missing, live };
}

/**
 * The days of the sources `only`, which give dates without times: complete days up to `to`, from the day of `from` on. A
 * day is complete when it is over and none of these sources is late. Undefined where they counted nothing.
 */
export async function loadDailySeries(
  reads: Reads,
  brand: { readonly id: number; readonly slug: string },
  now: number,
  { from, to, only }: { readonly from: number; readonly to?: number; readonly only: readonly string[] },
): Promise<BrandSeries | undefined> {
  const span = only.length === 0 ? undefined : await reads.counts.span(brand.id, HOUR_MS);
  if (!span) return undefined;
  const live = now - span.last < LIVE_MS;
  const lastDay = bucketStart(span.last, DAY_MS) + DAY_MS;
  const options = { live, daily: only, only: 'daily' } as const;
  const missing = await missingOf(reads, brand.id, HOUR_MS, from, live ? now : lastDay, options);
  const whole = live ? missing.wholeUntil : Math.min(now, lastDay);
  const stretch = {
    from: bucketStart(Math.max(from, span.first), DAY_MS),
    to: bucketStart(Math.min(whole, to ?? whole), DAY_MS),
  };
  if (stretch.to <= stretch.from) return undefined;
  return toDays(await countsOf(reads, brand, { ...stretch, widthMs: HOUR_MS, only }, missing.ranges));
}

/**
 * A live brand's series with the partial hour of `now` as its last bucket. Undefined where that hour has no mention yet, or
 * the hours before it are not complete.
 */
export async function withPartialHour(
  reads: Pick<Reads, 'counts'>,
  brand: { readonly id: number; readonly slug: string },
  whole: BrandSeries,
  ranges: Missing['ranges'],
  now: number,
  except: readonly string[] = [],
): Promise<BrandSeries | undefined> {
  const { widthMs, length } = whole;
  const from = whole.start + length * widthMs;
  if (from !== bucketStart(now, widthMs)) return undefined;
  const hour = await countsOf(reads, brand, { from, to: from + widthMs, widthMs, except }, ranges);
  if (!hour.series['all']?.[0]) return undefined;
  const series: Record<string, readonly (number | null)[]> = {};
  for (const name of new Set([...Object.keys(whole.series), ...Object.keys(hour.series)])) {
    const before = whole.series[name] ?? new Array<number>(length).fill(0);
    series[name] = [...before, hour.series[name]?.[0] ?? 0];
  }
  return { ...whole, length: length + 1, series };
}
