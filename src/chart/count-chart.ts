/** Chart of counts per hour or day as bars, with the expected count and the dated events. */
import type { PredictionInterval } from '../domain/spike.ts';
import {
  predictionIntervalsOf,
  barsOf,
  type CountBucket,
  describeBucket,
  expectedOf,
  gapsOf,
  hitAreas,
  type Plot,
  type SeriesLabels,
} from './bars.ts';
import { formatCount } from './format.ts';
import {
  axisOf,
  type Canvas,
  type ChartFrame,
  canvasOf,
  gridOf,
  headingBlock,
  type LegendEntry,
} from './frame.ts';
import { legendBlock, noteBlock, rootOf, TICK_SIZE } from './frame.ts';
import { type ChartMarker, markerKey, marksOf, placeMarkers, spansOf, stripHeight } from './markers.ts';
import { textWidth } from './measure.ts';
import { linearScale, niceTicks, timeTicks } from './scale.ts';
import { el, label } from './svg.ts';

/** A period to highlight, e.g. from the onset to the end of a spike. */
export interface SpikeWindow {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Label at the highest bar, e.g. `9.4× normal`. */
  readonly label?: string;
}

export interface CountChartInput extends ChartFrame {
  readonly widthMs: number;
  /** In chronological order. */
  readonly buckets: readonly CountBucket[];
  /** Prediction interval of each bucket; `null` if unknown. */
  readonly interval?: readonly (PredictionInterval | null)[];
  readonly markers?: readonly ChartMarker[];
  readonly spikes?: readonly SpikeWindow[];
  /** URL of the posts behind a bar. */
  readonly hrefFor?: (bucketStart: number) => string;
  readonly labels?: Partial<SeriesLabels>;
  /** Minimum of the top of the y axis, so that two charts can be compared. */
  readonly atLeast?: number;
}

const LABELS: SeriesLabels = { total: 'All mentions', negative: 'Negative', betrayal: 'Broken trust' };
/** Narrower bars are too small to click and get no links. */
const LEAST_HIT_PX = 2.5;

/** Renders the chart as SVG. The same input gives the same bytes. */
export function renderCountChart(input: CountChartInput): string {
  const canvas = canvasOf(input);
  const { colours } = canvas;
  const { buckets, widthMs } = input;
  const interval = input.interval ?? [];
  const spikes = input.spikes ?? [];
  const starts = buckets.map((bucket) => bucket.start);
  const from = starts[0] ?? 0;
  const to = (starts.at(-1) ?? from) + widthMs;
  const inSpike = (start: number) => spikes.some((spike) => start + widthMs > spike.from && start < spike.to);

  const ticks = niceTicks(0, topOf(input, interval), canvas.plotHeight < 140 ? 3 : 4);
  const left = canvas.edge + Math.max(...ticks.map((tick) => textWidth(formatCount(tick), TICK_SIZE))) + 8;
  const right = canvas.width - canvas.edge;
  const x = linearScale(from, to, left, right);
  const { placed, rows } = placeMarkers(input.markers ?? [], [from, to], x);
  const heading = headingBlock(input, canvas);
  const legend = legendBlock(legendOf(input, canvas), canvas, heading.height);
  const top = heading.height + legend.height + stripHeight(rows) + 8;
  const bottom = top + canvas.plotHeight;
  const y = linearScale(0, ticks.at(-1) ?? 1, bottom, top);
  const plot: Plot = { left, right, top, bottom, widthMs, x, y };

  const timeAxis = timeTicks(from, to, (right - left) / (canvas.width < 480 ? 62 : 84));
  const axis = axisOf(
    timeAxis.map((tick) => ({ ...tick, x: x(tick.at) })),
    bottom,
    plot,
    colours,
  );
  const key = markerKey(placed, canvas, bottom + axis.height + 4);
  const note = noteBlock(input, canvas, bottom + axis.height + 4 + key.height);
  const height = bottom + axis.height + 4 + key.height + note.height + (input.showTitle === true ? 8 : 0);
  const wide = x(from + widthMs) - left >= LEAST_HIT_PX;
  const { hrefFor } = input;

  return rootOf(input, canvas, Math.ceil(height), [
    el('defs', {}, hatchOf(canvas)),
    heading.markup,
    legend.markup,
    windowsOf(spikes, [from, to], plot, canvas),
    spansOf(placed, [from, to], x, plot, colours),
    predictionIntervalsOf(starts, interval, plot, colours),
    gridOf(ticks, y, plot, colours),
    gapsOf(buckets, plot, `${canvas.id}-hatch`),
    barsOf(buckets, plot, inSpike, colours),
    expectedOf(starts, interval, plot, colours),
    marksOf(placed, rows, plot, colours),
    spikeLabels(
      input,
      plot,
      canvas,
      placed.map((marker) => marker.x),
    ),
    axis.markup,
    key.markup,
    note.markup,
    hrefFor === undefined || !wide
      ? ''
      : hitAreas(buckets, plot, hrefFor, (one, i) =>
          describeBucket(one, widthMs, { ...LABELS, ...input.labels }, interval[i]),
        ),
  ]);
}

function topOf(input: CountChartInput, interval: readonly (PredictionInterval | null)[]): number {
  let top = Math.max(4, input.atLeast ?? 0);
  for (const bucket of input.buckets) top = Math.max(top, bucket.total ?? 0);
  for (const point of interval) top = Math.max(top, point?.upper ?? 0);
  // Room for the label above the highest bar of a spike.
  const labelled = (input.spikes ?? []).some((spike) => spike.label !== undefined);
  return labelled ? top * (1 + 24 / (input.plotHeight ?? 220)) : top;
}

function hatchOf(canvas: Canvas): string {
  const pattern = { width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' };
  const stripe = el('rect', { width: 1.25, height: 6, fill: canvas.colours.hatch });
  return el('pattern', { id: `${canvas.id}-hatch`, ...pattern }, stripe);
}

function legendOf(input: CountChartInput, canvas: Canvas): LegendEntry[] {
  const { colours } = canvas;
  const labels = { ...LABELS, ...input.labels };
  const swatch = (fill: string) => (x: number, y: number) =>
    el('rect', { x, y, width: 13, height: 10, rx: 2, fill });
  const entries: LegendEntry[] = [{ text: labels.total, sample: swatch(colours.bar) }];
  if (input.buckets.some((bucket) => bucket.negative !== undefined))
    entries.push({ text: labels.negative, sample: swatch(colours.negative) });
  if (input.buckets.some((bucket) => bucket.betrayal !== undefined))
    entries.push({ text: labels.betrayal, sample: swatch(colours.betrayal) });
  if ((input.spikes ?? []).length > 0) {
    const shades = [colours['spike-bar'], colours['spike-negative'], colours['spike-betrayal']];
    const sample = (x: number, y: number) =>
      shades.map((fill, i) => el('rect', { x: x + i * 4.5, y, width: 4.5, height: 10, fill })).join('') +
      el('path', { d: `M${x} ${y}h13.5`, stroke: colours['spike-outline'], 'stroke-width': 1.5 });
    entries.push({ text: 'Spike', sample });
  }
  if ((input.interval ?? []).some((point) => point !== null)) {
    const dash = { stroke: colours.expected, 'stroke-width': 1.25, 'stroke-dasharray': '4 3' };
    const sample = (x: number, y: number) =>
      swatch(colours.interval)(x, y) + el('path', { d: `M${x} ${y + 5}h13`, ...dash });
    entries.push({ text: 'Expected', sample });
  }
  if (input.buckets.some((bucket) => bucket.total === null))
    entries.push({ text: 'No data', sample: swatch(`url(#${canvas.id}-hatch)`) });
  return entries;
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
      return el('rect', {
        x,
        y: plot.top,
        width,
        height: plot.bottom - plot.top,
        fill: canvas.colours['spike-window'],
      });
    })
    .join('');
}

/** Above the highest bar if there is room, else beside it; to the right of any marker line that it would cross. */
function spikeLabels(input: CountChartInput, plot: Plot, canvas: Canvas, lines: readonly number[]): string {
  const halo = {
    stroke: canvas.colours['spike-window'],
    'stroke-width': 4,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  };
  return (input.spikes ?? [])
    .map((spike) => {
      const inside = input.buckets.filter(
        (one) => one.start + input.widthMs > spike.from && one.start < spike.to,
      );
      const highest = Math.max(0, ...inside.map((one) => one.total ?? 0));
      const bar = inside.find((one) => one.total === highest);
      if (spike.label === undefined || bar === undefined) return '';
      const half = textWidth(spike.label, 13) / 2 + 4;
      const middle = plot.x(bar.start + input.widthMs / 2);
      const over = plot.y(highest) - 8;
      const fits = over >= plot.top + 12;
      const centre = fits
        ? middle
        : middle + half + 8 < plot.right - half
          ? middle + half + 8
          : middle - half - 8;
      const crossed = lines.filter((x) => Math.abs(x - centre) < half);
      const moved = crossed.length === 0 ? centre : Math.max(...crossed) + half + 4;
      const wanted = moved + half < plot.right ? moved : centre;
      const x = Math.min(Math.max(wanted, plot.left + half), plot.right - half);
      const place = { x, y: fits ? over : plot.top + 14 };
      const look = {
        'text-anchor': 'middle',
        'font-size': 13,
        'font-weight': 'bold',
        fill: canvas.colours['spike-outline'],
      };
      return label('text', { ...place, ...look, ...halo }, spike.label);
    })
    .join('');
}
