/** Whether a policy change explains a spike: time against chance, content, other brands and rival events are weighed. */
import type { CompanyResponse, PolicyChange } from '../../domain/brand.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { contentOf } from './content.ts';
import type { Attribution, Spike, Verdict } from '../../domain/spike.ts';
import { type NewsPageViewSeries, movedFirst } from './news-series.ts';
import { controlRise } from './control.ts';
import { type ChangeDate, datesOf, lagTo } from './lag.ts';
import { placeboTest } from './placebo.ts';
import { chanceOf, type Family, lagDensity, posteriorOf } from './posterior.ts';
import { type Contest, contest, neighbours, rivalOf } from './rivals.ts';
import { checksOf, type Evidence, tooEarlyHours, verdictOf } from './verdict.ts';

export interface AttributionOptions {
  /** Hours after a date in which its effect would begin. */
  readonly windowHours?: number;
  /** p-value up to which other dates count as having seen no rise as strong. */
  readonly significance?: number;
  /** All spikes of the brand, this one among them: how often there is one by chance. */
  readonly spikes?: readonly Pick<Spike, 'onset' | 'categories'>[];
  /** `series` with votes in place of posts in the spike's buckets. */
  readonly votes?: BrandSeries;
  /** Counts of other brands together, on the clock of the series. */
  readonly control?: readonly (number | null)[];
  /** News articles, page views and the like about the brand; complete buckets alone. */
  readonly newsPageViews?: readonly NewsPageViewSeries[];
}

/** A rival whose date lies this much closer to the onset is the likelier cause. */
const CLOSER_HOURS = 6;
/** A change whose dates all lie further from the onset is not weighed. */
const FAR_MS = { before: 14 * DAY_MS, after: 60 * DAY_MS };
const YEAR_MS = 365 * DAY_MS;
const ORDER: readonly Verdict[] = ['very likely', 'possible', 'not distinguishable'];

/** What an attribution rests on; `src/report/text/attribution.ts` words it. */
export interface WeighedChange extends Omit<Attribution, 'because'> {
  readonly evidence: Evidence;
}

/**
 * Weighs each of the brand's policy changes as the cause of `spike`; the most convincing comes first. Of a
 * change's dates the most convincing counts, with its p-value multiplied and its prior divided by the number of dates
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
  const family = familyOf(spike, series, own, options.spikes ?? []);
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
    const said = contentOf(change, spike, options.votes ?? series);
    const density = densityOf(date, spike.onset, byDay);
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
      posterior: posteriorOf(density, dates, family, said.content, change.touches),
      chance: chanceOf(family, lagHours, (date.to - date.from) / HOUR_MS),
      ...said,
      chosen: isChosen(change, spike),
      rivals: [...new Set([...near.map((d) => d.change.title), ...answered.map((r) => r.title)])],
      contests: uniqueByTitle([
        ...rivals.filter((r) => neighbours(r.date.from, date.from)).map((r) => r.contest),
        ...answers,
      ]),
      outdone: rivals.some((r) => outdoes(r, lagHours, date)) || answers.some((a) => a.favours === 'theirs'),
      grew: spike.peakAt >= date.from && spike.peakAt - date.to <= windowHours * HOUR_MS,
      control,
      newsKnown: (options.newsPageViews ?? []).length > 0,
      moved: moves.get(change),
    };
    const limits = { windowHours, significance };
    const verdict = verdictOf(evidence, limits);
    const checks = checksOf(evidence, limits);
    return { policyChange: change.slug, verdict, pValue, lagHours, checks, evidence };
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

/** The brand's other spikes, and its changes, in the twelve months up to the spike; all that came later is not known yet. */
function familyOf(
  spike: Spike,
  series: BrandSeries,
  changes: readonly PolicyChange[],
  spikes: readonly Pick<Spike, 'onset' | 'categories'>[],
): Family {
  const to = spike.onset + DAY_MS;
  const from = Math.max(series.start, to - YEAR_MS);
  const within = (at: number) => at > from && at <= to;
  return {
    years: Math.max(0, to - from) / YEAR_MS,
    spikes: spikes.filter(({ onset }) => onset !== spike.onset && within(onset)),
    changes: changes.filter((change) => datesOf(change).some((date) => within(date.to))).length,
  };
}

/** Density of the lag from a date that is rounded, and from any hour of the day of an onset that is known by its day alone. */
function densityOf(date: ChangeDate, onset: number, byDay: boolean): number {
  const half = byDay ? DAY_MS / 2 : 0;
  const early = tooEarlyHours(date) * HOUR_MS;
  return lagDensity(onset + half, date.from - early - half, date.to + early + half);
}

/** Whether the spike led to the change: it was noted after the alarm. Then its date was chosen for being close. */
function isChosen({ notedAt }: PolicyChange, { alarmAt, onset }: Spike): boolean {
  return notedAt !== undefined && notedAt > (alarmAt ?? onset);
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
