/** A word-sized line chart for table rows and tiles. */
import { linearScale } from './scale.ts';
import { el, label, num, polyline, safeId } from './svg.ts';
import { type ChartTheme, coloursOf } from './theme.ts';

export interface SparklineInput {
  readonly idPrefix: string;
  /** What the line shows, in words, e.g. `Mentions in the last 24 hours, now 12`. */
  readonly title: string;
  /** `null` is a missing value and breaks the line. */
  readonly values: readonly (number | null)[];
  readonly width?: number;
  readonly height?: number;
  readonly theme?: ChartTheme;
  /** Whether to use the colours of a spike. */
  readonly alarm?: boolean;
}

/** Renders the line with a faint area below it and a dot at its last value. */
export function renderSparkline(input: SparklineInput): string {
  const width = input.width ?? 96;
  const height = input.height ?? 24;
  const colours = coloursOf(input.theme ?? 'page');
  const id = safeId(input.idPrefix);
  const top = Math.max(1, ...input.values.map((value) => value ?? 0));
  const x = linearScale(0, Math.max(1, input.values.length - 1), 3, width - 4);
  const y = linearScale(0, top, height - 3, 3);
  const points = input.values.map((value, i) => (value === null ? null : ([x(i), y(value)] as const)));
  const last = points.findLast((point) => point !== null);
  const stroke = input.alarm === true ? colours['spike-label'] : colours.negative;
  return el(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'sparkline',
      width,
      height,
      viewBox: `0 0 ${num(width)} ${num(height)}`,
      role: 'img',
      'aria-labelledby': `${id}-title`,
    },
    label('title', { id: `${id}-title` }, input.title),
    el('path', { d: areaOf(points, height - 3), fill: stroke, 'fill-opacity': 0.16 }),
    el('path', {
      d: polyline(points),
      fill: 'none',
      stroke,
      'stroke-width': 1.5,
      'stroke-linejoin': 'round',
    }),
    last ? el('circle', { cx: last[0], cy: last[1], r: 2.25, fill: stroke }) : '',
  );
}

function areaOf(points: readonly (readonly [number, number] | null)[], floor: number): string {
  let d = '';
  let run: (readonly [number, number])[] = [];
  for (const point of [...points, null]) {
    if (point !== null) {
      run.push(point);
      continue;
    }
    const [first, last] = [run[0], run.at(-1)];
    if (first && last) d += `${polyline([[first[0], floor], ...run, [last[0], floor]])}Z`;
    run = [];
  }
  return d;
}
