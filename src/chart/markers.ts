/** Dated events on a chart: a short name at a line or shaded span; from the fourth on a number, with a key below. */
import { type Block, type Canvas, EMPTY, TEXT_SIZE, TICK_SIZE } from './frame.ts';
import { fitText, flow, textWidth, wrapText } from './measure.ts';
import type { Scale } from './scale.ts';
import { el, label, line } from './svg.ts';
import type { ColourName, Colours } from './theme.ts';

export type MarkerKind = 'policy' | 'response' | 'context';

/** A policy change, a company response or another dated event; with `until`, a period. */
export interface ChartMarker {
  readonly kind: MarkerKind;
  readonly at: number;
  readonly until?: number;
  readonly label: string;
  /** Stands at the line; the label where it is absent. */
  readonly short?: string;
}

export interface PlacedMarker extends ChartMarker {
  readonly x: number;
  readonly row: number;
  /** What stands at the line: a name, or a number. */
  readonly name: string;
  readonly numbered: boolean;
  /** Whether the name stands to the left of its line. */
  readonly before: boolean;
}

const ROW = 17;
/** So many are named at their line. */
const NAMED = 3;
const NAME_WIDTH = 150;
const COLOUR: Readonly<Record<MarkerKind, ColourName>> = {
  policy: 'policy',
  response: 'response',
  context: 'context',
};

/** Places the markers inside the domain in chronological order; names that would overlap go to further rows. */
export function placeMarkers(
  markers: readonly ChartMarker[],
  domain: readonly [number, number],
  x: Scale,
): { placed: readonly PlacedMarker[]; rows: number } {
  const visible = markers
    .filter((marker) => (marker.until ?? marker.at) >= domain[0] && marker.at <= domain[1])
    .toSorted((a, b) => a.at - b.at || (a.label < b.label ? -1 : 1));
  const right = x(domain[1]);
  const taken: (readonly [number, number])[][] = [];
  const placed = visible.map((marker, i): PlacedMarker => {
    const at = x(Math.max(marker.at, domain[0]));
    const numbered = i >= NAMED;
    const name = numbered ? String(i + 1) : fitText(marker.short ?? marker.label, TICK_SIZE, NAME_WIDTH);
    // Browser fonts can be wider than the estimate.
    const width = textWidth(name, TICK_SIZE) * 1.08 + 8;
    const before = at + width > right;
    const span = before ? ([at - width, at + 2] as const) : ([at - 2, at + width] as const);
    let row = taken.findIndex((ends) => ends.every(([from, to]) => span[1] < from || span[0] > to));
    if (row < 0) row = taken.length;
    (taken[row] ??= []).push(span);
    return { ...marker, x: at, row, name, numbered, before };
  });
  return { placed, rows: taken.length };
}

/** Height in pixels of the strip of names above the plot. */
export function stripHeight(rows: number): number {
  return rows === 0 ? 4 : rows * ROW + 3;
}

/** Shaded spans, drawn below the bars. */
export function spansOf(
  placed: readonly PlacedMarker[],
  domain: readonly [number, number],
  x: Scale,
  plot: { top: number; bottom: number },
  colours: Colours,
): string {
  return placed
    .filter((marker) => marker.until !== undefined)
    .map((marker) => {
      const end = x(Math.min(marker.until ?? marker.at, domain[1]));
      const width = Math.max(2, end - marker.x);
      return el('rect', {
        x: marker.x,
        y: plot.top,
        width,
        height: plot.bottom - plot.top,
        fill: colours['policy-span'],
      });
    })
    .join('');
}

/** Lines with their names, drawn above the bars. Policy: solid. Response: dashed. Context: dotted. */
export function marksOf(
  placed: readonly PlacedMarker[],
  plot: { top: number; bottom: number },
  colours: Colours,
): string {
  return placed
    .map((marker) => {
      // The first row is nearest to the plot, and lines begin below all names, so that none is crossed.
      const y = plot.top - 7 - marker.row * ROW;
      const colour = colours[COLOUR[marker.kind]];
      const dash = marker.kind === 'policy' ? undefined : marker.kind === 'response' ? '5 3' : '1.5 3';
      const place = {
        x: marker.x + (marker.before ? 2 : -2),
        y,
        'text-anchor': marker.before ? 'end' : undefined,
        'font-size': TICK_SIZE,
        'font-weight': marker.numbered ? 'bold' : undefined,
        fill: colour,
      };
      return el(
        'g',
        { class: 'chart-marker' },
        label('title', {}, marker.label),
        line(marker.x, plot.top - 4, marker.x, plot.bottom, {
          stroke: colour,
          'stroke-width': 1.25,
          'stroke-dasharray': dash,
        }),
        label('text', place, marker.name),
      );
    })
    .join('');
}

/** The key to the numbers. */
export function markerKey(placed: readonly PlacedMarker[], canvas: Canvas, top: number): Block {
  const numbered = placed.filter((marker) => marker.numbered);
  if (numbered.length === 0) return EMPTY;
  const room = canvas.width - 2 * canvas.edge;
  const texts = numbered.map((marker) => wrapText(marker.label, TEXT_SIZE, room - 26, 2));
  // Browser fonts can be wider than the estimate, and adjacent labels must not touch.
  const widths = texts.map((rows) => 20 + 1.1 * Math.max(...rows.map((row) => textWidth(row, TEXT_SIZE))));
  const { places, rows } = flow(widths, room, 18);
  const heights = Array.from({ length: rows }, (_, row) =>
    Math.max(...texts.map((one, i) => (places[i]?.row === row ? one.length : 1))),
  );
  const tops = heights.map((_, row) => heights.slice(0, row).reduce((sum, lines) => sum + lines * 15 + 7, 0));
  const markup = numbered.map((marker, i) => {
    const place = places[i] ?? { x: 0, row: 0 };
    const x = canvas.edge + place.x;
    const y = top + 14 + (tops[place.row] ?? 0);
    const fill = canvas.colours[COLOUR[marker.kind]];
    const number = label('text', { x, y, fill, 'font-weight': 'bold' }, marker.name);
    const lines = (texts[i] ?? []).map((text, row) => label('text', { x: x + 19, y: y + row * 15 }, text));
    return number + lines.join('');
  });
  return { markup: markup.join(''), height: heights.reduce((sum, lines) => sum + lines * 15 + 7, 0) + 4 };
}
