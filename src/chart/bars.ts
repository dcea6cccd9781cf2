/** Parts of the count chart: nested bars, hatched gaps, the prediction interval, hit areas. */
import type { PredictionInterval } from '../domain/spike.ts';
import { safeHref } from './escape.ts';
import { formatBucket, formatCount } from './format.ts';
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

export interface SeriesLabels {
  readonly total: string;
  readonly negative: string;
  readonly betrayal: string;
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

const LAYERS = [
  ['total', 'bar'],
  ['negative', 'negative'],
  ['betrayal', 'betrayal'],
] as const;

/** Nested bars: all mentions, of these the negative, of these the betrayals. Spikes have other colours and an outline. */
export function barsOf(
  buckets: readonly CountBucket[],
  plot: Plot,
  inSpike: (start: number) => boolean,
  colours: Colours,
): string {
  let markup = '';
  for (const spiked of [false, true]) {
    const group = buckets.filter((bucket) => inSpike(bucket.start) === spiked);
    for (const [series, colour] of LAYERS) {
      const d = group.map((one) => barPath(plot, one.start, one[series] ?? 0, series === 'total')).join('');
      if (d === '') continue;
      markup += el('path', {
        d,
        fill: colours[spiked ? (`spike-${colour}` as const) : colour],
        class: `chart-${series}`,
      });
      if (!spiked || series !== 'total') continue;
      markup += el('path', {
        d: ridge(group, plot),
        fill: 'none',
        stroke: colours['spike-outline'],
        'stroke-width': 1.5,
        class: 'chart-spike',
      });
    }
  }
  return markup;
}

/** Path of the outline over the bars of a spike. */
function ridge(group: readonly CountBucket[], plot: Plot): string {
  return group
    .filter((bucket) => (bucket.total ?? 0) > 0)
    .map((bucket) => {
      const [x0, x1] = extent(plot, bucket.start);
      const y = plot.y(bucket.total ?? 0);
      return `M${num(x0)} ${num(y)}H${num(x1)}`;
    })
    .join('');
}

/** Hatched areas over missing buckets. */
export function gapsOf(buckets: readonly CountBucket[], plot: Plot, hatchId: string): string {
  let markup = '';
  for (let i = 0; i < buckets.length; i++) {
    const first = buckets[i];
    if (first === undefined || first.total !== null) continue;
    let last = first;
    while (buckets[i + 1]?.total === null) last = buckets[++i] ?? last;
    const x = plot.x(first.start);
    const width = Math.max(2, plot.x(last.start + plot.widthMs) - x);
    markup += el(
      'rect',
      {
        class: 'chart-missing',
        x,
        y: plot.top,
        width,
        height: plot.bottom - plot.top,
        fill: `url(#${hatchId})`,
      },
      label(
        'title',
        {},
        `No data: ${formatBucket(first.start, plot.widthMs)} to ${formatBucket(last.start + plot.widthMs, plot.widthMs)}`,
      ),
    );
  }
  return markup;
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

/** Describes a bucket for tooltips and link names. */
export function describeBucket(
  bucket: CountBucket,
  widthMs: number,
  labels: SeriesLabels,
  interval?: PredictionInterval | null,
): string {
  const when = formatBucket(bucket.start, widthMs);
  if (bucket.total === null) return `${when}: no data`;
  const parts = [`${formatCount(bucket.total)} ${labels.total.toLowerCase()}`];
  if (bucket.negative !== undefined)
    parts.push(`${formatCount(bucket.negative)} ${labels.negative.toLowerCase()}`);
  if (bucket.betrayal !== undefined)
    parts.push(`${formatCount(bucket.betrayal)} ${labels.betrayal.toLowerCase()}`);
  if (interval)
    parts.push(
      `expected ${formatCount(interval.expected)} (${formatCount(interval.lower)} to ${formatCount(interval.upper)})`,
    );
  return `${when}: ${parts.join(', ')}`;
}

/** Invisible full-height areas with the tooltip and link of each bucket. */
export function hitAreas(
  buckets: readonly CountBucket[],
  plot: Plot,
  hrefFor: (bucketStart: number) => string,
  textOf: (bucket: CountBucket, i: number) => string,
): string {
  return buckets
    .map((bucket, i) => {
      const href = safeHref(hrefFor(bucket.start));
      const text = textOf(bucket, i);
      const x = plot.x(bucket.start);
      const width = plot.x(bucket.start + plot.widthMs) - x;
      const area = {
        class: 'chart-hit',
        x,
        y: plot.top,
        width,
        height: plot.bottom - plot.top,
        fill: 'transparent',
      };
      const rect = el('rect', area, label('title', {}, text));
      return href === undefined ? rect : el('a', { href, 'aria-label': text }, rect);
    })
    .join('');
}
