/** The counts behind a chart, or the chart itself, as a file: CSV, JSON, SVG, PNG. The same counts give the same bytes. */
import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { renderCountChart, type SpikeWindow } from '../../chart/count-chart.ts';
import type { ChartMarker } from '../../chart/markers.ts';
import { keptPng } from './kept-png.ts';
import { isoSecond } from '../text/labels.ts';
import type { ReportWindow } from '../brand/window.ts';

export const CHART_FORMATS = ['csv', 'json', 'svg', 'png'] as const;
type ChartFormat = (typeof CHART_FORMATS)[number];

export function isChartFormat(format: string): format is ChartFormat {
  return (CHART_FORMATS as readonly string[]).includes(format);
}

export interface ChartFile {
  readonly title: string;
  readonly brand: string;
  readonly simulated: boolean;
  readonly window: ReportWindow;
  readonly markers: readonly ChartMarker[];
  readonly spikes: readonly SpikeWindow[];
  readonly scorerVersion: string;
}

const WIDTH = 1_060;

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

function cents(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 100) / 100;
}

/** What a reader needs to say where the numbers come from. */
function origin(file: ChartFile) {
  const rows = JSON.stringify([rowsOf(file), file.markers]);
  return {
    brand: file.brand,
    simulated: file.simulated,
    timeZone: 'UTC',
    scorerVersion: file.scorerVersion,
    inputs: createHash('sha256').update(rows).digest('hex'),
  };
}

function svgOf(file: ChartFile): string {
  const { inputs } = origin(file);
  const { window, title } = file;
  return renderCountChart({
    idPrefix: 'file',
    title,
    description: `${title}, ${isoSecond(window.from)} to ${isoSecond(window.to)}.`,
    width: WIDTH,
    theme: 'light',
    showTitle: true,
    widthMs: window.widthMs,
    buckets: window.buckets,
    interval: window.interval,
    markers: file.markers,
    spikes: file.spikes,
    note: `${file.simulated ? 'Simulated. ' : ''}Times in UTC. Scorer ${file.scorerVersion}. Inputs ${inputs.slice(0, 12)}.`,
  });
}

export function renderChartFile(file: ChartFile, format: ChartFormat): string | Buffer {
  if (format === 'svg') return svgOf(file);
  if (format === 'png') return keptPng(svgOf(file), { width: WIDTH, scale: 2 });
  const rows = rowsOf(file);
  if (format === 'json')
    return `${JSON.stringify({ ...origin(file), buckets: rows, markers: file.markers })}\n`;
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
