/** The summary sentence and the four numbers of a brand. */
import type { StoredSpike } from '../../domain/incident.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { PredictionInterval } from '../../domain/spike.ts';
import type { IncidentReport } from '../incident/report.ts';
import type { IncidentSize } from '../incident/size.ts';
import type { Figure } from '../figure.ts';
import { multipleFigure, usuallyText } from '../incident/figures.ts';
import type { Drivers } from './drivers.ts';
import type { Range } from './range.ts';
import { type ReportWindow, sumOf } from './window.ts';
import { headlineText } from '../text/headline.ts';
import { shareOf } from '../text/share.ts';
import {
  countOf,
  dayText,
  estimateCount,
  formatCount,
  lasted,
  percentText,
  timeText,
} from '../text/labels.ts';

export interface Summary {
  readonly mood: 'normal' | 'attention' | 'alarm' | 'past';
  readonly sentence: string;
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
  /** Of the incident, or of the spike where it has none. */
  readonly size: IncidentSize | undefined;
  readonly series: 'negative' | 'all';
  readonly expected: readonly (PredictionInterval | undefined)[];
}

/** The end of what is judged: of the last whole day, or of the data. */
function judgedEnd({ start, length, widthMs }: BrandSeries, dataEnd: number): number {
  return widthMs >= DAY_MS ? start + length * widthMs : dataEnd;
}

export function summaryOf(state: BrandState, brand: string, drivers: Drivers): Summary {
  const { spike, live, dataEnd, judged, series, size } = state;
  if (!spike)
    return { mood: 'normal', sentence: `${brand}: nothing out of the ordinary in ${state.range.words}.` };
  const open = live && spike.end === undefined;
  const lasts = open ? lasted(spike.onset, judgedEnd(judged, dataEnd), spike.precision) : undefined;
  const explanation = state.focus?.explanation;
  const sentence = headlineText({ brand, spike, series, size, drivers, explanation, lasts });
  return { mood: open ? (spike.kind === 'backlash' ? 'alarm' : 'attention') : 'past', sentence };
}

function intervalNote(point: PredictionInterval | undefined): string {
  if (!point) return 'not enough history to say what is usual';
  return `${usuallyText(point.expected)}, at most ${formatCount(point.upper, 0)}`;
}

function presentFigure(state: BrandState): Figure {
  const { judged, expected, series, live, dataEnd } = state;
  const last = judged.length - 1;
  const name = series === 'negative' ? 'Negative posts' : 'Posts';
  const byDay = judged.widthMs >= DAY_MS;
  const unit = byDay ? 'day' : 'hour';
  const lastDay = byDay ? `, ${dayText(judged.start + last * judged.widthMs)}` : '';
  const ended = byDay ? '' : `; ended ${timeText(dataEnd)}`;
  return {
    label: live ? `${name}, last full ${unit}` : `${name}, last ${unit} of data`,
    about: 'normal',
    value: formatCount(judged.series[series]?.[last] ?? 0, 0),
    note: `${intervalNote(expected[last])}${lastDay}${live ? '' : ended}`,
  };
}

function excessFigure(state: BrandState): Figure | undefined {
  const { focus, spike, series } = state;
  if (!spike) return undefined;
  const label = series === 'negative' ? 'Extra negative posts' : 'Extra posts';
  const excess = focus?.trajectory?.excess;
  if (excess) {
    const note = `roughly ${formatCount(excess.lower, 0)} to ${formatCount(excess.upper, 0)}`;
    return { label, value: estimateCount(excess), note, about: 'excess' };
  }
  const value = formatCount(Math.max(0, spike.observed - spike.expected), 0);
  return {
    label,
    value,
    note: `${countOf(spike.observed, 'post')}; ${usuallyText(spike.expected)}`,
    about: 'excess',
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
  const about = 'broken-trust';
  if (!share) return { label, value: '–', note: 'no posts', about };
  const interval = `about ${percentText(share.lower)} to ${percentText(share.upper)}`;
  return {
    label,
    value: percentText(share.value),
    note: usual ? `${interval}, usually ${percentText(usual.value)}` : interval,
    about,
  };
}

function peakFigure(state: BrandState): Figure {
  const { size } = state;
  if (size?.peak) return multipleFigure('Peak', size.peak, size.unit, state.series);
  const { window } = state;
  const highest = window.buckets.reduce<(typeof window.buckets)[number] | undefined>(
    (top, one) => ((one.total ?? 0) > (top?.total ?? -1) ? one : top),
    undefined,
  );
  const unit = window.widthMs === HOUR_MS ? 'hour' : 'day';
  return {
    label: `Busiest ${unit}`,
    value: formatCount(highest?.total ?? 0, 0),
    note: highest ? (unit === 'day' ? dayText(highest.start) : timeText(highest.start)) : 'no posts',
    about: 'normal',
  };
}

/**
 * Of an open incident what happens now (`src/report/incident/figures.ts`); else the present or the excess, the shares of
 * broken trust and of negative posts, and the peak.
 */
export function figuresFor(state: BrandState): readonly Figure[] {
  if (state.live && state.spike?.end === undefined && state.focus && state.focus.incident.end === undefined)
    return state.focus.figures;
  const over = state.spike !== undefined && (!state.live || state.spike.end !== undefined);
  return [
    (over ? excessFigure(state) : undefined) ?? presentFigure(state),
    shareFigure(state, 'betrayal', 'Broken trust'),
    shareFigure(state, 'negative', 'Negative'),
    peakFigure(state),
  ];
}
