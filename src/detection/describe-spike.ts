/** Describes the spikes that were found: the phrases that set them apart, and the policy changes that may explain them. */
import { type AttributionOptions, attribute } from '../detect/attribution/attribute.ts';
import type { NewsPageViewSeries } from '../detect/attribution/news-series.ts';
import type { SpikeEvidence } from '../detect/spike/find-spikes.ts';
import { distinguishingPhrases, type PhrasePost } from '../detect/spike/phrases.ts';
import { namesOf, type PolicyChange } from '../domain/brand.ts';
import { eventsOf } from '../domain/dated-events.ts';
import type { StoredSpike } from '../domain/incident.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../domain/series.ts';
import type { Spike } from '../domain/spike.ts';
import { attributionText } from '../report/text/attribution.ts';
import type { BrandRow } from '../store/brands/port.ts';
import type { MentionRow } from '../store/mentions/port.ts';
import type { Reads } from '../store/store.ts';
import type { DetectionContext } from './context.ts';
import type { Found } from './found.ts';
import { type Sources, votesIn, weighVoices } from './weigh-voices.ts';

/**
 * Usual posts, which the phrases of a spike are compared with, and the most posts that are read of a spike and of them. More
 * usual posts find more: a phrase of six of 400 posts stands out against 1,200 without it, and not against 400.
 */
const USUAL_MS = 28 * DAY_MS;
const SAMPLE = { spike: 400, usual: 1_200 };
/** The history of an entry is read so far back for its first version. */
const MOST_EDITS = 1_000;
/** News and page views before the first counts that a rise is compared with. */
const NEWS_BEFORE_MS = 35 * DAY_MS;
/** Fewer other brands are no control: one of them may have an outcry of its own. */
const LEAST_CONTROLS = 2;

/** Sum of the other brands' counts in the buckets of `series`; undefined where there are too few brands. */
async function controlOf(ctx: DetectionContext, brand: BrandRow, series: BrandSeries) {
  const { read } = ctx.store;
  const { start, widthMs, length } = series;
  const others = (await read.brands.all()).filter(
    (b) => b.id !== brand.id && b.simulated === brand.simulated,
  );
  if (others.length < LEAST_CONTROLS) return undefined;
  const counts = new Array<number>(length).fill(0);
  for (const { id } of others) {
    const range = { brandId: id, widthMs: HOUR_MS, from: start, to: start + length * widthMs };
    for (const bucket of await read.counts.buckets(range)) {
      const i = Math.floor((bucket.start - start) / widthMs);
      counts[i] = (counts[i] ?? 0) + bucket.all;
    }
  }
  return counts;
}

/** The brand's news and page-view series from `from` on, complete buckets only. */
export async function newsPageViewsOf(
  { store: { read }, countedBy }: Pick<DetectionContext, 'store' | 'countedBy'>,
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

/** A stored post as phrases are counted from it: near-duplicates point to the first of them. */
function phrasePostOf({ id, text, duplicateOf, authorPseudonym }: MentionRow): PhrasePost {
  return { text, cluster: duplicateOf ?? id, author: authorPseudonym };
}

/** The newest posts of a stretch; of the sources `only`, as many of each. */
async function postsOf(
  { store: { read } }: Pick<DetectionContext, 'store'>,
  brandId: number,
  { from, to, most }: { readonly from: number; readonly to: number; readonly most: number },
  only: readonly string[] | undefined,
) {
  const base = { brandId, order: 'newest' as const, from, to };
  if (!only) return read.mentions.list({ ...base, limit: most });
  const limit = Math.ceil(most / only.length);
  const found = [];
  for (const source of only) found.push(...(await read.mentions.list({ ...base, source, limit })));
  return found;
}

/** Changes that were entered after an onset, with the moment: their dates may have been chosen for being close. */
async function withNotedAt(
  { configuration }: Pick<Reads, 'configuration'>,
  changes: readonly PolicyChange[],
  onset: number,
): Promise<PolicyChange[]> {
  const found: PolicyChange[] = [];
  for (const change of changes) {
    const history = await configuration.history('policy-changes', change.slug, MOST_EDITS);
    const first = history.findLast(({ before }) => before === undefined);
    found.push(first && first.at > onset ? { ...change, notedAt: first.at } : change);
  }
  return found;
}

/**
 * `spike` with its phrases and attributions. Where retention has removed the posts of a spike, it keeps the phrases that
 * `before` holds for it.
 */
async function describeSpike(
  ctx: DetectionContext,
  brand: BrandRow,
  series: BrandSeries,
  weighed: AttributionOptions,
  counted: Spike,
  evidence: SpikeEvidence,
  now: number,
  before: readonly StoredSpike[],
  sources: Sources,
) {
  const { only } = sources;
  const stored = before.find(
    (one) =>
      one.source === counted.source && one.onset === counted.onset && one.precision === counted.precision,
  );
  const spike = await weighVoices(ctx.store.read, brand.id, series, counted, evidence, {
    now,
    stored,
    sources,
  });
  const posts = (from: number, to: number, most: number) => postsOf(ctx, brand.id, { from, to, most }, only);
  const inSpike = await posts(spike.onset, spike.end ?? now, SAMPLE.spike);
  const usual = await posts(spike.onset - USUAL_MS, spike.onset, SAMPLE.usual);
  const configured = ctx.config.brands.find((b) => b.slug === brand.slug);
  const found = distinguishingPhrases(inSpike.map(phrasePostOf), usual.map(phrasePostOf), [
    brand.name,
    ...(configured ? namesOf(configured) : []),
  ]);
  const { responses, ...events } = eventsOf(ctx.config, brand.slug);
  const policyChanges = await withNotedAt(ctx.store.read, events.policyChanges, spike.onset);
  const votes =
    policyChanges.length > 0
      ? await votesIn(ctx.store.read, brand.id, series, spike, now, sources)
      : undefined;
  const weighedNow = attribute(spike, series, policyChanges, responses, {
    ...weighed,
    ...(votes ? { votes } : {}),
  });
  // What posts said is known no more where retention has removed them: what was judged when they were there stays.
  const kept = votes || stored?.end !== spike.end ? [] : (stored?.attribution ?? []);
  return {
    ...spike,
    phrases: inSpike.length === 0 && stored ? stored.phrases : found,
    attribution: weighedNow.map((one) => {
      const { evidence: _, ...attribution } = one;
      const judgedBefore = kept.find((other) => other.policyChange === one.policyChange);
      return judgedBefore ?? { ...attribution, because: attributionText(one) };
    }),
    simulated:
      inSpike.length > 0 ? inSpike.every((m) => m.simulated) : (stored?.simulated ?? brand.simulated),
  };
}

export type DescribedSpike = Awaited<ReturnType<typeof describeSpike>>;

/** Describes the spikes that were found. */
export async function describeSpikes(
  ctx: DetectionContext,
  brand: BrandRow,
  { series, spikes, evidence, only, except }: Found,
  now: number,
): Promise<DescribedSpike[]> {
  if (spikes.length === 0) return [];
  const hasChanges = ctx.config.policyChanges.some((change) => change.brand === brand.slug);
  const control = hasChanges ? await controlOf(ctx, brand, series) : undefined;
  const newsPageViews = hasChanges
    ? await newsPageViewsOf(ctx, brand.id, series.start - NEWS_BEFORE_MS, now)
    : [];
  const weighed = { ...(control ? { control } : {}), newsPageViews, spikes };
  const before = await ctx.store.read.spikes.list({ brandId: brand.id });
  const described: DescribedSpike[] = [];
  const sources = { only, except };
  for (const [i, spike] of spikes.entries())
    described.push(
      await describeSpike(ctx, brand, series, weighed, spike, evidence[i]!, now, before, sources),
    );
  return described;
}
