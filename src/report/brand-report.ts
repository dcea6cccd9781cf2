/** The state of one brand in a stretch of time: the answer, four numbers, and what stands behind them. */
import type { ChartMarker } from '../chart/markers.ts';
import type { Incident, StoredSpike } from '../domain/incident.ts';
import type { BrandSeries } from '../domain/series.ts';
import type { BandPoint } from '../domain/spike.ts';
import type { Reads } from '../store/ledger.ts';
import type { BrandRow } from '../store/ports/brands.ts';
import { type Answer, answerOf, type Fact, factsFor } from './answer.ts';
import { PATIENCE_MS } from './missing.ts';
import { loadBrandSeries } from './brand-series.ts';
import { factsOf, markersOf } from './dated-facts.ts';
import { type Drivers, driversOf } from './drivers.ts';
import { withOpenHours } from './open-hours.ts';
import {
  expectedOf,
  gravest,
  type IncidentReport,
  loadIncidentReport,
  type ReportConfig,
} from './incident-report.ts';
import { withKnownFacts } from './known-facts.ts';
import { pickRange, type Range } from './range.ts';
import { cutWindow, type ReportWindow, widthFor } from './report-window.ts';

export interface BrandReport {
  readonly brand: BrandRow;
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
  /** Expected counts of that series over the whole history. */
  readonly expected: readonly (BandPoint | undefined)[];
  readonly answer: Answer;
  readonly facts: readonly Fact[];
  /** The stretch that drivers and posts are of: the spike, else the window. */
  readonly stretch: { readonly from: number; readonly to: number };
  readonly drivers: Drivers;
  readonly markers: readonly ChartMarker[];
}

export interface BrandReportChoice {
  readonly range?: string | undefined;
  readonly widthMs?: number | undefined;
}

/** Loads the report; undefined while the brand has no counted mention. */
export async function loadBrandReport(
  reads: Reads,
  given: ReportConfig,
  brand: BrandRow,
  now: number,
  choice: BrandReportChoice = {},
): Promise<BrandReport | undefined> {
  const config = await withKnownFacts(reads, given, now, brand.slug);
  const history = await loadBrandSeries(reads, brand, now);
  if (!history) return undefined;
  const dataEnd = history.start + history.length * history.widthMs;
  const live = now - dataEnd <= history.widthMs + PATIENCE_MS;
  const incidents = await reads.incidents.ofBrand(brand.id);
  const ofBrand = await reads.spikes.list({ brandId: brand.id });
  const range = pickRange(choice.range, incidents, ofBrand, history, live);
  const whole = cutWindow(history, range.from, range.to, choice.widthMs ?? widthFor(range.from, range.to));
  const window = live && range.to >= dataEnd ? await withOpenHours(reads, brand.id, whole, now) : whole;

  const spikes = ofBrand
    .filter((spike) => spike.onset < range.to && (spike.end ?? dataEnd) > range.from)
    .toSorted((a, b) => a.onset - b.onset);
  const backlash = spikes.filter((spike) => spike.kind === 'backlash');
  const spike = gravest(backlash) ?? gravest(spikes);
  const chosen = range.incident ?? incidents.find((one) => one.id === spike?.incidentId);
  const focus = chosen && (await loadIncidentReport(reads, config, chosen, now, { brand, history }));
  const main = focus?.spike ?? spike;
  const series = main?.kind === 'attention' ? 'all' : 'negative';

  const stretch = main
    ? { from: Math.max(main.onset, window.from), to: Math.min(main.end ?? dataEnd, range.to) }
    : { from: window.from, to: whole.to };
  const state = { history, live, dataEnd, range, window, spike: main, focus, series } as const;
  const expected = expectedOf(history, series);
  const facts = factsOf(config, brand.slug);
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
    answer: answerOf({ ...state, expected }),
    facts: factsFor({ ...state, expected }),
    stretch,
    drivers: await driversOf(reads, config.packs, brand.id, history, stretch.from, stretch.to, main?.phrases),
    markers: markersOf(facts, window.from, window.to),
  };
}
