/** The summary sentence and the four numbers of a brand. */
import type { StoredSpike } from '../../domain/incident.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { PredictionInterval } from '../../domain/spike.ts';
import { changeDate } from '../../domain/dated-events.ts';
import type { Explanation, IncidentReport } from '../incident/report.ts';
import type { Range } from './range.ts';
import { type ReportWindow, sumOf } from './window.ts';
import { shareOf } from '../text/share.ts';
import {
  countOf,
  dayText,
  estimateCount,
  formatCount,
  intervalText,
  lasted,
  multipleText,
  percentText,
  seriesText,
  timeText,
} from '../text/labels.ts';

export interface Summary {
  readonly mood: 'normal' | 'attention' | 'alarm' | 'past';
  readonly sentence: string;
}

/** One of the four numbers. */
export interface Figure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

interface BrandState {
  /** All mentions by the hour. */
  readonly history: BrandSeries;
  /** Days of all, or hours of the sources that give times. */
  readonly judged: BrandSeries;
  readonly live: boolean;
  readonly dataEnd: number;
  readonly range: Range;
  readonly window: ReportWindow;
  readonly spike: StoredSpike | undefined;
  readonly focus: IncidentReport | undefined;
  readonly series: 'negative' | 'all';
  readonly expected: readonly (PredictionInterval | undefined)[];
}

/** How many buckets the peak and the present are averaged over: three hours, or one day. */
function smoothOf({ widthMs }: Pick<BrandSeries, 'widthMs'>): number {
  return widthMs >= DAY_MS ? 1 : 3;
}

/** Observed ÷ expected of the three buckets up to and with `last`. */
export function multipleAt(
  counts: readonly (number | null)[],
  expected: readonly (PredictionInterval | undefined)[],
  first: number,
  last: number,
): number | undefined {
  let seen = 0;
  let usual = 0;
  for (let i = Math.max(0, first); i <= Math.min(last, counts.length - 1); i += 1) {
    const point = expected[i];
    if (!point) return undefined;
    seen += counts[i] ?? 0;
    usual += point.expected;
  }
  return usual > 0 ? seen / usual : undefined;
}

function peakMultiple(state: BrandState): { multiple: number; at: number } | undefined {
  const { spike, focus, judged, expected, series } = state;
  if (!spike) return undefined;
  if (focus?.trajectory) return { multiple: focus.trajectory.peak.multiple, at: focus.trajectory.peak.at };
  const at = Math.round((spike.peakAt - judged.start) / judged.widthMs);
  const reach = Math.floor(smoothOf(judged) / 2);
  const multiple = multipleAt(judged.series[series] ?? [], expected, at - reach, at + reach);
  return multiple === undefined ? undefined : { multiple, at: spike.peakAt };
}

/** The clause that says what an outcry is about. */
export function causeText(spike: Pick<StoredSpike, 'kind'>, explanation: Explanation | undefined): string {
  if (spike.kind === 'attention') return 'with few mentions of broken trust';
  if (!explanation) return 'with no known policy change near it';
  const date = explanation.change && changeDate(explanation.change);
  const change = `the policy change${date === undefined ? '' : ` of ${dayText(date)}`}`;
  if (explanation.verdict === 'very likely') return `very likely because of ${change}`;
  if (explanation.verdict === 'possible') return `possibly because of ${change}`;
  return 'with no policy change that stands out as the cause';
}

/** The end of what is judged: of the last whole day, or of the data. */
function judgedEnd({ start, length, widthMs }: BrandSeries, dataEnd: number): number {
  return widthMs >= DAY_MS ? start + length * widthMs : dataEnd;
}

export function summaryOf(state: BrandState): Summary {
  const { spike, live, dataEnd, judged, series, expected } = state;
  if (!spike) return { mood: 'normal', sentence: `Nothing out of the ordinary in ${state.range.words}.` };
  const cause = causeText(spike, state.focus?.explanation);
  const what = seriesText(series);
  if (live && spike.end === undefined) {
    const last = judged.length - 1;
    const now = multipleAt(judged.series[series] ?? [], expected, last - smoothOf(judged) + 1, last);
    const times = now === undefined ? 'far above normal' : `${multipleText(now)} normal`;
    return {
      mood: spike.kind === 'backlash' ? 'alarm' : 'attention',
      sentence: `${what} ${times}, high for ${lasted(spike.onset, judgedEnd(judged, dataEnd), spike.precision)}, ${cause}.`,
    };
  }
  const peak = peakMultiple(state);
  const times = peak ? `${multipleText(peak.multiple)} normal` : 'far above normal';
  return {
    mood: 'past',
    sentence: `${what} reached ${times} on ${dayText(peak?.at ?? spike.peakAt)}, ${cause}.`,
  };
}

function intervalNote(point: PredictionInterval | undefined): string {
  if (!point) return 'not enough history to say what is normal';
  return `expected ${formatCount(point.expected)}, normally ${formatCount(point.lower, 0)} to ${formatCount(point.upper, 0)}`;
}

function presentFigure(state: BrandState): Figure {
  const { judged, expected, series, live, dataEnd } = state;
  const last = judged.length - 1;
  const name = series === 'negative' ? 'Negative' : 'Mentions';
  const byDay = judged.widthMs >= DAY_MS;
  const unit = byDay ? 'day' : 'hour';
  const lastDay = byDay ? `, ${dayText(judged.start + last * judged.widthMs)}` : '';
  const ended = byDay ? '' : `; ended ${timeText(dataEnd)}`;
  return {
    label: live ? `${name}, last full ${unit}` : `${name}, last ${unit} of data`,
    value: formatCount(judged.series[series]?.[last] ?? 0, 0),
    note: `${intervalNote(expected[last])}${lastDay}${live ? '' : ended}`,
  };
}

function excessFigure(state: BrandState): Figure | undefined {
  const { focus, spike, series } = state;
  if (!spike) return undefined;
  const label = series === 'negative' ? 'Negative beyond normal' : 'Mentions beyond normal';
  const excess = focus?.trajectory?.excess;
  if (excess) {
    return { label, value: estimateCount(excess), note: intervalText(excess, (v) => formatCount(v, 0)) };
  }
  const value = formatCount(Math.max(0, spike.observed - spike.expected), 0);
  return {
    label,
    value,
    note: `${countOf(spike.observed, 'mention')}, ${formatCount(spike.expected, 0)} expected`,
  };
}

function shareFigure(state: BrandState, series: 'betrayal' | 'negative', label: string): Figure {
  const { history, window, spike, dataEnd } = state;
  const from = spike?.onset ?? window.from;
  const to = spike ? (spike.end ?? dataEnd) : window.to;
  const share = shareOf(sumOf(history, series, from, to), sumOf(history, 'all', from, to));
  const usual = shareOf(
    sumOf(history, series, history.start, from),
    sumOf(history, 'all', history.start, from),
  );
  if (!share) return { label, value: '–', note: 'no mentions' };
  const interval = intervalText(share, percentText);
  return {
    label,
    value: percentText(share.value),
    note: usual ? `usually ${percentText(usual.value)}; ${interval}` : interval,
  };
}

function peakFigure(state: BrandState): Figure {
  const peak = peakMultiple(state);
  if (peak) {
    return {
      label: 'Peak',
      value: `${multipleText(peak.multiple)} normal`,
      note: state.judged.widthMs >= DAY_MS ? dayText(peak.at) : `over 3 hours, ${timeText(peak.at)}`,
    };
  }
  const { window } = state;
  const highest = window.buckets.reduce<(typeof window.buckets)[number] | undefined>(
    (top, one) => ((one.total ?? 0) > (top?.total ?? -1) ? one : top),
    undefined,
  );
  const unit = window.widthMs === HOUR_MS ? 'hour' : 'day';
  return {
    label: `Busiest ${unit}`,
    value: formatCount(highest?.total ?? 0, 0),
    note: highest ? (unit === 'day' ? dayText(highest.start) : timeText(highest.start)) : 'no mentions',
  };
}

/** Now or excess, share of broken trust, share of negative, peak. */
export function figuresFor(state: BrandState): Figure[] {
  const over = state.spike !== undefined && (!state.live || state.spike.end !== undefined);
  return [
    (over ? excessFigure(state) : undefined) ?? presentFigure(state),
    shareFigure(state, 'betrayal', 'Broken trust'),
    shareFigure(state, 'negative', 'Negative'),
    peakFigure(state),
  ];
}
