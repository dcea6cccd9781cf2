/** One episode described as a spike: counts, shares, categories, kind, severity. */
import { type BrandSeries, DAY_MS, HOUR_MS, SUM_SERIES } from '../../domain/series.ts';
import type { Spike } from '../../domain/spike.ts';
import type { Episode } from './episodes.ts';
import { judgeKind, type KindEvidence, looksOf, trustIn } from '../kind/judge-kind.ts';
import { severityOf } from './severity.ts';
import type { Scan } from './finding.ts';
import { bucketsPerDay, peakReach, type SpikeRule, alarmScore } from './rule.ts';

const USUAL_DAYS = 56;

/** A spike, what its kind was judged on, and what raised its alarm. */
export interface DescribedEpisode {
  readonly spike: Spike;
  readonly evidence: KindEvidence;
  readonly alarm: AlarmEvidence;
}

/** The first alarm of a spike: when its bucket is over, and what was usual in the hours around it. */
export interface AlarmEvidence {
  readonly series: string;
  /** End of the bucket that alarmed, ms. */
  readonly by: number;
  /** Posts an hour that were expected in the bucket. */
  readonly perHour: number;
  readonly dispersion: number;
}

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
): DescribedEpisode {
  const { onset, series } = episode;
  const end = episode.end ?? complete;
  const counts = brand.series[series] ?? [];
  const expected = scans.get(series)?.expected ?? new Float64Array();
  const peak = peakOf(counts, expected, onset, end, peakReach(brand.widthMs));
  const inSpike = trustIn(brand, [{ from: onset, to: end }]);
  const evidence = evidenceOf(brand, episode, end, before, scans.get('all')?.expected);
  const judged = judgeKind(brand, evidence);
  const observed = sum(counts, onset, end);
  const expectedSum = sumExpected(expected, counts, onset, end);
  const negLog10P = Math.max(...episode.members.map((m) => m.finding.negLog10P));
  const score = alarmScore(negLog10P, rule.negLog10P);
  const peakMultiple = peak.multiple;
  const alarm = alarmOf(brand, episode, scans, rule);
  const spike: Spike = {
    series,
    source: brand.source,
    ...(brand.widthMs >= DAY_MS ? { precision: 'day' as const } : {}),
    ...judged,
    alarmAt: alarm.by,
    ...(isProvisional(episode) ? { provisional: true } : {}),
    onset: brand.start + onset * brand.widthMs,
    peakAt: brand.start + peak.at * brand.widthMs,
    ...(episode.end === undefined ? {} : { end: brand.start + episode.end * brand.widthMs }),
    observed,
    expected: expectedSum,
    score,
    severity: severityOf({ kind: judged.kind, observed, expected: expectedSum, peakMultiple, score }),
    betrayalShare: share(inSpike.betrayal ?? 0, inSpike.all),
    negativeShare: share(inSpike.negative, inSpike.all),
    categories: risingCategories(brand, onset, end, inSpike.all),
  };
  return { spike, evidence, alarm };
}

/** Its hour is not over, or its brand has been known for less than a week. */
function isProvisional({ members }: Episode): boolean {
  const finding = members[0]?.finding;
  return finding?.rule === 'event' || finding?.isFirst === true;
}

function alarmOf(
  { start, widthMs }: BrandSeries,
  { members: [first] }: Episode,
  scans: ReadonlyMap<string, Scan>,
  { spread }: SpikeRule,
): AlarmEvidence {
  const { series, finding } = first!;
  const scan = scans.get(series);
  return {
    series,
    by: start + (finding.alarm + 1) * widthMs,
    perHour: ((scan?.expected[finding.alarm] ?? 0) * HOUR_MS) / widthMs,
    dispersion: spread * (scan?.dispersion[finding.alarm] ?? 0),
  };
}

/** The ordinary stretches of the eight weeks before the onset are those without earlier episodes. */
function evidenceOf(
  brand: BrandSeries,
  { onset, members }: Episode,
  end: number,
  before: readonly Episode[],
  ordinary: Float64Array = new Float64Array(),
): KindEvidence {
  const turns = members.filter((m) => m.series !== 'all').map((m) => m.finding.onset);
  const all = brand.series['all'] ?? [];
  const looks = looksOf(brand, { from: onset, to: end }, turns, ({ from, to }) => {
    return sumExpected(ordinary, all, from, to);
  });
  const usual: { from: number; to: number }[] = [];
  let at = Math.max(0, onset - USUAL_DAYS * bucketsPerDay(brand.widthMs));
  const stops = before.map((e) => [e.onset, e.end ?? onset] as const).filter(([, over]) => over > at);
  for (const [start, over] of [...stops, [onset, onset] as const]) {
    const to = Math.max(at, Math.min(start, onset));
    if (to > at) usual.push({ from: at, to });
    at = Math.max(at, Math.min(over, onset));
  }
  return { looks, usual };
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
    if (SUM_SERIES.has(code)) continue;
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
