/** The label of a chart's peak. */
import type { Plot } from './bars.ts';
import { textWidth } from './measure.ts';
import { label } from './svg.ts';
import type { Colours } from './theme.ts';

const SIZE = 13;
/** Bold letters are so much wider than what `textWidth` measures; DejaVu Sans, the widest of the usual fonts, has 1.15. */
const BOLD = 1.16;

/** Stands on its bar, moved beside any marker line that it would cross. */
export function peakLabel(
  peak: { readonly at: number; readonly label: string } | undefined,
  counts: readonly (number | null)[],
  starts: readonly number[],
  plot: Plot,
  lines: readonly number[],
  colours: Colours,
): string {
  const i = peak ? starts.indexOf(peak.at) : -1;
  const count = counts[i];
  if (!peak || count === null || count === undefined) return '';
  const middle = plot.x(peak.at + plot.widthMs / 2);
  // Where no place for all of it is free, the multiple alone.
  const place =
    placeOf(peak.label, middle, plot, lines, true) ??
    placeOf(peak.label.split(' · ')[0] ?? '', middle, plot, lines, false);
  return label(
    'text',
    {
      class: 'chart-peak',
      x: place.x,
      y: Math.max(plot.top + 13, plot.y(count) - 8),
      'text-anchor': 'middle',
      'font-size': SIZE,
      'font-weight': 'bold',
      fill: colours['spike-label'],
      stroke: colours['spike-window'],
      'stroke-width': 4,
      'stroke-linejoin': 'round',
      'paint-order': 'stroke',
    },
    place.text,
  );
}

/** The place nearest to the bar; undefined where `free` is asked for and none is. */
function placeOf(
  text: string,
  middle: number,
  plot: Plot,
  lines: readonly number[],
  free: true,
): { x: number; text: string } | undefined;
function placeOf(
  text: string,
  middle: number,
  plot: Plot,
  lines: readonly number[],
  free: false,
): { x: number; text: string };
function placeOf(text: string, middle: number, plot: Plot, lines: readonly number[], free: boolean) {
  const half = (textWidth(text, SIZE) * BOLD) / 2 + 4;
  const clamp = (at: number) => Math.min(Math.max(at, plot.left + half), plot.right - half);
  const crossed = (at: number) => lines.filter((line) => Math.abs(line - at) < half);
  const start = clamp(middle);
  const candidates = [
    start,
    ...crossed(start).flatMap((line) => [clamp(line + half + 3), clamp(line - half - 3)]),
  ].toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  // Far from its bar it would seem to speak of another.
  const good = candidates.find((at) => crossed(at).length === 0 && Math.abs(at - middle) <= 2 * half);
  if (good === undefined && free) return undefined;
  return { x: good ?? start, text };
}
