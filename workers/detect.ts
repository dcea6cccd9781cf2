/** Stage `detect`: finds a brand's spikes in its counts and keeps them as incidents. */
import { sourceId } from '../config/schema/sources.ts';
import { findSpikes } from '../src/detect/find-spikes.ts';
import { groupIncidents, REOPEN_MS } from '../src/detect/incidents.ts';
import { type Incident, REOPENED } from '../src/domain/incident.ts';
import { type BrandSeries, DAY_MS } from '../src/domain/series.ts';
import type { Spike } from '../src/domain/spike.ts';
import type { Payload } from '../src/queue/stages.ts';
import { withKnownFacts } from '../src/report/known-facts.ts';
import { missingOf } from '../src/report/missing.ts';
import { loadBrandSeries } from '../src/report/brand-series.ts';
import type { Tx } from '../src/store/ledger.ts';
import type { BrandRow } from '../src/store/ports/brands.ts';
import type { StageContext } from './context.ts';
import { attentionOf, controlOf, type DescribedSpike, describeSpike } from './describe-spike.ts';

/** Older spikes stand as they are. */
const LOOK_BACK_MS = 400 * DAY_MS;
/** What attention before the first counts is held against. */
const BEFORE_MS = 35 * DAY_MS;
/** Gaps that lie further back do not hold detection up today. */
const RECENT_MS = 14 * DAY_MS;

/**
 * While a source is silent the whole is not judged; the other sources are, by themselves. Their spikes count
 * where the whole was blind.
 */
async function beside(
  ctx: StageContext,
  brand: BrandRow,
  series: BrandSeries,
  now: number,
): Promise<Spike[]> {
  const { read } = ctx.ledger;
  const from = Math.max(series.start, now - RECENT_MS);
  const { ranges } = await missingOf(read, brand.id, series.widthMs, from, now);
  if (ranges.length === 0) return [];
  const except = [...new Set(ranges.map(({ source }) => source))];
  const rest = await loadBrandSeries(read, brand, now, { from: series.start, except });
  const blind = (at: number) => ranges.some((range) => at >= range.from - DAY_MS / 24 && at < range.to);
  return rest ? findSpikes(rest, { now }).filter((spike) => blind(spike.onset)) : [];
}

interface Findings {
  readonly spikes: readonly DescribedSpike[];
  /** Older spikes stand as they are. */
  readonly from: number;
  /** Start of a re-score that was not looked at yet. */
  readonly rescoredAt: number | undefined;
}

/** A resolved incident that flares up within `REOPEN_MS` is the same one; nobody is told twice that it was opened. */
async function openAgain(
  tx: Tx,
  slug: string,
  before: Incident,
  members: readonly Spike[],
  now: number,
): Promise<void> {
  const { state, end: over } = before;
  if (state !== 'resolved' || over === undefined) return;
  const flared = ({ onset, end = Infinity }: Spike) => onset >= over && end > now - REOPEN_MS;
  const incident = members.some(flared) ? await tx.incidents.find(slug) : undefined;
  if (!incident) return;
  const entry = { at: now, who: 'outcry', what: REOPENED };
  await tx.incidents.setState(incident.id, incident.revision, 'open', entry);
}

/** What people were told of stays, and ends where corrections, mutes or another scorer left nothing of it. */
async function endThoseThatAreGone(
  tx: Tx,
  known: readonly Incident[],
  from: number,
  alive: ReadonlySet<number>,
  now: number,
): Promise<void> {
  for (const { id, onset, severity, title, end } of known) {
    if (end !== undefined || onset < from || alive.has(id)) continue;
    if (!(await tx.incidents.find(String(id)))) continue;
    await tx.incidents.update(id, { onset, severity, title, end: now });
    const what = 'its counts stand out no more (corrected, muted or scored again)';
    await tx.incidents.addEntry(id, { at: now, who: 'outcry', what });
  }
}

async function keep(ctx: StageContext, tx: Tx, brand: BrandRow, { spikes, from, rescoredAt }: Findings) {
  const known = await tx.incidents.ofBrand(brand.id);
  const groups = groupIncidents(brand, spikes, known, ctx.config.incidents);
  const saved = [];
  for (const { spikes: members, ...group } of groups) {
    const existing = known.find((incident) => incident.slug === group.slug);
    const { slug, title, onset, end, severity } = group;
    const simulated = members.every((s) => s.simulated);
    const openedAt = ctx.clock();
    const incident =
      existing ??
      (await tx.incidents.open({
        slug,
        brandId: brand.id,
        title,
        onset,
        end,
        severity,
        simulated,
        openedAt,
        rescoredAt,
      }));
    await tx.incidents.update(incident.id, { onset, end, severity, title });
    if (existing) await openAgain(tx, slug, existing, members, openedAt);
    if (rescoredAt !== undefined) await tx.incidents.markRescored(incident.id, rescoredAt);
    saved.push(...members.map((spike) => ({ ...spike, incidentId: incident.id })));
  }
  await tx.spikes.replace(brand.id, from, saved);
  await tx.incidents.removeEmpty(brand.id);
  await endThoseThatAreGone(tx, known, from, new Set(saved.map((spike) => spike.incidentId)), ctx.clock());
}

/** Whether counts mix versions of the scorer: what stands out then may be the seam. */
export function mixed({ ledger, scorer }: Pick<StageContext, 'ledger' | 'scorer'>): Promise<boolean> {
  return ledger.read.rescores.anyOutdated(scorer.version);
}

/** Looks at a brand whose counts changed; a brand that did not change costs one query. Waits for a re-score. */
export async function detectStage(given: StageContext, { brand: slug }: Payload<'detect'>): Promise<void> {
  const { read } = given.ledger;
  const dirty = await read.brands.dirtyOne(slug);
  const brand = await read.brands.bySlug(slug);
  if (!dirty || !brand || (await mixed(given))) return;
  const now = given.clock();
  const ctx = { ...given, config: await withKnownFacts(read, given.config, now, slug) };
  const span = await read.counts.span(brand.id, 3_600_000);
  const from = (span?.last ?? now) - LOOK_BACK_MS;
  const series = await loadBrandSeries(read, brand, now, { from });
  const spikes: DescribedSpike[] = [];
  const found = series ? [...findSpikes(series, { now }), ...(await beside(ctx, brand, series, now))] : [];
  found.sort((a, b) => a.onset - b.onset);
  const explained = found.length > 0 && ctx.config.policyChanges.some((change) => change.brand === slug);
  const control = explained ? await controlOf(ctx, brand, series!) : undefined;
  const attention = explained ? await attentionOf(ctx, brand.id, series!.start - BEFORE_MS, now) : [];
  const weighed = { ...(control ? { control } : {}), attention };
  for (const spike of found) {
    spikes.push(await describeSpike(ctx, brand, series!, weighed, spike, now));
  }
  await ctx.ledger.tx(async (tx) => {
    const newest = await tx.brands.markDetected(brand.id, dirty.version);
    // Without counts there are no spikes at all.
    if (newest) {
      await keep(ctx, tx, brand, { spikes, from: series?.start ?? 0, rescoredAt: dirty.rescoredAt });
    }
  });
  if (spikes.length > 0) await ctx.bell.ring('alert', {}).catch(ctx.onLostRing);
}

/**
 * Has every brand looked at again: its counts are the same, but the policy changes, responses and declared
 * incidents of the configuration may be others than when it was looked at. Sources that are not read any more are
 * waited for no longer.
 */
export async function lookAgain({ ledger, config }: Pick<StageContext, 'ledger' | 'config'>): Promise<void> {
  const read = config.sources.filter((source) => source.enabled).map(sourceId);
  await ledger.tx((tx) => tx.sources.retire(read));
  const brands = await ledger.read.brands.all();
  if (brands.length > 0) await ledger.tx((tx) => tx.brands.markDirty(brands.map((brand) => brand.id)));
}
