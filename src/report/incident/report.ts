/** One incident as plain data for pages, mails and the CLI: its spikes, its course, what explains it. */
import type { ChartMarker } from '../../chart/markers.ts';
import type { PolicyChange } from '../../domain/brand.ts';
import type { Course } from '../../domain/capsule.ts';
import type { Incident, StoredSpike } from '../../domain/incident.ts';
import { type BrandSeries, type CountSeries, DAY_MS } from '../../domain/series.ts';
import type { Attribution, Trajectory } from '../../domain/spike.ts';
import type { TaxonomyPack } from '../../domain/taxonomy.ts';
import type { Reads } from '../../store/store.ts';
import type { NamedResponse } from '../../detect/compare/comparison.ts';
import { changeDate, type DatedEvents } from '../../domain/dated-events.ts';
import { markersOf } from '../text/markers.ts';
import { categoryTitles, driversOf, type Drivers } from '../brand/drivers.ts';
import { baseOfShares, type IncidentData, loadIncidentData, type ReportConfig } from './load.ts';
import { dailyCounts } from './daily-counts.ts';
import { expectedCounts, headlineSeries, measureIncident, mostSevere } from './measures.ts';
import { type ChanceRate, chanceRate } from './chance.ts';
import { responseOf } from './response-effect.ts';
import { incidentFigures, type Trend, trendOf } from './figures.ts';
import { type IncidentSize, sizeOf } from './size.ts';
import type { Figure } from '../figure.ts';
import type { Stretch } from '../stretch.ts';
import { type ReportWindow, reportWindow, sumOf } from '../brand/window.ts';

export { mostSevere };

export type { ReportConfig };

/** The best explanation of a spike that the database holds. */
export interface Explanation extends Attribution {
  readonly change?: PolicyChange;
  /** How often an outcry would begin as close to a date by chance alone. */
  readonly chance?: ChanceRate;
}

export interface IncidentReport {
  readonly incident: Incident;
  readonly brandName: string;
  /** Oldest first. */
  readonly spikes: readonly StoredSpike[];
  /** The most severe; absent when its spikes are gone after a re-score. */
  readonly spike?: StoredSpike;
  /** The series that the course is measured on. */
  readonly series: 'negative' | 'all';
  readonly trajectory?: Trajectory;
  /** How large it is now and at its peak; absent while its brand has no counts. */
  readonly size?: IncidentSize;
  readonly explanation?: Explanation;
  /** What was left of it after the company response. */
  readonly response?: NamedResponse;
  readonly window?: ReportWindow;
  /** A stretch chosen on the chart: chart, posts and drivers are of it alone. */
  readonly zoom?: Stretch;
  /** Sources of the brand that give dates without times. */
  readonly dailySources: readonly string[];
  readonly markers: readonly ChartMarker[];
  readonly drivers: Drivers;
  /** What all shares are of; absent while its brand has no counts. */
  readonly shares?: Stretch;
  /** Empty while its brand has no counts. */
  readonly figures: readonly Figure[];
  /** Of the last hours or days of its series. */
  readonly trend?: Trend;
  /** Posts of its series from the onset on. */
  readonly stretchCount?: number;
  /** All posts by whole day, for a comparison with incidents of other companies. */
  readonly daily?: Course['points'];
}

const VERDICT_ORDER = ['very likely', 'possible', 'not distinguishable'];

/** The strongest attribution, with its policy change. */
export function explanationOf(spike: StoredSpike | undefined, events: DatedEvents): Explanation | undefined {
  const best = spike?.attribution.toSorted(
    (a, b) =>
      VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict) ||
      a.pValue - b.pValue ||
      Math.abs(a.lagHours) - Math.abs(b.lagHours),
  )[0];
  if (!best) return undefined;
  const change = events.policyChanges.find((one) => one.slug === best.policyChange);
  return { ...best, ...(change ? { change } : {}) };
}

/** Category codes in the reason become their titles. */
function withTitles(
  explanation: Explanation | undefined,
  packs: readonly TaxonomyPack[],
): Explanation | undefined {
  if (!explanation) return undefined;
  const titles = categoryTitles(packs);
  const because = explanation.because.replace(/\b[a-z]+(?:_[a-z]+)+\b/g, (code) => {
    const title = titles.get(code)?.title;
    return title === undefined ? code : `\u201c${title}\u201d`;
  });
  return { ...explanation, because };
}

/** From three days before the onset, or the change that explains it, to two days after the end. */
export function incidentSpan(
  incident: Pick<Incident, 'onset' | 'end'>,
  dataEnd: number,
  change?: PolicyChange,
): { from: number; to: number } {
  const date = change && changeDate(change);
  const near = date !== undefined && date < incident.onset && incident.onset - date < 14 * DAY_MS;
  const before = Math.min(incident.onset - 3 * DAY_MS, near ? date - DAY_MS : incident.onset);
  return {
    from: Math.floor(before / DAY_MS) * DAY_MS,
    to: Math.min(dataEnd, (incident.end ?? dataEnd) + 2 * DAY_MS),
  };
}

/** Builds the report from what was loaded. */
export function incidentReportOf({
  incident,
  brandName,
  spikes,
  events,
  packs,
  counts,
}: IncidentData): IncidentReport {
  const spike = mostSevere(spikes);
  const explanation = withTitles(explanationOf(spike, events), packs);
  const series = headlineSeries(spike);
  const known = {
    incident,
    brandName,
    spikes,
    series,
    ...(spike ? { spike } : {}),
    ...(explanation ? { explanation } : {}),
  };
  if (!counts) {
    return {
      ...known,
      dailySources: [],
      markers: [],
      drivers: { categories: [], sources: [], phrases: spike?.phrases ?? [] },
      figures: [],
    };
  }
  const { history, judged, dailySources, others, stretch, shares, sources, zoom, unanswered } = counts;
  const dataEnd = history.start + history.length * history.widthMs;
  const span = zoom ?? incidentSpan(incident, dataEnd, explanation?.change);
  const window = reportWindow(history, judged, span.from, span.to);
  const trajectory = measureIncident(judged, series, incident, others);
  const expected = expectedOf(judged, series);
  const size = sizeOf(countsOf(judged, series), expected, incident, spike);
  // Figures are of the whole incident, whatever stretch is chosen.
  const base = baseOfShares(spike, incident, history);
  const measured = { incident, history, judged, series, expected, size, trajectory, shares: base };
  const response = unanswered && responseOf(judged, events, incident, others, unanswered);
  const chance = explanation && chanceRate(incident, others, events.policyChanges, explanation.lagHours);
  return {
    ...known,
    ...(explanation && chance ? { explanation: { ...explanation, chance } } : {}),
    ...(trajectory ? { trajectory } : {}),
    size,
    ...(zoom ? { zoom } : {}),
    ...(response ? { response } : {}),
    window,
    dailySources,
    markers: markersOf(events, window.from, window.to),
    drivers: driversOf(packs, history, shares, sources, spike?.phrases),
    shares,
    figures: incidentFigures(measured),
    trend: trendOf(judged, series),
    stretchCount: sumOf(history, series, stretch.from, stretch.to),
    daily: dailyCounts(history),
  };
}

/** Loads the report on an incident; `choice`: a stretch of it, as `chosenStretch` reads it. */
export async function loadIncidentReport(
  reads: Reads,
  config: ReportConfig,
  incident: Incident,
  now: number,
  choice?: string,
  base?: 'spike' | 'incident',
): Promise<IncidentReport> {
  return incidentReportOf(await loadIncidentData(reads, config, incident, now, choice, base));
}

/** Expected counts of one series over a brand's history, beside its buckets. */
export function expectedOf(history: BrandSeries, series: string) {
  return expectedCounts(countsOf(history, series));
}

/** One series of a brand. */
export function countsOf({ start, widthMs, series }: BrandSeries, name: string): CountSeries {
  return { start, widthMs, counts: series[name] ?? [] };
}
