/** The counts behind a chart, or the chart itself, as a file: CSV, JSON, SVG, PNG. The same counts give the same bytes. */
import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { renderCountChart, type SpikeWindow } from '../../chart/count-chart.ts';
import type { ChartMarker } from '../../chart/markers.ts';
import { keptPng } from './kept-png.ts';
import { dayText, isoSecond } from '../text/labels.ts';
import type { ReportWindow } from '../brand/window.ts';

export const CHART_FORMATS = ['csv', 'json', 'svg', 'png'] as const;
type ChartFormat = (typeof CHART_FORMATS)[number];

export function isChartFormat(format: string): format is ChartFormat {
  return (CHART_FORMATS as readonly string[]).includes(format);
}

export interface ChartFile {
  /** The headline. */
  readonly title: string;
  /** The days that it shows. */
  readonly subtitle: string;
  /** What the headline is about. */
  readonly series: 'negative' | 'all';
  readonly peak?: { readonly at: number; readonly label: string } | undefined;
  readonly showTotal?: boolean;
  readonly theme?: 'light' | 'dark';
  /** When it was made, ms. */
  readonly madeAt: number;
  readonly brand: string;
  readonly simulated: boolean;
  readonly window: ReportWindow;
  readonly markers: readonly ChartMarker[];
  readonly spikes: readonly SpikeWindow[];
  readonly scorerVersion: string;
}

/** 16 to 9, as slides are. */
const [WIDTH, HEIGHT] = [1_120, 630];

function rowsOf({ window }: ChartFile) {
  return window.buckets.map((bucket, i) => {
    const point = window.interval[i];
    const negative = window.negativeInterval[i];
    return {
      start: isoSecond(bucket.start),
      seconds: window.widthMs / 1000,
      // Missing is not zero.
      all: bucket.total,
      negative: bucket.total === null ? null : bucket.negative,
      broken_trust: bucket.total === null ? null : bucket.betrayal,
      expected: cents(point?.expected),
      expected_lower: cents(point?.lower),
      expected_upper: cents(point?.upper),
      negative_expected: cents(negative?.expected),
      negative_lower: cents(negative?.lower),
      negative_upper: cents(negative?.upper),
    };
  });
}

/** What stands at the line is for the picture alone. */
function withoutName({ short: _, ...marker }: ChartMarker): ChartMarker {
  return marker;
}

function cents(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 100) / 100;
}

/** What a reader needs to say where the numbers come from. */
function origin(file: ChartFile) {
  const rows = JSON.stringify([rowsOf(file), file.markers.map(withoutName)]);
  return {
    brand: file.brand,
    simulated: file.simulated,
    timeZone: 'UTC',
    scorerVersion: file.scorerVersion,
    inputs: createHash('sha256').update(rows).digest('hex'),
  };
}

function svgOf(file: ChartFile): string {
  const { window, title, subtitle, series } = file;
  const { open = window.unfinished ? 1 : 0 } = window;
  return renderCountChart({
    idPrefix: 'file',
    title,
    subtitle,
    description: `${title} ${subtitle}, ${isoSecond(window.from)} to ${isoSecond(window.to)}.`,
    width: WIDTH,
    height: HEIGHT,
    theme: file.theme ?? 'light',
    showTitle: true,
    widthMs: window.widthMs,
    buckets: window.buckets,
    main: series,
    interval: series === 'negative' ? window.negativeInterval : window.interval,
    showTotal: file.showTotal === true,
    open,
    markers: file.markers,
    spikes: file.spikes,
    peak: file.peak,
    note: `${file.simulated ? 'Simulated. ' : ''}Source: Outcry, ${dayText(file.madeAt)}. Times in UTC.`,
    metadata: metadataOf(file),
  });
}

/** Versions and the hash of the input, for the file's metadata. */
function metadataOf(file: ChartFile): string {
  const { inputs, scorerVersion } = origin(file);
  return `Outcry; scorer ${scorerVersion}; inputs ${inputs}`;
}

export function renderChartFile(file: ChartFile, format: ChartFormat): string | Buffer {
  if (format === 'svg') return svgOf(file);
  if (format === 'png') return keptPng(svgOf(file), { width: WIDTH, scale: 2, comment: metadataOf(file) });
  const rows = rowsOf(file);
  if (format === 'json')
    return `${JSON.stringify({ ...origin(file), buckets: rows, markers: file.markers.map(withoutName) })}\n`;
  const { inputs, scorerVersion } = origin(file);
  const columns = [
    'start',
    'seconds',
    'all',
    'negative',
    'broken_trust',
    'expected',
    'expected_lower',
    'expected_upper',
    'negative_expected',
    'negative_lower',
    'negative_upper',
  ];
  return stringify(
    rows.map((row) => ({ ...row, scorer: scorerVersion, inputs })),
    {
      header: true,
      columns: [...columns, 'scorer', 'inputs'],
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
}
