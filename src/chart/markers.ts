/** Dated events on a chart: numbered badges, vertical lines or shaded spans, and a key. */
import { type Block, type Canvas, EMPTY, TEXT_SIZE } from './frame.ts';
import { flow, textWidth, wrapText } from './measure.ts';
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
}

export interface PlacedMarker extends ChartMarker {
  readonly number: number;
  readonly x: number;
  readonly badgeX: number;
  readonly row: number;
}

const BADGE = 16;
const COLOUR: Readonly<Record<MarkerKind, ColourName>> = {
  policy: 'policy',
  response: 'response',
  context: 'context',
};

/** Numbers the markers inside the domain in chronological order and spreads crowded badges over several rows. */
export function placeMarkers(
  markers: readonly ChartMarker[],
  domain: readonly [number, number],
  x: Scale,
): { placed: readonly PlacedMarker[]; rows: number } {
  const visible = markers
    .filter((marker) => (marker.until ?? marker.at) >= domain[0] && marker.at <= domain[1])
    .toSorted((a, b) => a.at - b.at || (a.label < b.label ? -1 : 1));
  const ends: number[] = [];
  const placed = visible.map((marker, i): PlacedMarker => {
    const at = x(Math.max(marker.at, domain[0]));
    let row = ends.findIndex((end) => at - BADGE / 2 >= end + 3);
    if (row < 0) row = ends.length;
    ends[row] = at + BADGE / 2;
    return { ...marker, number: i + 1, x: at, badgeX: at, row };
  });
  return { placed, rows: ends.length };
}

/** Height in pixels of the strip of badges above the plot. */
export function stripHeight(rows: number): number {
  return rows === 0 ? 6 : rows * (BADGE + 3) + 5;
}

/** Policy: filled square. Response: filled disc. Context: outlined disc. */
function badge(kind: MarkerKind, number: number, x: number, y: number, colours: Colours): string {
  const colour = colours[COLOUR[kind]];
  const filled = kind !== 'context';
  const shape =
    kind === 'policy'
      ? el('rect', { x: x - 8, y: y - 8, width: BADGE, height: BADGE, rx: 3, fill: colour })
      : el('circle', {
          cx: x,
          cy: y,
          r: filled ? 8 : 7.5,
          fill: filled ? colour : colours.background,
          stroke: filled ? undefined : colour,
        });
  const place = { x, y: y + 4, 'text-anchor': 'middle', 'font-size': 11, 'font-weight': 'bold' };
  return shape + label('text', { ...place, fill: filled ? colours.background : colour }, String(number));
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

/** Badges and vertical lines, drawn above the bars. */
export function marksOf(
  placed: readonly PlacedMarker[],
  rows: number,
  plot: { top: number; bottom: number },
  colours: Colours,
): string {
  const y = (row: number) => plot.top - stripHeight(rows) + 10 + row * (BADGE + 3);
  const rules = placed.map((marker) => {
    const dash = marker.kind === 'policy' ? undefined : marker.kind === 'response' ? '5 3' : '1.5 3';
    const stroke = { stroke: colours[COLOUR[marker.kind]], 'stroke-width': 1.25, 'stroke-dasharray': dash };
    return line(marker.x, y(marker.row) + 8, marker.x, plot.bottom, stroke);
  });
  const badges = placed.map((marker) =>
    el(
      'g',
      {},
      label('title', {}, marker.label),
      badge(marker.kind, marker.number, marker.badgeX, y(marker.row), colours),
    ),
  );
  return rules.join('') + badges.join('');
}

/** The key to the numbers of the badges. */
export function markerKey(placed: readonly PlacedMarker[], canvas: Canvas, top: number): Block {
  if (placed.length === 0) return EMPTY;
  const room = canvas.width - 2 * canvas.edge;
  const texts = placed.map((marker) => wrapText(marker.label, TEXT_SIZE, room - 26, 2));
  // Browser fonts can be wider than the estimate, and adjacent labels must not touch.
  const widths = texts.map((rows) => 24 + 1.1 * Math.max(...rows.map((row) => textWidth(row, TEXT_SIZE))));
  const { places, rows } = flow(widths, room, 18);
  const heights = Array.from({ length: rows }, (_, row) =>
    Math.max(...texts.map((one, i) => (places[i]?.row === row ? one.length : 1))),
  );
  const tops = heights.map((_, row) => heights.slice(0, row).reduce((sum, lines) => sum + lines * 15 + 7, 0));
  const markup = placed.map((marker, i) => {
    const place = places[i] ?? { x: 0, row: 0 };
    const x = canvas.edge + place.x;
    const y = top + 10 + (tops[place.row] ?? 0);
    const lines = (texts[i] ?? []).map((text, row) =>
      label('text', { x: x + 23, y: y + 4 + row * 15 }, text),
    );
    return badge(marker.kind, marker.number, x + 8, y, canvas.colours) + lines.join('');
  });
  return { markup: markup.join(''), height: heights.reduce((sum, lines) => sum + lines * 15 + 7, 0) + 4 };
}
