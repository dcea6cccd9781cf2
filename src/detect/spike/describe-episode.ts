/** One episode described as a spike: counts, shares, categories, kind, severity. */
import { type BrandSeries, DAY_MS } from '../../domain/series.ts';
import type { Spike, SpikeKind } from '../../domain/spike.ts';
import type { Episode } from './episodes.ts';
import { kindOf, type TrustCounts } from './kind.ts';
import { severityOf } from './severity.ts';
import type { Scan } from './finding.ts';
import { bucketsPerDay, peakReach, type SpikeRule, alarmScore } from './rule.ts';

const USUAL_DAYS = 56;
const NOT_CATEGORIES = new Set(['all', 'negative', 'betrayal']);

/**
 * Describes an episode of `brand`, of which the first `complete` buckets are read. The usual mentions that it is compared
 * with leave out the episodes `before` it: yesterday's outcry is not normal.
 */
export function describeEpisode(
  brand: BrandSeries,
  complete: number,
  episode: Episode,
  scans: ReadonlyMap<string, Scan>,
  rule: SpikeRule,
  before: readonly Episode[] = [],
): Spike {
  const { onset, series } = episode;
  const end = episode.end ?? complete;
  const counts = brand.series[series] ?? [];
  const expected = scans.get(series)?.expected ?? new Float64Array();
  const peak = peakOf(counts, expected, onset, end, peakReach(brand.widthMs));
  const inSpike = trustIn(brand, onset, end);
  const usual = usualTrust(brand, onset, before);
  const kind = kindOfEpisode(brand, episode, end, usual, scans.get('all')?.expected);
  const observed = sum(counts, onset, end);
  const expectedSum = sumExpected(expected, counts, onset, end);
  const negLog10P = Math.max(...episode.members.map((m) => m.finding.negLog10P));
  const score = alarmScore(negLog10P, rule.negLog10P);
  return {
    series,
    source: brand.source,
    ...(brand.widthMs >= DAY_MS ? { precision: 'day' as const } : {}),
    kind,
    onset: brand.start + onset * brand.widthMs,
    peakAt: brand.start + peak.at * brand.widthMs,
    ...(episode.end === undefined ? {} : { end: brand.start + episode.end * brand.widthMs }),
    observed,
    expected: expectedSum,
    score,
    severity: severityOf({ kind, observed, expected: expectedSum, peakMultiple: peak.multiple, score }),
    betrayalShare: share(inSpike.betrayal ?? 0, inSpike.all),
    negativeShare: share(inSpike.negative, inSpike.all),
    categories: risingCategories(brand, onset, end, inSpike.all),
  };
}

/**
 * Judged from the onset, and again from where a more specific series began later: attention may turn into an outcry, and
 * its first posts should not hide that.
 */
function kindOfEpisode(
  brand: BrandSeries,
  episode: Episode,
  end: number,
  usual: TrustCounts,
  ordinary: Float64Array = new Float64Array(),
): SpikeKind {
  const turns = episode.members.filter((m) => m.series !== 'all').map((m) => m.finding.onset);
  const starts = new Set([episode.onset, ...turns.filter((at) => at > episode.onset && at < end)]);
  const isBacklash = [...starts].some((from) => {
    const expected = sumExpected(ordinary, brand.series['all'] ?? [], from, end);
    return kindOf({ ...trustIn(brand, from, end), expected }, usual).kind === 'backlash';
  });
  return isBacklash ? 'backlash' : 'attention';
}

/** The largest three-bucket mean, or the largest day of days, with its place and its multiple of what was expected. */
function peakOf(
  counts: readonly (number | null)[],
  expected: Float64Array,
  from: number,
  to: number,
  reach: number,
): { at: number; multiple: number } {
  let best = { at: from, mean: -1, multiple: 1 };
  for (let i = from; i < to; i++) {
    const low = Math.max(from, i - reach);
    const high = Math.min(to, i + 1 + reach);
    const mean = sum(counts, low, high) / (high - low);
    if (mean <= best.mean) continue;
    const ordinary = sumExpected(expected, counts, low, high) / (high - low);
    best = { at: i, mean, multiple: mean / Math.max(ordinary, 0.01) };
  }
  return best;
}

function trustIn(brand: BrandSeries, from: number, to: number): TrustCounts {
  const { all, negative, betrayal } = brand.series;
  const broken = betrayal ? sum(betrayal, from, to) : undefined;
  const bad = sum(negative ?? [], from, to);
  // A brand without the series `all` is judged by the widest one it has.
  const total = Math.max(all ? sum(all, from, to) : 0, bad, broken ?? 0);
  return { all: total, negative: bad, betrayal: broken };
}

/** Trust over the eight weeks before the onset, without earlier episodes. */
function usualTrust(brand: BrandSeries, onset: number, before: readonly Episode[]): TrustCounts {
  const from = Math.max(0, onset - USUAL_DAYS * bucketsPerDay(brand.widthMs));
  const total = { all: 0, negative: 0, betrayal: 0 };
  let at = from;
  const stops = before.map((e) => [e.onset, e.end ?? onset] as const).filter(([, end]) => end > from);
  for (const [start, end] of [...stops, [onset, onset] as const]) {
    const ordinary = trustIn(brand, at, Math.max(at, Math.min(start, onset)));
    total.all += ordinary.all;
    total.negative += ordinary.negative;
    total.betrayal += ordinary.betrayal ?? 0;
    at = Math.max(at, Math.min(end, onset));
  }
  return total;
}

/** Categories that are more frequent in the spike than their usual rate explains, most first. */
function risingCategories(
  brand: BrandSeries,
  onset: number,
  end: number,
  total: number,
): Spike['categories'] {
  const before = Math.max(0, onset - USUAL_DAYS * bucketsPerDay(brand.widthMs));
  const found: { code: string; count: number; share: number }[] = [];
  for (const [code, counts] of Object.entries(brand.series)) {
    if (NOT_CATEGORIES.has(code)) continue;
    const count = sum(counts, onset, end);
    const usual = ((sum(counts, before, onset) + 0.5) / Math.max(1, onset - before)) * (end - onset);
    if (count >= 2 && count > usual + 2 * Math.sqrt(usual + 0.25))
      found.push({ code, count, share: share(count, total) });
  }
  return found.sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}

function sum(counts: readonly (number | null)[], from: number, to: number): number {
  let total = 0;
  for (let i = from; i < to; i++) total += counts[i] ?? 0;
  return total;
}

/** Expected counts over the buckets that are not missing. */
function sumExpected(
  expected: Float64Array,
  counts: readonly (number | null)[],
  from: number,
  to: number,
): number {
  let total = 0;
  for (let i = from; i < to; i++) if (counts[i] !== null) total += expected[i] || 0;
  return total;
}
