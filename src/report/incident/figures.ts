/** The four figures of an incident: what happens now while it goes on, how it ran once it is over. */
import { formatTime } from '../../chart/format.ts';
import type { Incident } from '../../domain/incident.ts';
import { type BrandSeries, DAY_MS } from '../../domain/series.ts';
import type { Estimate, PredictionInterval, SpikePrecision, Trajectory } from '../../domain/spike.ts';
import type { Figure } from '../figure.ts';
import { sumOf } from '../brand/window.ts';
import {
  countOf,
  dayText,
  durationText,
  estimateCount,
  estimateDuration,
  formatCount,
  percentText,
  timesText,
  timeText,
} from '../text/labels.ts';
import { shareOf } from '../text/share.ts';
import type { IncidentSize, Multiple } from './size.ts';

interface Measured {
  readonly incident: Pick<Incident, 'onset' | 'end'>;
  /** All mentions by the hour. */
  readonly history: BrandSeries;
  readonly judged: BrandSeries;
  readonly series: 'negative' | 'all';
  /** Beside the buckets of `judged`. */
  readonly expected: readonly (PredictionInterval | undefined)[];
  readonly size: IncidentSize;
  readonly trajectory: Trajectory | undefined;
  /** What shares are of. */
  readonly shares: { readonly from: number; readonly to: number };
}

/** `usually 2`, `usually less than 1` */
export function usuallyText(expected: number): string {
  return expected < 1 ? 'usually less than 1' : `usually ${formatCount(expected, expected < 10 ? 1 : 0)}`;
}

/** Stands on the bar of the peak: `32× usual · 62 negative, 00:00`. */
export function peakLabelOf(
  size: IncidentSize | undefined,
  series: 'negative' | 'all',
): { readonly at: number; readonly label: string } | undefined {
  if (!size?.peak) return undefined;
  const { at, observed } = size.peak;
  const when = size.unit === 'day' ? dayText(at) : formatTime(at);
  const what = series === 'negative' ? 'negative' : 'posts';
  return { at, label: `${timesText(size.peak)} usual · ${formatCount(observed, 0)} ${what}, ${when}` };
}

const whatOf = (series: string) => (series === 'negative' ? 'negative posts' : 'posts');

/** The multiple of a bucket, with its count and what is usual. */
export function multipleFigure(label: string, one: Multiple, unit: SpikePrecision, series: string): Figure {
  const when = unit === 'day' ? `on ${dayText(one.at)}` : `in the hour from ${timeText(one.at)}`;
  return {
    label,
    value: `${timesText(one)} usual`,
    note: `${formatCount(one.observed, 0)} ${whatOf(series)} ${when}; ${usuallyText(one.expected)}`,
    about: 'multiple',
  };
}

/** Counts and expected counts of the incident's whole buckets. */
function sumsOf({ judged, series, expected, incident }: Measured) {
  const first = Math.max(0, Math.floor((incident.onset - judged.start) / judged.widthMs));
  let [observed, usual] = [0, 0];
  for (let i = first; i < judged.length; i += 1) {
    observed += judged.series[series]?.[i] ?? 0;
    usual += expected[i]?.expected ?? 0;
  }
  return { observed, usual };
}

function postsFigure(measured: Measured): Figure {
  const { series, size, incident } = measured;
  const { observed, usual } = sumsOf(measured);
  return {
    label: series === 'negative' ? 'Negative posts so far' : 'Posts so far',
    value: formatCount(observed, 0),
    note: `since ${size.unit === 'day' ? dayText(incident.onset) : timeText(incident.onset)}; ${usuallyText(usual)}`,
    about: 'normal',
  };
}

function trustFigure({ history, shares }: Measured): Figure {
  const share = (from: number, to: number) =>
    shareOf(sumOf(history, 'betrayal', from, to), sumOf(history, 'all', from, to));
  const [now, before] = [share(shares.from, shares.to), share(history.start, shares.from)];
  return {
    label: 'Broken trust',
    value: now ? percentText(now.value) : '–',
    note: now
      ? `of all posts; about ${percentText(now.lower)} to ${percentText(now.upper)}${before ? `, usually ${percentText(before.value)}` : ''}`
      : 'no posts',
    about: 'broken-trust',
  };
}

export interface Trend {
  readonly direction: 'rising' | 'falling' | 'level';
  /** Sums of the last buckets and of as many before them. */
  readonly last: number;
  readonly before: number;
  readonly buckets: number;
}

/** Compares the last three hours of a series with the three before, or the last day with the day before. */
export function trendOf(judged: BrandSeries, series: string): Trend {
  const counts = judged.series[series] ?? [];
  const buckets = judged.widthMs >= DAY_MS ? 1 : 3;
  const sum = (from: number, to?: number) =>
    counts.slice(from, to).reduce<number>((total, count) => total + (count ?? 0), 0);
  const [before, last] = [sum(-2 * buckets, -buckets), sum(-buckets)];
  const direction = last > before * 1.15 ? 'rising' : last < before * 0.85 ? 'falling' : 'level';
  return { direction, last, before, buckets };
}

function trendFigure({ judged, series }: Measured): Figure {
  const { direction, last, before, buckets } = trendOf(judged, series);
  const [now, then] = buckets === 1 ? ['the last day', 'the day before'] : ['the last 3 h', 'the 3 h before'];
  return {
    label: 'Trend',
    value: { rising: 'Rising', falling: 'Falling', level: 'Steady' }[direction],
    note: `${countOf(last, 'post')} in ${now}, ${formatCount(before, 0)} in ${then}`,
    about: 'trend',
  };
}

/** The ranges of a course hold less often where posts come in threads (`docs/methods.md`): "roughly". */
function roughly(estimate: Estimate, format: (value: number) => string): string {
  return Number.isFinite(estimate.upper)
    ? `roughly ${format(estimate.lower)} to ${format(estimate.upper)}`
    : `at least ${format(estimate.lower)}`;
}

function courseFigures({ series }: Measured, trajectory: Trajectory): Figure[] {
  const { excess, halfLifeHours, recoveryHours, precision } = trajectory;
  const duration = (hours: number) => durationText(hours, precision);
  return [
    {
      label: series === 'negative' ? 'Extra negative posts' : 'Extra posts',
      value: estimateCount(excess),
      note: roughly(excess, (value) => formatCount(value, 0)),
      about: 'excess',
    },
    {
      label: 'Half-life',
      value: estimateDuration(halfLifeHours, precision),
      note: halfLifeHours.censored
        ? 'the counts end before the peak has halved'
        : `until the peak had halved; ${roughly(halfLifeHours, duration)}`,
      about: 'half-life',
    },
    {
      label: 'Recovery',
      value: estimateDuration(recoveryHours, precision),
      note: recoveryHours.censored
        ? 'the counts end before a twentieth of the peak is left'
        : `from the onset until a twentieth of the peak was left; ${roughly(recoveryHours, duration)}`,
      about: 'recovery',
    },
  ];
}

function nowFigure({ size, series }: Measured, peak: Figure[]): Figure[] {
  if (!size.now || !size.peak) return peak;
  const now = multipleFigure('Now', size.now, size.unit, series);
  const so = size.peak.at === size.now.at ? 'the peak so far' : `peak so far ${timesText(size.peak)}`;
  return [{ ...now, note: `${now.note}; ${so}` }];
}

/** Now, posts, broken trust and trend; or peak, excess, half-life and recovery. */
export function incidentFigures(measured: Measured): Figure[] {
  const { size, series, trajectory } = measured;
  const peak = size.peak ? [multipleFigure('Peak', size.peak, size.unit, series)] : [];
  if (measured.incident.end !== undefined)
    return [...peak, ...(trajectory ? courseFigures(measured, trajectory) : [trustFigure(measured)])];
  return [...nowFigure(measured, peak), postsFigure(measured), trustFigure(measured), trendFigure(measured)];
}
