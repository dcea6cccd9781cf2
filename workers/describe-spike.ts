/** What a spike is told with: the phrases that set it apart, and the dated facts that may explain it. */
import type { NewsPageViewSeries } from '../src/detect/attribution/news-series.ts';
import { type AttributionOptions, attribute } from '../src/detect/attribution/attribute.ts';
import { distinguishingPhrases } from '../src/detect/spike/phrases.ts';
import { namesOf } from '../src/domain/brand.ts';
import type { StoredSpike } from '../src/domain/incident.ts';
import { type BrandSeries, DAY_MS } from '../src/domain/series.ts';
import type { Spike } from '../src/domain/spike.ts';
import { countedBy } from '../src/source/registry.ts';
import type { BrandRow } from '../src/store/brands/port.ts';
import type { StageContext } from './context.ts';

const USUAL_MS = 28 * DAY_MS;
const SAMPLE = 400;

/** Fewer other brands than this are no control: one of them may have its own outcry. */
const LEAST_CONTROLS = 2;

/** Counts of the other brands together on the clock of `series`; undefined where there are too few. */
export async function controlOf(ctx: StageContext, brand: BrandRow, series: BrandSeries) {
  const { read } = ctx.store;
  const { start, widthMs, length } = series;
  const others = (await read.brands.all()).filter(
    (b) => b.id !== brand.id && b.simulated === brand.simulated,
  );
  if (others.length < LEAST_CONTROLS) return undefined;
  const counts = new Array<number>(length).fill(0);
  for (const { id } of others) {
    const range = { brandId: id, widthMs, from: start, to: start + length * widthMs };
    for (const bucket of await read.counts.buckets(range)) {
      const i = (bucket.start - start) / widthMs;
      counts[i] = (counts[i] ?? 0) + bucket.all;
    }
  }
  return counts;
}

/** The brand's control series from `from` on, without the buckets that still grow at `now`. */
export async function newsPageViewsOf(
  { store: { read } }: Pick<StageContext, 'store'>,
  brandId: number,
  from: number,
  now: number,
): Promise<NewsPageViewSeries[]> {
  const found: NewsPageViewSeries[] = [];
  for (const { source, widthMs } of await read.controls.list(brandId)) {
    const to = Math.floor(now / widthMs) * widthMs;
    const points = await read.controls.points({ brandId, source, widthMs, from, to });
    found.push({ counts: countedBy(source), widthMs, points });
  }
  return found;
}

/**
 * The spike with its phrases, and which dated facts may explain it. Where its mentions have had their time, phrases are
 * those of `before`, what was found while they were there.
 */
export async function describeSpike(
  ctx: StageContext,
  brand: BrandRow,
  series: BrandSeries,
  weighed: AttributionOptions,
  spike: Spike,
  now: number,
  before: readonly StoredSpike[],
) {
  const { mentions } = ctx.store.read;
  const base = { brandId: brand.id, order: 'newest' as const, limit: SAMPLE };
  const inSpike = await mentions.list({ ...base, from: spike.onset, to: spike.end ?? now });
  const usual = await mentions.list({ ...base, from: spike.onset - USUAL_MS, to: spike.onset });
  const configured = ctx.config.brands.find((b) => b.slug === brand.slug);
  const known = before.find((one) => one.source === spike.source && one.onset === spike.onset);
  const found = distinguishingPhrases(
    inSpike.map((m) => m.text),
    usual.map((m) => m.text),
    [brand.name, ...(configured ? namesOf(configured) : [])],
  );
  const ofBrand = <T extends { readonly brand: string }>(events: readonly T[]) =>
    events.filter((event) => event.brand === brand.slug);
  return {
    ...spike,
    phrases: inSpike.length === 0 && known ? known.phrases : found,
    attribution: attribute(
      spike,
      series,
      ofBrand(ctx.config.policyChanges),
      ofBrand(ctx.config.responses),
      weighed,
    ),
    simulated: inSpike.length > 0 ? inSpike.every((m) => m.simulated) : (known?.simulated ?? brand.simulated),
  };
}

export type DescribedSpike = Awaited<ReturnType<typeof describeSpike>>;
