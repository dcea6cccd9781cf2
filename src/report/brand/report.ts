/** The state of one brand in a stretch of time: the answer, four numbers, and what stands behind them. */
import type { ChartMarker } from '../../chart/markers.ts';
import type { Incident, StoredSpike } from '../../domain/incident.ts';
import { type BrandSeries, HOUR_MS } from '../../domain/series.ts';
import type { PredictionInterval } from '../../domain/spike.ts';
import type { Reads } from '../../store/store.ts';
import type { BrandRow } from '../../store/brands/port.ts';
import { type Summary, summaryOf, type Figure, figuresFor } from './summary.ts';
import { PATIENCE_MS } from '../../series/data-gaps.ts';
import { loadBrandSeries, PRECEDING_MS } from '../../series/brand-series.ts';
import { eventsOf } from '../../domain/dated-events.ts';
import { markersOf } from '../text/markers.ts';
import { type Drivers, driversOf } from './drivers.ts';
import { withOpenHours } from './open-hours.ts';
import {
  expectedOf,
  mostSevere,
  type IncidentReport,
  loadIncidentReport,
  type ReportConfig,
} from '../incident/report.ts';
import { withKnownEvents } from '../../series/known-events.ts';
import { pickRange, type Range } from './range.ts';
import { cutWindow, type ReportWindow, widthFor } from './window.ts';

export interface BrandReport {
  readonly brand: BrandRow;
  /** The window and what was read before it. */
  readonly history: BrandSeries;
  /** False when its data ended long ago: then the page looks back. */
  readonly live: boolean;
  /** End of the data. */
  readonly dataEnd: number;
  readonly range: Range;
  readonly window: ReportWindow;
  readonly incidents: readonly Incident[];
  /** Spikes that touch the window, oldest first. */
  readonly spikes: readonly StoredSpike[];
  /** The incident of the gravest spike in the window. */
  readonly focus?: IncidentReport;
  /** The series of the sentence and the numbers. */
  readonly series: 'negative' | 'all';
  /** Expected counts of that series beside the history. */
  readonly expected: readonly (PredictionInterval | undefined)[];
  readonly answer: Summary;
  readonly figures: readonly Figure[];
  /** The stretch that drivers and posts are of: the spike, else the window. */
  readonly stretch: { readonly from: number; readonly to: number };
  readonly drivers: Drivers;
  readonly markers: readonly ChartMarker[];
}

export interface BrandReportChoice {
  readonly range?: string | undefined;
  readonly widthMs?: number | undefined;
}

/** The end of the data may move what is looked at once, not for ever. */
const MOST_ROUNDS = 3;

type Data = { readonly start: number; readonly end: number };

/** The history that the range needs, which the end of the data decides: looked for twice where it moved. */
async function historyFor(
  reads: Reads,
  brand: BrandRow,
  now: number,
  choose: (data: Data, live: boolean) => { range: Range; from: number },
) {
  const span = await reads.counts.span(brand.id, HOUR_MS);
  if (!span) return undefined;
  const isLive = (end: number) => now - end <= HOUR_MS + PATIENCE_MS;
  const guess = { start: span.first, end: Math.min(span.last + HOUR_MS, now) };
  let from = choose(guess, isLive(guess.end)).from - PRECEDING_MS;
  for (let round = 1; ; round += 1) {
    const history = await loadBrandSeries(reads, brand, now, { from });
    if (!history) return undefined;
    const dataEnd = history.start + history.length * history.widthMs;
    const live = isLive(dataEnd);
    const chosen = choose({ start: span.first, end: dataEnd }, live);
    const enough = history.start <= Math.max(span.first, chosen.from - PRECEDING_MS / 2);
    if (enough || round === MOST_ROUNDS) return { history, dataEnd, live, range: chosen.range };
    from = chosen.from - PRECEDING_MS;
  }
}

/** Loads the report; undefined while the brand has no counted mention. */
export async function loadBrandReport(
  reads: Reads,
  given: ReportConfig,
  brand: BrandRow,
  now: number,
  choice: BrandReportChoice = {},
): Promise<BrandReport | undefined> {
  const config = await withKnownEvents(reads, given, now, brand.slug);
  const incidents = await reads.incidents.ofBrand(brand.id);
  const ofBrand = await reads.spikes.list({ brandId: brand.id });
  const found = await historyFor(reads, brand, now, (data, live) => {
    const range = pickRange(choice.range, incidents, ofBrand, data, live);
    return { range, from: Math.min(range.from, range.incident?.onset ?? range.from) };
  });
  if (!found) return undefined;
  const { history, dataEnd, live, range } = found;
  const whole = cutWindow(history, range.from, range.to, choice.widthMs ?? widthFor(range.from, range.to));
  const window = live && range.to >= dataEnd ? await withOpenHours(reads, brand.id, whole, now) : whole;

  const spikes = ofBrand
    .filter((spike) => spike.onset < range.to && (spike.end ?? dataEnd) > range.from)
    .toSorted((a, b) => a.onset - b.onset);
  const backlash = spikes.filter((spike) => spike.kind === 'backlash');
  const spike = mostSevere(backlash) ?? mostSevere(spikes);
  const chosen = range.incident ?? incidents.find((one) => one.id === spike?.incidentId);
  const focus = chosen && (await loadIncidentReport(reads, config, chosen, now, { brand, history }));
  const main = focus?.spike ?? spike;
  const series = main?.kind === 'attention' ? 'all' : 'negative';

  const stretch = main
    ? { from: Math.max(main.onset, window.from), to: Math.min(main.end ?? dataEnd, range.to) }
    : { from: window.from, to: whole.to };
  const state = { history, live, dataEnd, range, window, spike: main, focus, series } as const;
  const expected = expectedOf(history, series);
  const events = eventsOf(config, brand.slug);
  return {
    brand,
    history,
    live,
    dataEnd,
    range,
    window,
    incidents,
    spikes,
    ...(focus ? { focus } : {}),
    series,
    expected,
    answer: summaryOf({ ...state, expected }),
    figures: figuresFor({ ...state, expected }),
    stretch,
    drivers: await driversOf(reads, config.packs, brand.id, history, stretch.from, stretch.to, main?.phrases),
    markers: markersOf(events, window.from, window.to),
  };
}
