/** The state of one brand in a stretch of time: the summary, four numbers, and what stands behind them. */
import type { ChartMarker } from '../../chart/markers.ts';
import type { PredictionInterval } from '../../domain/spike.ts';
import type { BrandRow } from '../../store/brands/port.ts';
import type { Reads } from '../../store/store.ts';
import type { ReportConfig } from '../incident/load.ts';
import { headlineSeries } from '../incident/measures.ts';
import { countsOf, expectedOf, type IncidentReport, incidentReportOf } from '../incident/report.ts';
import { type IncidentSize, sizeOf } from '../incident/size.ts';
import { markersOf } from '../text/markers.ts';
import { type Drivers, driversOf } from './drivers.ts';
import { type BrandData, type BrandReportChoice, loadBrandData } from './load.ts';
import { type NoAlarm, noAlarmOf } from './no-alarm.ts';
import { withOpenHours } from './open-hours.ts';
import type { Figure } from '../figure.ts';
import { figuresFor, type Summary, summaryOf } from './summary.ts';
import { type ReportWindow, reportWindow } from './window.ts';

export interface BrandReport
  extends Pick<
    BrandData,
    | 'brand'
    | 'history'
    | 'judged'
    | 'dailySources'
    | 'live'
    | 'dataEnd'
    | 'range'
    | 'incidents'
    | 'spikes'
    | 'stretch'
  > {
  readonly window: ReportWindow;
  /** The incident of the most severe spike in the window. */
  readonly focus?: IncidentReport;
  /** Of the incident, or of the spike where it has none. */
  readonly size?: IncidentSize;
  /** The series of the sentence and the numbers. */
  readonly series: 'negative' | 'all';
  /** Expected counts of that series for each bucket of `judged`. */
  readonly expected: readonly (PredictionInterval | undefined)[];
  readonly answer: Summary;
  readonly figures: readonly Figure[];
  readonly drivers: Drivers;
  readonly markers: readonly ChartMarker[];
  /** Where the window has no spike. */
  readonly noAlarm?: NoAlarm | undefined;
}

/** Builds the report from what was loaded. */
function brandReportOf(data: BrandData): BrandReport {
  const {
    brand,
    history,
    judged,
    dailySources,
    live,
    dataEnd,
    range,
    incidents,
    spikes,
    spike,
    stretch,
    sources,
  } = data;
  const whole = reportWindow(history, judged, range.from, range.to, data.widthMs);
  const window = data.open ? withOpenHours(whole, data.open, data.open.counts, data.now) : whole;
  const focus = data.focus && incidentReportOf(data.focus);
  const series = headlineSeries(spike);
  const expected = expectedOf(judged, series);
  const size = focus?.size ?? (spike && sizeOf(countsOf(judged, series), expected, spike, spike));
  const state = { history, judged, live, dataEnd, range, window, spike, focus, size, series, expected };
  const drivers = driversOf(data.packs, history, stretch, sources, spike?.phrases);
  return {
    brand,
    history,
    judged,
    dailySources,
    live,
    dataEnd,
    range,
    window,
    incidents,
    spikes,
    ...(focus ? { focus } : {}),
    ...(size ? { size } : {}),
    series,
    expected,
    answer: summaryOf(state, brand.name, drivers),
    figures: figuresFor(state),
    stretch,
    drivers,
    markers: markersOf(data.events, window.from, window.to),
    noAlarm: noAlarmOf(data),
  };
}

/** Loads the report; undefined while the brand has no counted mention. */
export async function loadBrandReport(
  reads: Reads,
  given: ReportConfig,
  brand: BrandRow,
  now: number,
  choice: BrandReportChoice = {},
): Promise<BrandReport | undefined> {
  const data = await loadBrandData(reads, given, brand, now, choice);
  return data && brandReportOf(data);
}
