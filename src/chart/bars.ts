/** Parts of the count chart: bars with a dark foot, a thin line, hatched columns, the prediction interval. */
import type { PredictionInterval } from '../domain/spike.ts';
import { formatBucket } from './format.ts';
import type { Scale } from './scale.ts';
import { el, label, num, polyline } from './svg.ts';
import type { Colours } from './theme.ts';

/** Counts of one bucket. `total` is `null` during an outage: missing, not zero. */
export interface CountBucket {
  readonly start: number;
  readonly total: number | null;
  readonly negative?: number;
  readonly betrayal?: number;
}

/** What the bars count: negative posts with broken trust as their foot, or all posts with the negative ones. */
export type MainSeries = 'negative' | 'all';

/** The count of a bar; `null` where it is missing. */
export function mainOf(bucket: CountBucket, main: MainSeries): number | null {
  if (bucket.total === null) return null;
  return main === 'all' ? bucket.total : (bucket.negative ?? 0);
}

/** The count of its foot. */
export function footOf(bucket: CountBucket, main: MainSeries): number {
  return (main === 'all' ? bucket.negative : bucket.betrayal) ?? 0;
}

/** Area and scales of the bars. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly widthMs: number;
  readonly x: Scale;
  readonly y: Scale;
}

function extent(plot: Plot, start: number): readonly [number, number] {
  const step = plot.x(start + plot.widthMs) - plot.x(start);
  const gap = step >= 9 ? Math.min(3, step * 0.22) : step >= 3 ? 1 : 0;
  const round = step >= 3 ? (value: number) => Math.round(value * 2) / 2 : (value: number) => value;
  return [round(plot.x(start) + gap / 2), round(plot.x(start + plot.widthMs) - gap / 2)];
}

function barPath(plot: Plot, start: number, value: number, rounded: boolean): string {
  if (!(value > 0)) return '';
  const [x0, x1] = extent(plot, start);
  const y = Math.min(plot.y(value), plot.bottom - 1);
  const r = rounded ? Math.min(2, (x1 - x0) / 4, plot.bottom - y) : 0;
  if (r < 0.6) return `M${num(x0)} ${num(plot.bottom)}V${num(y)}H${num(x1)}V${num(plot.bottom)}Z`;
  const top = `V${num(y + r)}q0 ${num(-r)} ${num(r)} ${num(-r)}H${num(x1 - r)}q${num(r)} 0 ${num(r)} ${num(r)}`;
  return `M${num(x0)} ${num(plot.bottom)}${top}V${num(plot.bottom)}Z`;
}

/** Bars of the main series; those of broken trust (or of negative posts) are their foot. The last `open` are faint. */
export function barsOf(
  buckets: readonly CountBucket[],
  plot: Plot,
  main: MainSeries,
  open: number,
  colours: Colours,
): string {
  const whole = buckets.length - open;
  const layer = (from: number, to: number, foot: boolean) =>
    buckets
      .slice(from, to)
      .map((one) => barPath(plot, one.start, foot ? footOf(one, main) : (mainOf(one, main) ?? 0), !foot))
      .join('');
  const fills = main === 'all' ? [colours.total, colours.negative] : [colours.negative, colours.betrayal];
  let markup = '';
  for (const [from, to] of [
    [0, whole],
    [whole, buckets.length],
  ] as const) {
    for (const foot of [false, true]) {
      const d = layer(from, to, foot);
      if (d === '') continue;
      const name = foot ? 'chart-foot' : 'chart-main';
      const opacity = from === 0 ? undefined : 0.65;
      markup += el('path', { d, fill: fills[foot ? 1 : 0], 'fill-opacity': opacity, class: name });
    }
  }
  return markup;
}

/** All posts as a thin line in steps. */
export function totalLine(buckets: readonly CountBucket[], plot: Plot, colours: Colours): string {
  const points = buckets.flatMap((one): (readonly [number, number] | null)[] => {
    if (one.total === null) return [null];
    const y = plot.y(one.total);
    return [[plot.x(one.start), y] as const, [plot.x(one.start + plot.widthMs), y] as const];
  });
  const d = polyline(points);
  return d === ''
    ? ''
    : el('path', { class: 'chart-total', d, fill: 'none', stroke: colours.total, 'stroke-width': 1.25 });
}

function column(plot: Plot, from: number, to: number, fill: string, name: string, title: string): string {
  const x = plot.x(from);
  const width = Math.max(2, plot.x(to) - x);
  const area = { class: name, x, y: plot.top, width, height: plot.bottom - plot.top, fill };
  return el('rect', area, label('title', {}, title));
}

/** Hatched areas over missing buckets and over the last `open`, which are still being counted. */
export function hatchedOf(
  buckets: readonly CountBucket[],
  plot: Plot,
  open: number,
  hatchId: string,
): string {
  const { widthMs } = plot;
  const fill = `url(#${hatchId})`;
  let markup = '';
  for (let i = 0; i < buckets.length; i++) {
    const first = buckets[i];
    if (first === undefined || first.total !== null) continue;
    let last = first;
    while (buckets[i + 1]?.total === null) last = buckets[++i] ?? last;
    const end = last.start + widthMs;
    const title = `No data: ${formatBucket(first.start, widthMs)} to ${formatBucket(end, widthMs)}`;
    markup += column(plot, first.start, end, fill, 'chart-missing', title);
  }
  const begun = open > 0 ? buckets.at(-open) : undefined;
  const end = (buckets.at(-1)?.start ?? 0) + widthMs;
  return begun
    ? markup + column(plot, begun.start, end, fill, 'chart-open', 'Incomplete: still being counted')
    : markup;
}

/** The area of the prediction interval. */
export function predictionIntervalsOf(
  starts: readonly number[],
  interval: readonly (PredictionInterval | null)[],
  plot: Plot,
  colours: Colours,
): string {
  const upper: (readonly [number, number])[] = [];
  const lower: (readonly [number, number])[] = [];
  let d = '';
  const close = () => {
    if (upper.length > 0) d += `${polyline([...upper, ...lower.toReversed()])}Z`;
    upper.length = 0;
    lower.length = 0;
  };
  starts.forEach((start, i) => {
    const point = interval[i];
    if (point === null || point === undefined) return close();
    for (const at of [start, start + plot.widthMs]) {
      upper.push([plot.x(at), plot.y(Math.max(0, point.upper))]);
      lower.push([plot.x(at), plot.y(Math.max(0, point.lower))]);
    }
  });
  close();
  return d === '' ? '' : el('path', { class: 'chart-interval', d, fill: colours.interval });
}

/** The expected count, as a line over the bars. */
export function expectedOf(
  starts: readonly number[],
  interval: readonly (PredictionInterval | null)[],
  plot: Plot,
  colours: Colours,
): string {
  const points = starts.map((start, i) => {
    const point = interval[i];
    return point ? ([plot.x(start + plot.widthMs / 2), plot.y(Math.max(0, point.expected))] as const) : null;
  });
  const d = polyline(points);
  const stroke = { stroke: colours.expected, 'stroke-width': 1.25, 'stroke-dasharray': '4 3' };
  if (d === '') return '';
  const halo = { stroke: colours.background, 'stroke-width': 3.5, 'stroke-opacity': 0.55 };
  return (
    el('path', { d, fill: 'none', ...halo }) +
    el('path', { class: 'chart-expected', d, fill: 'none', ...stroke })
  );
}
