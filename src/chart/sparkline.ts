/** A word-sized line chart for table rows and tiles. */
import { textWidth } from './measure.ts';
import { linearScale, type Scale } from './scale.ts';
import { el, label, num, polyline, safeId } from './svg.ts';
import { type ChartTheme, coloursOf } from './theme.ts';

export interface SparklineInput {
  readonly idPrefix: string;
  /** What the line shows, in words, e.g. `Mentions in the last 24 hours, now 12`. */
  readonly title: string;
  /** `null` is a missing value and breaks the line. */
  readonly values: readonly (number | null)[];
  /** What is usual, drawn behind the line. */
  readonly usual?: readonly ({ readonly lower: number; readonly upper: number } | null | undefined)[];
  /** Stand below the values, one each. */
  readonly labels?: readonly string[];
  readonly width?: number;
  readonly height?: number;
  readonly theme?: ChartTheme;
  /** Whether to use the colours of a spike. */
  readonly alarm?: boolean;
}

const LABEL_PX = 16;
const LABEL_SIZE = 11;

/** Renders the line with a faint area below it and a dot at its last value. */
export function renderSparkline(input: SparklineInput): string {
  const width = input.width ?? 96;
  const height = input.height ?? 24;
  const colours = coloursOf(input.theme ?? 'page');
  const id = safeId(input.idPrefix);
  const { usual = [], labels = [] } = input;
  const top = Math.max(1, ...input.values.map((value) => value ?? 0), ...usual.map((one) => one?.upper ?? 0));
  const side = Math.max(3, ...labels.map((text) => textWidth(text, LABEL_SIZE) / 2 + 2));
  const x = linearScale(0, Math.max(1, input.values.length - 1), side, width - side - 1);
  const y = linearScale(0, top, height - 3, 3);
  const points = input.values.map((value, i) => (value === null ? null : ([x(i), y(value)] as const)));
  const last = points.findLast((point) => point !== null);
  const whole = height + (labels.length > 0 ? LABEL_PX : 0);
  const stroke = input.alarm === true ? colours['spike-label'] : colours.negative;
  return el(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'sparkline',
      width,
      height: whole,
      viewBox: `0 0 ${num(width)} ${num(whole)}`,
      role: 'img',
      'aria-labelledby': `${id}-title`,
    },
    label('title', { id: `${id}-title` }, input.title),
    el('path', { class: 'spark-usual', d: usualOf(usual, x, y), fill: colours.interval }),
    el('path', { d: areaOf(points, height - 3), fill: stroke, 'fill-opacity': 0.16 }),
    el('path', {
      d: polyline(points),
      fill: 'none',
      stroke,
      'stroke-width': 1.5,
      'stroke-linejoin': 'round',
    }),
    last ? el('circle', { cx: last[0], cy: last[1], r: 2.25, fill: stroke }) : '',
    ...labels.map((text, i) =>
      label(
        'text',
        { x: x(i), y: whole - 4, 'text-anchor': 'middle', 'font-size': LABEL_SIZE, fill: colours.muted },
        text,
      ),
    ),
  );
}

function usualOf(usual: SparklineInput['usual'] & {}, x: Scale, y: Scale): string {
  const known = usual.flatMap((one, i) => (one ? [{ ...one, at: x(i) }] : []));
  if (known.length < 2) return '';
  const upper = known.map(({ at, upper }) => [at, y(upper)] as const);
  const lower = known.map(({ at, lower }) => [at, y(lower)] as const).toReversed();
  return `${polyline([...upper, ...lower])}Z`;
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
