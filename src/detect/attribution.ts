/** Is this spike the answer to that policy change? Time, chance, content and rivals, told with care. */
import type { CompanyResponse, PolicyChange } from '../domain/brand.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../domain/series.ts';
import type { Attribution, Spike, Verdict } from '../domain/spike.ts';
import { type ChangeDate, datesOf, lagTo } from './lag.ts';
import { type PlaceboResult, placeboTest } from './placebo.ts';

export interface AttributionOptions {
  /** Hours after a date in which its effect would begin. */
  readonly windowHours?: number;
  /** p-value up to which chance counts as ruled out. */
  readonly significance?: number;
}

/** Hours after a change within which an onset is "very likely" its answer, with and without content evidence. */
const CLOSE_HOURS = { withContent: 30, without: 24 };
/** An onset may come this much before the written date: dates are rounded and news leaks. */
const EARLY_HOURS = 3;
/** A date known only this vaguely (hours between after and by) proves nothing by its closeness. */
const VAGUE_HOURS = 72;

/** A change whose dates all lie further from the onset than this is not weighed at all. */
const FAR_MS = { before: 14 * DAY_MS, after: 60 * DAY_MS };
const ORDER: readonly Verdict[] = ['very likely', 'possible', 'not distinguishable'];

type Content = 'supports' | 'contradicts' | 'unknown';

interface Evidence {
  readonly change: PolicyChange;
  readonly date: ChangeDate;
  readonly lagHours: number;
  readonly placebo: PlaceboResult;
  /** Of the placebo test, multiplied by the number of dates tried. */
  readonly pValue: number;
  readonly content: Content;
  readonly shared: readonly string[];
  readonly rivals: readonly string[];
  /** True where a rival's date lies clearly closer to the onset. */
  readonly outdone: boolean;
}

/**
 * Weighs each of the brand's policy changes as the cause of `spike`; the most convincing comes first. Of a
 * change's dates the most convincing speaks for it, with its p-value multiplied by the number of dates
 * tried (Bonferroni). A change without a date near the onset is left out. `responses` are named where they
 * compete.
 */
export function attribute(
  spike: Spike,
  series: BrandSeries,
  policyChanges: readonly PolicyChange[],
  responses: readonly CompanyResponse[],
  options: AttributionOptions = {},
): Attribution[] {
  const { windowHours = 72, significance = 0.05 } = options;
  const own = policyChanges.filter((change) => change.brand === series.brand);
  const counts = series.series[spike.series] ?? series.series['all'] ?? [];
  const test = placeboTest({ start: series.start, widthMs: series.widthMs, counts }, windowHours);
  const dated = own.flatMap((change) => {
    const dates = datesOf(change).map((date) => ({ date, lagMs: lagTo(date, spike.onset) }));
    const near = dates.filter(({ lagMs }) => lagMs >= -FAR_MS.before && lagMs <= FAR_MS.after);
    return near.map(({ date, lagMs }) => ({ change, date, lagHours: lagMs / HOUR_MS, dates: near.length }));
  });
  const found = dated.map(({ change, date, lagHours, dates }) => {
    const others = dated.filter((d) => d.change !== change);
    const near = others.filter((d) => Math.abs(d.lagHours) <= windowHours);
    const answered = responses.filter(
      (r) => r.brand === series.brand && r.at <= spike.onset && spike.onset - r.at <= windowHours * HOUR_MS,
    );
    const shared = spike.categories.map((c) => c.code).filter((code) => change.touches.includes(code));
    const placebo = test(
      date.from,
      others.map((d) => d.date.from),
    );
    const pValue = Math.min(1, placebo.pValue * dates);
    const evidence: Evidence = {
      change,
      date,
      lagHours,
      placebo,
      pValue,
      content: contentOf(change, spike, shared),
      shared,
      rivals: [...new Set([...near.map((d) => d.change.title), ...answered.map((r) => r.title)])],
      outdone: near.some((d) => d.lagHours >= -EARLY_HOURS && Math.abs(d.lagHours) + 6 < Math.abs(lagHours)),
    };
    const verdict = verdictOf(evidence, windowHours, significance);
    const because = explain(evidence, verdict, significance);
    return { policyChange: change.slug, verdict, pValue, lagHours, because };
  });
  const best = new Map<string, Attribution>();
  for (const one of found.sort(byConviction))
    if (!best.has(one.policyChange)) best.set(one.policyChange, one);
  return [...best.values()];
}

function byConviction(a: Attribution, b: Attribution): number {
  return (
    ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) ||
    Math.abs(a.lagHours) - Math.abs(b.lagHours) ||
    (a.policyChange < b.policyChange ? -1 : a.policyChange > b.policyChange ? 1 : 0)
  );
}

function contentOf(change: PolicyChange, spike: Spike, shared: readonly string[]): Content {
  if (shared.length > 0) return 'supports';
  return change.touches.length > 0 && spike.categories.length > 0 ? 'contradicts' : 'unknown';
}

function verdictOf(e: Evidence, windowHours: number, significance: number): Verdict {
  if (e.lagHours < -EARLY_HOURS || e.lagHours > windowHours) return 'not distinguishable';
  if (e.pValue > 2 * significance) return 'not distinguishable';
  const close = e.content === 'supports' ? CLOSE_HOURS.withContent : CLOSE_HOURS.without;
  const vague = (e.date.to - e.date.from) / HOUR_MS > VAGUE_HOURS;
  const doubtful = e.content === 'contradicts' || e.outdone || vague || e.lagHours > close;
  return doubtful || e.pValue > significance ? 'possible' : 'very likely';
}

function explain(e: Evidence, verdict: Verdict, significance: number): string {
  const parts = [`The talk rose ${lagWords(e.lagHours)} ${dateWords(e.date)}`];
  const { placebos } = e.placebo;
  const better = Math.round(e.placebo.pValue * (placebos + 1)) - 1;
  if (placebos === 0) parts.push('there are too few counts around the date to compare it with others');
  else {
    const few = e.pValue <= significance ? 'only ' : '';
    parts.push(
      `${better === 0 ? 'none' : `${few}${better}`} of ${placebos} other dates saw as strong a rise`,
    );
  }
  if (e.content === 'supports') parts.push(`posts speak of what it changes (${e.shared.join(', ')})`);
  if (e.content === 'contradicts') parts.push('posts speak of other things than it changes');
  if (e.rivals.length > 0) parts.push(`also near: ${e.rivals.join('; ')}`);
  const close = {
    'very likely': 'so the change is very likely the reason',
    possible: 'so the change may be the reason',
    'not distinguishable': 'so this change cannot be told apart from chance',
  }[verdict];
  return `${parts.join('; ')}; ${close}.`;
}

function lagWords(hours: number): string {
  const size = Math.abs(hours);
  if (size < 1) return 'when';
  const amount = size < 48 ? `${Math.round(size)} h` : `${Math.round(size / 24)} days`;
  return `${amount} ${hours < 0 ? 'before' : 'after'}`;
}

function dateWords(date: ChangeDate): string {
  // `Wed, 19 Aug 2015 00:00:00 GMT` without the day of the week and the time.
  const day = new Date(date.from).toUTCString().slice(5, 16);
  return date.kind === 'observed'
    ? `the change was seen (${day})`
    : `the change was ${date.kind === 'effective' ? 'in force' : 'announced'} (${day})`;
}
