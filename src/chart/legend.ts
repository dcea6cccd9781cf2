/** The legend of the count chart as a picture; pages have theirs in HTML (`legendNames`). */
import type { PredictionInterval } from '../domain/spike.ts';
import type { CountBucket, MainSeries } from './bars.ts';
import type { Canvas, LegendEntry } from './frame.ts';
import { el } from './svg.ts';

export interface LegendInput {
  readonly buckets: readonly CountBucket[];
  readonly main?: MainSeries;
  readonly interval?: readonly (PredictionInterval | null)[];
  readonly showTotal?: boolean;
  readonly open?: number;
}

export type LegendKind = 'negative' | 'betrayal' | 'total' | 'usual' | 'hatched';

/** What a chart draws, in the order of its legend. */
export function legendNames(input: LegendInput): readonly (readonly [LegendKind, string])[] {
  const { main = 'negative', buckets, interval = [], open = 0 } = input;
  const entries: (readonly [LegendKind, string])[] =
    main === 'all'
      ? [
          ['total', 'All posts'],
          ['negative', 'of these negative'],
        ]
      : [
          ['negative', 'Negative posts'],
          ['betrayal', 'of these broken trust'],
        ];
  if (input.showTotal === true && main !== 'all') entries.push(['total', 'All posts']);
  if (interval.some((point) => point !== null)) entries.push(['usual', 'Usual']);
  if (buckets.some((bucket) => bucket.total === null)) entries.push(['hatched', 'No data']);
  else if (open > 0) entries.push(['hatched', 'Incomplete']);
  return entries;
}

/** The entries with their samples. */
export function legendOf(input: LegendInput, canvas: Canvas): LegendEntry[] {
  const { colours } = canvas;
  const box = (fill: string) => (x: number, y: number) =>
    el('rect', { x, y, width: 13, height: 10, rx: 2, fill });
  const stroke = (x: number, y: number, look: Readonly<Record<string, string | number>>) =>
    el('path', { d: `M${x} ${y + 5}h13`, fill: 'none', ...look });
  const usual = { stroke: colours.expected, 'stroke-width': 1.25, 'stroke-dasharray': '4 3' };
  const samples: Readonly<Record<LegendKind, LegendEntry['sample']>> = {
    negative: box(colours.negative),
    betrayal: box(colours.betrayal),
    total:
      input.main === 'all'
        ? box(colours.total)
        : (x, y) => stroke(x, y, { stroke: colours.total, 'stroke-width': 1.5 }),
    usual: (x, y) => box(colours.interval)(x, y) + stroke(x, y, usual),
    hatched: box(`url(#${canvas.id}-hatch)`),
  };
  return legendNames(input).map(([kind, text]) => ({ text, sample: samples[kind] }));
}
