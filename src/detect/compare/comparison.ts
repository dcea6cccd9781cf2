/** Two or more incidents on one clock and one scale: day 0 is the same event of each. */
import type { PolicyChange } from '../../domain/brand.ts';
import { seededRandom } from '../../domain/clock.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { Estimate, Spike, Trajectory } from '../../domain/spike.ts';
import {
  DIFFERENCE_MEASURES,
  type Difference,
  type DifferenceMeasure,
  differencesOf,
  estimateOf,
  type Side,
  sidesOf,
} from './difference.ts';
import { type CoverageWarning, coverageWarnings, type SourceShare } from './coverage.ts';
import type { Outage } from './outages.ts';
import type { ResponseEffect } from './response.ts';
import { scanSeries } from '../spike/scan-series.ts';
import { bucketsPerDay } from '../spike/rule.ts';
import {
  type MeasuredTrajectory,
  measureTrajectory,
  type OrdinaryLevel,
  ordinaryLevel,
} from '../spike/trajectory.ts';

export type Alignment = 'announced' | 'observed' | 'effective' | 'onset';
export type Scale = 'count' | 'multiple' | 'excess-per-1000';

export interface NamedResponse extends ResponseEffect {
  readonly title: string;
  /** The response that followed within the 72 hours: what was left is left after both. */
  readonly followedBy?: string;
}

export interface ComparedIncident {
  readonly label: string;
  readonly series: BrandSeries;
  readonly spike: Spike;
  readonly policyChange?: PolicyChange;
  /** Its course where it is measured already; measured here when absent. */
  readonly measured?: MeasuredTrajectory;
  /** Ordinary mentions of the brand; found here when absent. */
  readonly ordinary?: OrdinaryLevel;
  /** What was left of it after the company's response, where there was one. */
  readonly response?: NamedResponse;
  /** Sources behind the counts with their shares, for the coverage warnings. */
  readonly sources?: readonly SourceShare[];
  /** Source outages during the incident. */
  readonly outages?: readonly Outage[];
}

interface ComparisonOptions {
  readonly align: Alignment;
  readonly scale: Scale;
  /** Days shown before and after day 0; default 3 and 14. */
  readonly daysBefore?: number;
  readonly daysAfter?: number;
  /** Seed of the intervals. */
  readonly seed?: number;
}

export interface ComparedLine {
  readonly label: string;
  /** Moment of day 0, ms. */
  readonly dayZero: number;
  /** Value by hours from day 0; null is missing. */
  readonly points: readonly {
    readonly hours: number;
    readonly value: number | null;
    /** Posts behind the value. */
    readonly count: number | null;
  }[];
  /** What one post adds to a value; NaN where values are not known. */
  readonly perPost: number;
}

export interface ComparedMeasures {
  readonly label: string;
  readonly series: string;
  /** Hours from day 0 to the onset. */
  readonly onsetLagHours: number;
  /** Undefined where the history before the onset is too short. */
  readonly trajectory: Trajectory | undefined;
  /** Peak in multiples of normal, and excess per 1,000 mentions of an ordinary week, with intervals. */
  readonly peakMultiple: Estimate | undefined;
  readonly excessPer1000: Estimate | undefined;
  readonly response: NamedResponse | undefined;
  readonly betrayalShare: number;
  readonly negativeShare: number;
  readonly categories: Spike['categories'];
}

/** The first incident against another, in one measure. */
export interface ComparedDifference extends Difference {
  readonly measure: DifferenceMeasure;
  /** Place of the other in the list. */
  readonly other: number;
}

/** What makes the incidents less comparable; `src/report/text/comparison-warnings.ts` words it. */
export type ComparisonWarning =
  | CoverageWarning
  /** Day 0 is the onset. */
  | { readonly kind: 'no-date'; readonly label: string; readonly align: Alignment }
  /** Share of the hours shown that have no counts, 0 to 1. */
  | { readonly kind: 'hours-missing'; readonly label: string; readonly share: number }
  /** Less than a week of counts before the onset. */
  | { readonly kind: 'not-measured'; readonly label: string }
  | { readonly kind: 'short-history'; readonly label: string; readonly days: number }
  /** Excess and recovery are at least as large as measured. */
  | { readonly kind: 'not-recovered'; readonly label: string }
  /** The usual counts of `most` are so many times those of `least`. */
  | { readonly kind: 'sizes'; readonly most: string; readonly least: string; readonly times: number };

export interface Comparison {
  readonly align: Alignment;
  readonly scale: Scale;
  readonly lines: readonly ComparedLine[];
  readonly measures: readonly ComparedMeasures[];
  /** The first incident against each of the others. */
  readonly differences: readonly ComparedDifference[];
  readonly warnings: readonly ComparisonWarning[];
}

/** Aligns and measures incidents. The same input gives the same output, whatever the order of calls. */
export function compareIncidents(
  incidents: readonly ComparedIncident[],
  options: ComparisonOptions,
): Comparison {
  const warnings: ComparisonWarning[] = [];
  const lines: ComparedLine[] = [];
  const measures: ComparedMeasures[] = [];
  const sides: Partial<Record<DifferenceMeasure, Side>>[] = [];
  for (const incident of incidents) {
    const dayZero = dayZeroOf(incident, options.align, warnings);
    const measured = incident.measured ?? measure(incident, options.seed ?? 1);
    const side = sidesOf(measured, incident.ordinary ?? ordinaryOf(incident));
    lines.push(lineOf(incident, dayZero, measured?.trajectory, options, warnings));
    measures.push(measuresOf(incident, dayZero, measured?.trajectory, side, warnings));
    sides.push(side);
  }
  warnings.push(...sizeWarnings(measures), ...coverageWarnings(incidents));
  const differences = againstFirst(sides);
  return { align: options.align, scale: options.scale, lines, measures, differences, warnings };
}

function measure({ series, spike }: ComparedIncident, seed: number): MeasuredTrajectory | undefined {
  const { start, widthMs } = series;
  const counts = series.series[spike.series] ?? [];
  return measureTrajectory({ start, widthMs, counts }, spike.onset, { random: seededRandom(seed) });
}

function ordinaryOf({ series, spike }: ComparedIncident): OrdinaryLevel | undefined {
  const { start, widthMs } = series;
  const counts = series.series['all'];
  return counts && ordinaryLevel({ start, widthMs, counts }, spike.onset);
}

/** The first incident against each of the others, in all measures that both have: one family. */
function againstFirst(sides: readonly Partial<Record<DifferenceMeasure, Side>>[]): ComparedDifference[] {
  const [first, ...others] = sides;
  const pairs = others.flatMap((side, i) =>
    DIFFERENCE_MEASURES.flatMap((measure) => {
      const [a, b] = [first?.[measure], side[measure]];
      return a && b ? [{ measure, other: i + 1, sides: [a, b] as const }] : [];
    }),
  );
  const found = differencesOf(pairs.map((pair) => pair.sides));
  return pairs.flatMap(({ measure, other }, i) => {
    const difference = found[i];
    return difference ? [{ measure, other, ...difference }] : [];
  });
}

/** From about here on the smaller one says much less, so that only large differences show. */
const SIZES_APART = 3;

function sizeWarnings(measures: readonly ComparedMeasures[]): ComparisonWarning[] {
  const sizes = measures
    .flatMap(({ label, trajectory }) => (trajectory ? [{ label, usual: trajectory.baselinePerHour }] : []))
    .toSorted((a, b) => b.usual - a.usual);
  const [most, least] = [sizes[0], sizes.at(-1)];
  if (!most || !least || !(least.usual > 0) || most.usual < SIZES_APART * least.usual) return [];
  return [{ kind: 'sizes', most: most.label, least: least.label, times: most.usual / least.usual }];
}

function dayZeroOf(incident: ComparedIncident, align: Alignment, warnings: ComparisonWarning[]): number {
  const { policyChange: change, spike } = incident;
  const dates = {
    announced: change?.announced,
    observed: change?.observed?.by,
    effective: change?.effective,
    onset: spike.onset,
  };
  const date = dates[align];
  if (date !== undefined) return date;
  warnings.push({ kind: 'no-date', label: incident.label, align });
  return spike.onset;
}

function lineOf(
  incident: ComparedIncident,
  dayZero: number,
  trajectory: Trajectory | undefined,
  options: ComparisonOptions,
  warnings: ComparisonWarning[],
): ComparedLine {
  const { series, spike, label } = incident;
  const { daysBefore = 3, daysAfter = 14 } = options;
  const perDay = bucketsPerDay(series.widthMs);
  const zero = Math.floor((dayZero - series.start) / series.widthMs);
  const counts = series.series[spike.series] ?? [];
  const usual = expectedOf(series, spike.series);
  const level = ((trajectory?.baselinePerHour ?? Number.NaN) * series.widthMs) / HOUR_MS;
  const all = meanOf(series.series['all'] ? expectedOf(series, 'all') : usual, Math.max(0, zero));
  let missing = 0;
  const points = [];
  for (let i = zero - daysBefore * perDay; i < zero + daysAfter * perDay; i++) {
    const value = scaleValue(counts[i] ?? null, usual[i] ?? Number.NaN, level, all, options.scale);
    if (value === null) missing++;
    points.push({ hours: ((i - zero) * series.widthMs) / HOUR_MS, value, count: counts[i] ?? null });
  }
  if (missing > 0) warnings.push({ kind: 'hours-missing', label, share: missing / points.length });
  const perPost = { count: 1, multiple: 1 / level, 'excess-per-1000': 1000 / all }[options.scale];
  return { label, dayZero, points, perPost };
}

/** What is expected of each bucket, NaN before a whole week is known. */
function expectedOf({ start, widthMs, series }: BrandSeries, name: string): Float64Array {
  const { expected, weekKnownFrom } = scanSeries({ start, widthMs, counts: series[name] ?? [] });
  return expected.map((mean, i) => (i < weekKnownFrom ? Number.NaN : mean));
}

/** Mean of the known values before `end`; NaN where there is none. */
function meanOf(values: Float64Array, end: number): number {
  const known = values.slice(0, end).filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** `level` and `all` are ordinary counts per bucket: of the series, and of all mentions. */
function scaleValue(
  count: number | null,
  usual: number,
  level: number,
  all: number,
  scale: Scale,
): number | null {
  if (count === null) return null;
  if (scale === 'count') return count;
  const value = scale === 'multiple' ? count / level : (1000 * (count - usual)) / all;
  return Number.isFinite(value) ? value : null;
}

function measuresOf(
  incident: ComparedIncident,
  dayZero: number,
  trajectory: Trajectory | undefined,
  side: Partial<Record<DifferenceMeasure, Side>>,
  warnings: ComparisonWarning[],
): ComparedMeasures {
  const { series, spike, label } = incident;
  const [peak, excess] = [side['peak-multiple'], side['excess-per-1000']];
  if (!trajectory) warnings.push({ kind: 'not-measured', label });
  else {
    const days = Math.floor((spike.onset - series.start) / DAY_MS);
    if (days < 28) warnings.push({ kind: 'short-history', label, days });
    if (trajectory.recoveryHours.censored) warnings.push({ kind: 'not-recovered', label });
  }
  return {
    label,
    series: spike.series,
    onsetLagHours: (spike.onset - dayZero) / HOUR_MS,
    trajectory,
    peakMultiple: peak && estimateOf(peak),
    excessPer1000: excess && estimateOf(excess),
    response: incident.response,
    betrayalShare: spike.betrayalShare,
    negativeShare: spike.negativeShare,
    categories: spike.categories,
  };
}
