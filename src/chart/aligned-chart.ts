/** Line chart that aligns incidents of different years at day 0. */
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
import { legendBlock, noteBlock, rootOf, TEXT_SIZE, TICK_SIZE } from './frame.ts';
import { type ChartMarker, markerKey, marksOf, placeMarkers, stripHeight } from './markers.ts';
import { fitText, textWidth } from './measure.ts';
import { linearScale, niceStep, niceTicks, type Scale } from './scale.ts';
import { el, label, line, polyline } from './svg.ts';
import type { ColourName } from './theme.ts';

export interface AlignedLine {
  readonly label: string;
  /** One value per unit; `null` is a missing value and breaks the line. */
  readonly values: readonly (number | null)[];
  /** Position of the first value, in units from day 0. */
  readonly firstAt: number;
  /** Interval around the values. */
  readonly interval?: readonly ({ readonly lower: number; readonly upper: number } | null)[];
}

export interface AlignedChartInput extends ChartFrame {
  readonly unit: 'hours' | 'days';
  readonly lines: readonly AlignedLine[];
  /** `at` and `until` in units from day 0. */
  readonly markers?: readonly ChartMarker[];
  /** Label of the y axis, e.g. `Mentions, × normal`. */
  readonly yLabel?: string;
  /** Follows the numbers of the y axis, e.g. `×`. */
  readonly ySuffix?: string;
  /** Label of day 0, e.g. `announced`. */
  readonly zeroLabel?: string;
}

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

/** Renders the chart as SVG. The same input gives the same bytes. */
export function renderAlignedChart(input: AlignedChartInput): string {
  const canvas = canvasOf(input);
  const { colours } = canvas;
  const narrow = canvas.width < 560;
  const format = (value: number) => `${formatCount(value, 2)}${input.ySuffix ?? ''}`;
  const values = input.lines.flatMap((one) => [
    ...one.values,
    ...(one.interval ?? []).map((point) => point?.upper ?? null),
  ]);
  const lowest = Math.min(0, ...input.lines.flatMap((one) => one.values.map((value) => value ?? 0)));
  const highest = values.reduce<number>((top, value) => Math.max(top, value ?? 0), 1);
  const ticks = niceTicks(lowest, highest, canvas.plotHeight < 140 ? 3 : 4, false);
  const from = Math.min(0, ...input.lines.map((one) => one.firstAt));
  const to = Math.max(1, ...input.lines.map((one) => one.firstAt + one.values.length - 1));

  const names = input.lines.map((one) => fitText(one.label, TEXT_SIZE, 180));
  const ends = narrow ? 0 : Math.max(0, ...names.map((name) => textWidth(name, TEXT_SIZE * 1.06))) + 14;
  const left = canvas.edge + Math.max(...ticks.map((tick) => textWidth(format(tick), TICK_SIZE))) + 8;
  const right = canvas.width - canvas.edge - ends;
  const x = linearScale(from, to, left, right);
  const { placed, rows } = placeMarkers(input.markers ?? [], [from, to], x);
  const heading = headingBlock(input, canvas);
  const legend = legendBlock(narrow ? legendOf(names, canvas) : [], canvas, heading.height);
  const caption = input.yLabel === undefined ? 0 : 22;
  const top = heading.height + legend.height + caption + stripHeight(rows) + 8;
  const bottom = top + canvas.plotHeight;
  const y = linearScale(ticks[0] ?? 0, ticks.at(-1) ?? 1, bottom, top);

  const box = { left, right };
  const axis = axisOf(offsetTicks(from, to, (right - left) / 76, input, x), bottom, box, colours);
  const key = markerKey(placed, canvas, bottom + axis.height + 4);
  const note = noteBlock(input, canvas, bottom + axis.height + 4 + key.height);
  const height = bottom + axis.height + 4 + key.height + note.height + (input.showTitle === true ? 8 : 0);
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
    narrow ? '' : endLabels(input.lines, names, canvas, x, y, [top, bottom]),
    axis.markup,
    key.markup,
    note.markup,
  ]);
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

/** Labels to the right of the last values, moved apart so that they do not overlap. */
function endLabels(
  lines: readonly AlignedLine[],
  names: readonly string[],
  canvas: Canvas,
  x: Scale,
  y: Scale,
  [top, bottom]: readonly [number, number],
): string {
  const ends = lines.flatMap((one, i) => {
    const last = one.values.findLastIndex((value) => value !== null);
    const value = one.values[last];
    if (value === null || value === undefined) return [];
    return [{ i, x: x(one.firstAt + last), y: y(value), at: y(value) }];
  });
  ends.sort((a, b) => b.y - a.y || b.i - a.i);
  let floor = bottom + 2;
  for (const end of ends) {
    end.at = Math.max(top + 4, Math.min(end.at, floor));
    floor = end.at - 17;
  }
  return ends
    .map((end) => {
      const look = lookOf(end.i, canvas);
      const lead = line(end.x + 2, end.y, end.x + 9, end.at, { stroke: look.stroke, 'stroke-width': 1 });
      const place = { x: end.x + 12, y: end.at + 4, fill: look.stroke, 'font-weight': 'bold' };
      return lead + label('text', place, names[end.i] ?? '');
    })
    .join('');
}

function offsetTicks(from: number, to: number, most: number, input: AlignedChartInput, x: Scale) {
  const steps = input.unit === 'hours' ? [1, 3, 6, 12, 24, 48, 72, 168] : [1, 2, 7, 14, 28];
  const limit = Math.max(2, Math.floor(most));
  const step = steps.find((one) => (to - from) / one <= limit) ?? niceStep(to - from, limit);
  const inDays = input.unit === 'days' || step >= 24;
  const ticks = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) {
    const count = input.unit === 'hours' && inDays ? at / 24 : at;
    const sign = at > 0 ? '+' : at < 0 ? '−' : '';
    const text = at === 0 && inDays ? 'day 0' : `${sign}${formatCount(Math.abs(count))}${inDays ? '' : ' h'}`;
    const sub = at === 0 ? (input.zeroLabel ?? 'day 0') : undefined;
    ticks.push({
      x: x(at),
      label: inDays && at !== 0 ? `${text} d` : text,
      major: at === 0,
      ...(sub === undefined ? {} : { sub }),
    });
  }
  return ticks;
}
