/** What all charts share: the root element with its accessible name, heading, legend, grid and time axis. */
import { formatCount } from './format.ts';
import { fitText, flow, textWidth, wrapText } from './measure.ts';
import type { Scale, TimeTick } from './scale.ts';
import { el, label, line, safeId } from './svg.ts';
import { type ChartTheme, type Colours, coloursOf, fontOf } from './theme.ts';

/** Input that all charts share. */
export interface ChartFrame {
  /** Prefix of the ids in the SVG; must be unique on a page. */
  readonly idPrefix: string;
  readonly title: string;
  /** Says in a sentence what the chart shows, for readers who cannot see it. */
  readonly description: string;
  /** Pixels; default 960. */
  readonly width?: number;
  /** Height in pixels of the plot without title, legend and axis; default 220. */
  readonly plotHeight?: number;
  /** Height in pixels of the whole picture; decides that of the plot. */
  readonly height?: number;
  /** Default `page`. */
  readonly theme?: ChartTheme;
  /** Draws title and subtitle into the picture; pages have their own heading. */
  readonly showTitle?: boolean;
  readonly subtitle?: string;
  /** Small print under the chart: source and time zone. */
  readonly note?: string;
  /** Where the numbers come from, for `<metadata>`: versions, hash of the input. */
  readonly metadata?: string;
}

/** Settings with defaults applied. */
export interface Canvas {
  readonly id: string;
  readonly width: number;
  readonly plotHeight: number;
  readonly colours: Colours;
  readonly theme: ChartTheme;
  readonly edge: number;
}

export interface Block {
  readonly markup: string;
  readonly height: number;
}

export interface LegendEntry {
  readonly text: string;
  /** Draws the sample into a box of 14 × 10 pixels at (x, y). */
  readonly sample: (x: number, y: number) => string;
}

export const EMPTY: Block = { markup: '', height: 0 };
export const TICK_SIZE = 11;
export const TEXT_SIZE = 12;

/** Applies the defaults. */
export function canvasOf(input: ChartFrame): Canvas {
  const theme = input.theme ?? 'page';
  const width = Math.min(4000, Math.max(200, Math.round(input.width ?? 960)));
  return {
    id: safeId(input.idPrefix),
    width,
    plotHeight: Math.max(60, Math.round(input.plotHeight ?? 220)),
    colours: coloursOf(theme),
    theme,
    edge: width < 480 ? 10 : 16,
  };
}

/** The `<svg>` element with role, accessible name, background and font. */
export function rootOf(input: ChartFrame, canvas: Canvas, height: number, parts: readonly string[]): string {
  const { id, width, colours, theme } = canvas;
  const background = theme === 'page' ? '' : el('rect', { width, height, fill: colours.background });
  // Screen readers ignore the contents of role `img`, so a chart with links is a `group`.
  const links = parts.some((part) => part.includes('<a '));
  return el(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'chart',
      width,
      height,
      viewBox: `0 0 ${width} ${Math.ceil(height)}`,
      role: links ? 'group' : 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
      'font-family': fontOf(theme),
      'font-size': TEXT_SIZE,
      fill: colours.text,
    },
    label('title', { id: `${id}-title` }, input.title),
    label('desc', { id: `${id}-desc` }, input.description),
    input.metadata === undefined ? '' : label('metadata', {}, input.metadata),
    background,
    ...parts,
  );
}

/** Title and subtitle, with `showTitle`. */
export function headingBlock(input: ChartFrame, canvas: Canvas): Block {
  if (input.showTitle !== true) return EMPTY;
  const size = canvas.width < 480 ? 14 : 17;
  const room = (canvas.width - 2 * canvas.edge) * 0.96;
  let y = canvas.edge + 2;
  let markup = '';
  const put = (text: string, px: number, fill: string, weight?: string) => {
    y += px;
    markup += label('text', { x: canvas.edge, y, 'font-size': px, 'font-weight': weight, fill }, text);
    y += Math.round(px * 0.4);
  };
  for (const one of wrapText(input.title, size * 1.08, room, 3)) put(one, size, canvas.colours.text, 'bold');
  for (const one of wrapText(input.subtitle ?? '', 12, room, 2)) put(one, 12, canvas.colours.muted);
  return { markup, height: y + 4 };
}

/** The legend at `top`, wrapped into rows. */
export function legendBlock(entries: readonly LegendEntry[], canvas: Canvas, top: number): Block {
  if (entries.length === 0) return EMPTY;
  const room = canvas.width - 2 * canvas.edge;
  const texts = entries.map((entry) => fitText(entry.text, TEXT_SIZE, room - 22));
  const { places, rows } = flow(
    texts.map((text) => 20 + textWidth(text, TEXT_SIZE)),
    room,
    14,
  );
  const markup = entries.map((entry, i) => {
    const place = places[i] ?? { x: 0, row: 0 };
    const x = canvas.edge + place.x;
    const y = top + 10 + place.row * 19;
    const name = label('text', { x: x + 20, y: y + 9, fill: canvas.colours.muted }, texts[i] ?? '');
    return entry.sample(x, y) + name;
  });
  return { markup: markup.join(''), height: rows * 19 + 12 };
}

/** Horizontal grid lines with their numbers to the left of the plot. */
export function gridOf(
  ticks: readonly number[],
  y: Scale,
  box: { left: number; right: number },
  colours: Colours,
  format: (value: number) => string = formatCount,
): string {
  return ticks
    .map((tick, i) => {
      const at = Math.round(y(tick)) + 0.5;
      const rule = line(box.left, at, box.right, at, { stroke: i === 0 ? colours.axis : colours.grid });
      const place = { x: box.left - 8, y: at + 3.5, 'text-anchor': 'end', 'font-size': TICK_SIZE };
      return rule + label('text', { ...place, fill: colours.muted }, format(tick));
    })
    .join('');
}

/** Ticks with one or two lines of text below the plot; labels that would overlap are left out. */
export function axisOf(
  ticks: readonly (Omit<TimeTick, 'at'> & { readonly x: number })[],
  bottom: number,
  box: { left: number; right: number },
  colours: Colours,
): Block {
  let free = Number.NEGATIVE_INFINITY;
  let markup = '';
  for (const tick of ticks) {
    const half = textWidth(tick.sub ?? tick.label, TICK_SIZE) / 2;
    const x = Math.min(Math.max(tick.x, box.left + half - 24), box.right - half + 8);
    markup += line(tick.x, bottom + 1, tick.x, bottom + 5, { stroke: colours.axis });
    if (x - half < free) continue;
    free = x + half + 10;
    const place = { 'text-anchor': 'middle', 'font-size': TICK_SIZE, x };
    markup += label('text', { ...place, y: bottom + 18, fill: colours.muted }, tick.label);
    if (tick.sub === undefined) continue;
    markup += label('text', { ...place, y: bottom + 32, fill: colours.text }, tick.sub);
  }
  return { markup, height: ticks.some((tick) => tick.sub !== undefined) ? 40 : 26 };
}

/** The small print below the chart. */
export function noteBlock(input: ChartFrame, canvas: Canvas, top: number): Block {
  const rows = wrapText(input.note ?? '', TICK_SIZE, canvas.width - 2 * canvas.edge, 3);
  const markup = rows.map((row, i) => {
    const y = top + 12 + i * 15;
    return label('text', { x: canvas.edge, y, 'font-size': TICK_SIZE, fill: canvas.colours.muted }, row);
  });
  return rows.length === 0 ? EMPTY : { markup: markup.join(''), height: rows.length * 15 + 6 };
}
