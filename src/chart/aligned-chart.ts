/** Line chart that aligns incidents of different years at day 0. */
import { formatCount } from './format.ts';
import { axisOf, type Canvas, canvasOf, gridOf, headingBlock, type LegendEntry } from './frame.ts';
import { legendBlock, noteBlock, rootOf, TEXT_SIZE, TICK_SIZE } from './frame.ts';
import { markerKey, marksOf, placeMarkers, stripHeight } from './markers.ts';
import { fitText, textWidth } from './measure.ts';
import type { AlignedChartInput, AlignedLine } from './aligned-lines.ts';
import { offsetTicks, spanOf, valuesOf } from './aligned-axes.ts';
import { type PeakOfLine, peakLabels } from './aligned-labels.ts';
import { linearScale, type Scale } from './scale.ts';
import { el, label, line, polyline } from './svg.ts';
import type { ColourName } from './theme.ts';

const DASHES = [undefined, '7 4', '2 3', '10 3 2 3'];
const LINE_COLOURS: readonly ColourName[] = ['line-1', 'line-2', 'line-3', 'line-4'];

interface Look {
  readonly stroke: string;
  readonly 'stroke-width': number;
  readonly 'stroke-dasharray': string | undefined;
}

function lookOf(i: number, canvas: Canvas): Look {
  const stroke = canvas.colours[LINE_COLOURS[i % LINE_COLOURS.length] ?? 'line-1'];
  return { stroke, 'stroke-width': 2, 'stroke-dasharray': DASHES[i % DASHES.length] };
}

/** Room for the unit above the axis. */
const UNIT_PX = 22;

/** Renders the chart as SVG. The same input gives the same bytes. */
export function renderAlignedChart(input: AlignedChartInput): string {
  const canvas = canvasOf(input);
  const { colours } = canvas;
  const narrow = canvas.width < 560;
  const format = (value: number) => `${formatCount(value, 2)}${input.ySuffix ?? ''}`;
  const { ticks, floor, top: highest } = valuesOf(input.lines, canvas);
  const [from, to] = spanOf(input.lines);

  const names = input.lines.map((one) => fitText(one.label, TEXT_SIZE, 180));
  const left = canvas.edge + Math.max(...ticks.map((tick) => textWidth(format(tick), TICK_SIZE))) + 8;
  const right = canvas.width - canvas.edge;
  const x = linearScale(from, to, left, right);
  const { placed, rows } = placeMarkers(input.markers ?? [], [from, to], x);
  const heading = headingBlock(input, canvas);
  const legend = legendBlock(narrow ? legendOf(names, canvas) : [], canvas, heading.height);
  const caption = input.yLabel === undefined ? 0 : UNIT_PX;
  const top = heading.height + legend.height + caption + stripHeight(rows) + 8;
  const box = { left, right };
  const offsets = offsetTicks(from, to, (right - left) / 76, input, x);
  const below = (bottom: number) => {
    const axis = axisOf(offsets, bottom, box, colours);
    const key = markerKey(placed, canvas, bottom + axis.height + 4);
    const note = noteBlock(input, canvas, bottom + axis.height + 4 + key.height);
    const pad = input.showTitle === true ? 8 : 0;
    const height = bottom + axis.height + 4 + key.height + note.height + pad;
    return { bottom, height, markup: axis.markup + key.markup + note.markup };
  };
  const wanted = below(top + canvas.plotHeight);
  const spare = input.height === undefined ? 0 : input.height - wanted.height;
  const { bottom, height, markup } =
    spare === 0 ? wanted : below(top + Math.max(60, canvas.plotHeight + spare));
  const scale = linearScale(floor, highest, bottom, top);
  const y = (value: number) => scale(Math.max(floor, value));
  const captionAt = { x: canvas.edge, y: heading.height + legend.height + 16, fill: colours.muted };

  return rootOf(input, canvas, Math.ceil(height), [
    heading.markup,
    legend.markup,
    input.yLabel === undefined ? '' : label('text', captionAt, input.yLabel),
    gridOf(ticks, y, box, colours, format),
    ...input.lines.map((one, i) => intervalPath(one, lookOf(i, canvas), x, y)),
    line(x(0), top, x(0), bottom, { stroke: colours.text, 'stroke-width': 1.25, class: 'chart-day-zero' }),
    ...input.lines.map((one, i) => linePath(one, lookOf(i, canvas), x, y)),
    marksOf(placed, { top, bottom }, colours),
    peakLabels(
      input.lines.flatMap((one, i) => peakOf(one, lookOf(i, canvas), narrow ? '' : names[i], format)),
      x,
      y,
      { left, right, top, bottom },
      colours.background,
    ),
    markup,
  ]);
}

/** The name and the height of a line at its highest point; without a name the height alone. */
function peakOf(
  { values, firstAt }: AlignedLine,
  look: Look,
  name: string | undefined,
  format: (value: number) => string,
): PeakOfLine[] {
  const value = values.reduce<number>(
    (top, one) => Math.max(top, one ?? Number.NEGATIVE_INFINITY),
    Number.NEGATIVE_INFINITY,
  );
  if (!Number.isFinite(value)) return [];
  const height = format(value >= 20 ? Math.round(value) : Math.round(value * 10) / 10);
  return [
    {
      text: name ? `${name} · ${height}` : height,
      colour: look.stroke,
      at: firstAt + values.indexOf(value),
      value,
    },
  ];
}

function linePath(one: AlignedLine, look: Look, x: Scale, y: Scale): string {
  const points = one.values.map((value, i) =>
    value === null ? null : ([x(one.firstAt + i), y(value)] as const),
  );
  return el('path', {
    class: 'chart-line',
    d: polyline(points),
    fill: 'none',
    'stroke-linejoin': 'round',
    ...look,
  });
}

function intervalPath(one: AlignedLine, look: Look, x: Scale, y: Scale): string {
  const known = (one.interval ?? []).flatMap((point, i) =>
    point ? [{ ...point, at: x(one.firstAt + i) }] : [],
  );
  if (known.length === 0) return '';
  const upper = known.map((point) => [point.at, y(point.upper)] as const);
  const lower = known.map((point) => [point.at, y(point.lower)] as const).toReversed();
  return el('path', {
    class: 'chart-interval',
    d: `${polyline([...upper, ...lower])}Z`,
    fill: look.stroke,
    'fill-opacity': 0.13,
  });
}

function legendOf(names: readonly string[], canvas: Canvas): LegendEntry[] {
  return names.map((text, i) => ({
    text,
    sample: (atX, atY) => el('path', { d: `M${atX} ${atY + 5}h15`, fill: 'none', ...lookOf(i, canvas) }),
  }));
}
