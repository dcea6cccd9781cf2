/**
 * Chart of counts per hour or day. It draws what the claim is about: bars of negative posts (or of all posts) with what
 * is usual of *them*, so that a reader can divide the bar of the peak by the dashed line.
 */
import { DAY_MS } from '../domain/series.ts';
import type { PredictionInterval } from '../domain/spike.ts';
import {
  barsOf,
  type CountBucket,
  expectedOf,
  hatchedOf,
  mainOf,
  type MainSeries,
  type Plot,
  predictionIntervalsOf,
  totalLine,
} from './bars.ts';
import { type ChartEvent, eventsOf } from './events.ts';
import { formatCount } from './format.ts';
import { axisOf, type Canvas, type ChartFrame, canvasOf, gridOf, headingBlock } from './frame.ts';
import { legendBlock, noteBlock, rootOf, TICK_SIZE } from './frame.ts';
import { describeBucket, hitAreas } from './hit-areas.ts';
import { legendOf } from './legend.ts';
import { type ChartMarker, markerKey, marksOf, placeMarkers, spansOf, stripHeight } from './markers.ts';
import { textWidth } from './measure.ts';
import { peakLabel } from './peak-label.ts';
import { axisFromZero, linearScale, timeTicks } from './scale.ts';
import { el, label } from './svg.ts';

/** A period to shade, e.g. from the onset to the end of a spike. */
export interface SpikeWindow {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

export interface CountChartInput extends ChartFrame {
  readonly widthMs: number;
  /** In chronological order. */
  readonly buckets: readonly CountBucket[];
  /** What the bars count; default `negative`. */
  readonly main?: MainSeries;
  /** Prediction interval of the main series in each bucket; `null` if unknown. */
  readonly interval?: readonly (PredictionInterval | null)[];
  /** Draws all posts as a line, where the bars count the negative ones. */
  readonly showTotal?: boolean;
  /** How many of the last buckets are still being counted. */
  readonly open?: number;
  readonly markers?: readonly ChartMarker[];
  readonly events?: readonly ChartEvent[];
  readonly spikes?: readonly SpikeWindow[];
  /** Stands on the bar that it speaks of, e.g. `32× usual`. */
  readonly peak?: { readonly at: number; readonly label: string } | undefined;
  /** URL of the posts behind a bar. */
  readonly hrefFor?: (bucketStart: number) => string;
  /** False where the page has the legend beside the chart. */
  readonly showLegend?: boolean;
  /** Minimum of the top of the y axis, so that two charts can be compared. */
  readonly atLeast?: number;
}

/** Narrower bars are too small to click and get no links. */
const LEAST_HIT_PX = 2.5;
/** Room for the label above the bar of the peak. */
const LABEL_PX = 24;
const UNIT_PX = 18;

/** Renders the chart as SVG. The same input gives the same bytes. */
export function renderCountChart(input: CountChartInput): string {
  const canvas = canvasOf(input);
  const { colours } = canvas;
  const { buckets, widthMs, main = 'negative', open = 0 } = input;
  const interval = input.interval ?? [];
  const spikes = input.spikes ?? [];
  const starts = buckets.map((bucket) => bucket.start);
  const from = starts[0] ?? 0;
  const to = (starts.at(-1) ?? from) + widthMs;

  const { ticks, top: highest } = axisFromZero(topOf(input, canvas), canvas.plotHeight < 140 ? 3 : 4);
  const left = canvas.edge + Math.max(...ticks.map((tick) => textWidth(formatCount(tick), TICK_SIZE))) + 8;
  const right = canvas.width - canvas.edge;
  const x = linearScale(from, to, left, right);
  const { placed, rows } = placeMarkers(input.markers ?? [], [from, to], x);
  const heading = headingBlock(input, canvas);
  const legend = legendBlock(
    input.showLegend === false ? [] : legendOf(input, canvas),
    canvas,
    heading.height,
  );
  const strip = heading.height + legend.height + UNIT_PX;
  const top = strip + stripHeight(rows);

  const timeAxis = timeTicks(from, to, (right - left) / (canvas.width < 480 ? 62 : 84));
  const below = (bottom: number) => {
    const plot: Plot = { left, right, top, bottom, widthMs, x, y: linearScale(0, highest, bottom, top) };
    const events = eventsOf(input.events ?? [], [from, to], x, plot, bottom + 1, colours);
    const axisTop = bottom + events.height;
    const axis = axisOf(
      timeAxis.map((tick) => ({ ...tick, x: x(tick.at) })),
      axisTop,
      plot,
      colours,
    );
    const key = markerKey(placed, canvas, axisTop + axis.height + 4);
    const note = noteBlock(input, canvas, axisTop + axis.height + 4 + key.height);
    const pad = input.showTitle === true ? 8 : 0;
    const height = axisTop + axis.height + 4 + key.height + note.height + pad;
    return { plot, markup: events.markup + axis.markup + key.markup + note.markup, height };
  };
  const wanted = below(top + canvas.plotHeight);
  const spare = input.height === undefined ? 0 : input.height - wanted.height;
  const { plot, markup, height } =
    spare === 0 ? wanted : below(top + Math.max(60, canvas.plotHeight + spare));
  const wide = x(from + widthMs) - left >= LEAST_HIT_PX;
  const { hrefFor } = input;
  const unitAt = { x: canvas.edge, y: strip - 5, 'font-size': TICK_SIZE, fill: colours.muted };

  return rootOf(input, canvas, Math.ceil(height), [
    el('defs', {}, hatchOf(canvas)),
    heading.markup,
    legend.markup,
    label('text', unitAt, `${main === 'all' ? 'posts' : 'negative posts'} per ${unitOf(widthMs)}`),
    windowsOf(spikes, [from, to], plot, canvas),
    spansOf(placed, [from, to], x, plot, colours),
    predictionIntervalsOf(starts, interval, plot, colours),
    gridOf(ticks, plot.y, plot, colours),
    hatchedOf(buckets, plot, open, `${canvas.id}-hatch`),
    barsOf(buckets, plot, main, open, colours),
    input.showTotal === true && main !== 'all' ? totalLine(buckets, plot, colours) : '',
    expectedOf(starts, interval, plot, colours),
    marksOf(placed, plot, colours),
    peakLabel(
      input.peak,
      buckets.map((one) => mainOf(one, main)),
      starts,
      plot,
      placed.map((marker) => marker.x),
      colours,
    ),
    markup,
    hrefFor === undefined || !wide
      ? ''
      : hitAreas(buckets, plot, hrefFor, (one, i) =>
          describeBucket(
            one,
            widthMs,
            main === 'negative' ? interval[i] : undefined,
            i >= buckets.length - open,
          ),
        ),
  ]);
}

function unitOf(widthMs: number): string {
  return widthMs >= DAY_MS ? 'day' : 'hour';
}

function topOf(input: CountChartInput, canvas: Canvas): number {
  const main = input.main ?? 'negative';
  let top = Math.max(4, input.atLeast ?? 0);
  for (const bucket of input.buckets) {
    top = Math.max(top, mainOf(bucket, main) ?? 0);
    if (input.showTotal === true) top = Math.max(top, bucket.total ?? 0);
  }
  for (const point of input.interval ?? []) top = Math.max(top, point?.upper ?? 0);
  const labelled = input.peak && input.buckets.find((one) => one.start === input.peak?.at);
  const peak = labelled ? (mainOf(labelled, main) ?? 0) : 0;
  return Math.max(top, peak * (1 + LABEL_PX / canvas.plotHeight));
}

function hatchOf(canvas: Canvas): string {
  const pattern = { width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' };
  const stripe = el('rect', { width: 1.25, height: 6, fill: canvas.colours.hatch });
  return el('pattern', { id: `${canvas.id}-hatch`, ...pattern }, stripe);
}

function windowsOf(
  spikes: readonly SpikeWindow[],
  domain: readonly [number, number],
  plot: Plot,
  canvas: Canvas,
): string {
  return spikes
    .filter((spike) => spike.to > domain[0] && spike.from < domain[1])
    .map((spike) => {
      const x = plot.x(Math.max(spike.from, domain[0]));
      const width = plot.x(Math.min(spike.to, domain[1])) - x;
      const height = plot.bottom - plot.top;
      return el('rect', {
        class: 'chart-spike',
        x,
        y: plot.top,
        width,
        height,
        fill: canvas.colours['spike-window'],
      });
    })
    .join('');
}
