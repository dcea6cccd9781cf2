/** Whether a policy change explains a spike: time, chance, content and rival events are weighed. */
import type { CompanyResponse, PolicyChange } from '../../domain/brand.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { Attribution, Spike, Verdict } from '../../domain/spike.ts';
import { type PriorRise, type NewsPageViewSeries, movedFirst } from './news-series.ts';
import { type ControlRise, controlRise } from './control.ts';
import { type ChangeDate, datesOf, lagTo } from './lag.ts';
import { type PlaceboResult, placeboTest } from './placebo.ts';
import { type Contest, contest, neighbours, rivalOf } from './rivals.ts';

export interface AttributionOptions {
  /** Hours after a date in which its effect would begin. */
  readonly windowHours?: number;
  /** p-value up to which chance counts as ruled out. */
  readonly significance?: number;
  /** Counts of other brands together, on the clock of the series. */
  readonly control?: readonly (number | null)[];
  /** News articles, page views and the like about the brand; complete buckets alone. */
  readonly newsPageViews?: readonly NewsPageViewSeries[];
}

/** Hours after a change within which an onset is "very likely" its effect, with and without evidence from content. */
const CLOSE_HOURS = { withContent: 30, without: 24 };
/** An onset may come this long before the written date: dates are rounded and news leaks. */
const TOO_EARLY_HOURS = 3;
/** A date without a time is a local day somewhere: it may begin this long before the UTC day. */
const ZONE_HOURS = 12;
/** A rival whose date lies this much closer to the onset is the likelier cause. */
const CLOSER_HOURS = 6;
/** Where a date is known less precisely than this (hours between after and by), its closeness is no evidence. */
const VAGUE_HOURS = 72;

/** A change whose dates all lie further from the onset is not weighed. */
const FAR_MS = { before: 14 * DAY_MS, after: 60 * DAY_MS };
const ORDER: readonly Verdict[] = ['very likely', 'possible', 'not distinguishable'];

type Content = 'supports' | 'contradicts' | 'unknown';

export interface Evidence {
  readonly change: PolicyChange;
  readonly date: ChangeDate;
  readonly lagHours: number;
  /** Days from the day of the date to that of the onset, where that is known by its day alone. */
  readonly lagDays?: number;
  readonly placebo: PlaceboResult;
  /** Of the placebo test, multiplied by the number of dates tried. */
  readonly pValue: number;
  /** Whether the p-value rules chance out. */
  readonly significant: boolean;
  readonly content: Content;
  readonly shared: readonly string[];
  /** Titles of what else happened near the onset. */
  readonly rivals: readonly string[];
  /** Those of the same or neighbouring days, with what the posts say for and against. */
  readonly contests: readonly Contest[];
  /** True where a rival is at least as likely the cause. */
  readonly outdone: boolean;
  /** True where the spike peaked soon after the date. */
  readonly grew: boolean;
  readonly control: ControlRise | undefined;
  /** A news or page-view series that rose before the change's earliest date. */
  readonly moved: PriorRise | undefined;
}

/** What an attribution rests on; `src/report/text/attribution.ts` words it. */
export interface WeighedChange extends Omit<Attribution, 'because'> {
  readonly evidence: Evidence;
}

/**
 * Weighs each of the brand's policy changes as the cause of `spike`; the most convincing comes first. Of a
 * change's dates the most convincing counts, with its p-value multiplied by the number of dates
 * tried (Bonferroni). A change without a date near the onset is left out. Changes and `responses` near the
 * onset are named; those of the same or neighbouring days are distinguished by what the posts speak of. A change
 * cannot be distinguished from what had moved before its earliest date.
 */
export function attribute(
  spike: Spike,
  series: BrandSeries,
  policyChanges: readonly PolicyChange[],
  responses: readonly CompanyResponse[],
  options: AttributionOptions = {},
): WeighedChange[] {
  const { windowHours = 72, significance = 0.05 } = options;
  const own = policyChanges.filter((change) => change.brand === series.brand);
  const counts = series.series[spike.series] ?? series.series['all'] ?? [];
  const byDay = spike.precision === 'day';
  const dated = own.flatMap((change) => {
    const dates = datesOf(change).map((date) => ({ date, lagMs: lagTo(date, spike.onset, byDay) }));
    const near = dates.filter(({ lagMs }) => lagMs >= -FAR_MS.before && lagMs <= FAR_MS.after);
    return near.map(({ date, lagMs }) => ({ change, date, lagHours: lagMs / HOUR_MS, dates: near.length }));
  });
  if (dated.length === 0) return [];
  const test = placeboTest({ start: series.start, widthMs: series.widthMs, counts }, windowHours);
  const control = options.control && controlRise(spike, series, options.control);
  const answered = responses.filter(
    (r) => r.brand === series.brand && r.at <= spike.onset && spike.onset - r.at <= windowHours * HOUR_MS,
  );
  const moves = new Map(
    dated.map(({ change }) => {
      const begins = datesOf(change).map((date) => date.from - tooEarlyHours(date) * HOUR_MS);
      return [change, movedFirst(options.newsPageViews ?? [], Math.min(...begins), spike.onset)];
    }),
  );
  const found = dated.map(({ change, date, lagHours, dates }) => {
    const others = dated.filter((d) => d.change !== change);
    const near = others.filter((d) => Math.abs(d.lagHours) <= windowHours);
    const against = (event: PolicyChange | CompanyResponse) => contest(change, rivalOf(event), spike);
    const rivals = near.map((d) => ({ ...d, contest: against(d.change) }));
    const answers = answered.filter((r) => neighbours(r.at, date.from)).map(against);
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
      ...(byDay ? { lagDays: dayOf(spike.onset) - dayOf(date.from) } : {}),
      placebo,
      pValue,
      significant: pValue <= significance,
      content: contentOf(change, spike, shared),
      shared,
      rivals: [...new Set([...near.map((d) => d.change.title), ...answered.map((r) => r.title)])],
      contests: uniqueByTitle([
        ...rivals.filter((r) => neighbours(r.date.from, date.from)).map((r) => r.contest),
        ...answers,
      ]),
      outdone: rivals.some((r) => outdoes(r, lagHours, date)) || answers.some((a) => a.favours === 'theirs'),
      grew: spike.peakAt >= date.from && spike.peakAt - date.to <= windowHours * HOUR_MS,
      control,
      moved: moves.get(change),
    };
    const verdict = verdictOf(evidence, windowHours, significance);
    return { policyChange: change.slug, verdict, pValue, lagHours, evidence };
  });
  const best = new Map<string, WeighedChange>();
  for (const one of found.sort(byConviction))
    if (!best.has(one.policyChange)) best.set(one.policyChange, one);
  return [...best.values()];
}

function byConviction(a: WeighedChange, b: WeighedChange): number {
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

/** A rival change is as likely the cause: by what the posts say, or, where they do not decide, by time. */
function outdoes(
  rival: { date: ChangeDate; lagHours: number; contest: Contest },
  lagHours: number,
  date: ChangeDate,
): boolean {
  const { favours } = rival.contest;
  const sameDays = neighbours(rival.date.from, date.from);
  if (sameDays && favours !== 'neither') return favours === 'theirs';
  if (rival.lagHours < -tooEarlyHours(rival.date)) return false;
  const closer = Math.abs(lagHours) - Math.abs(rival.lagHours);
  return closer > CLOSER_HOURS || (sameDays && closer >= -CLOSER_HOURS);
}

function uniqueByTitle(contests: readonly Contest[]): Contest[] {
  return contests.filter((c, i) => contests.findIndex((d) => d.rival.title === c.rival.title) === i);
}

function dayOf(at: number): number {
  return Math.floor(at / DAY_MS);
}

function tooEarlyHours(date: ChangeDate): number {
  return TOO_EARLY_HOURS + (isWholeDay(date) ? ZONE_HOURS : 0);
}

function isWholeDay(date: ChangeDate): boolean {
  return date.kind !== 'observed' && date.to > date.from;
}

function verdictOf(e: Evidence, windowHours: number, significance: number): Verdict {
  if (e.moved) return 'not distinguishable';
  if (e.lagHours > windowHours || e.pValue > 2 * significance) return 'not distinguishable';
  if (e.lagHours < -tooEarlyHours(e.date))
    return e.grew && -e.lagHours <= windowHours && e.pValue <= significance
      ? 'possible'
      : 'not distinguishable';
  // A day without a time counts as its noon.
  const noon = isWholeDay(e.date) ? DAY_MS / 2 / HOUR_MS : 0;
  const close = (e.content === 'supports' ? CLOSE_HOURS.withContent : CLOSE_HOURS.without) - noon;
  const vague = (e.date.to - e.date.from) / HOUR_MS > VAGUE_HOURS;
  const farOff = e.lagHours > close || e.lagHours < -TOO_EARLY_HOURS;
  const doubtful =
    e.content === 'contradicts' || e.outdone || vague || farOff || e.control?.explains === true;
  return doubtful || e.pValue > significance ? 'possible' : 'very likely';
}
