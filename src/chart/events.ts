/** Small ticks under a chart: where an outcry began, when the alert went out, when somebody acknowledged it. */
import { type Block, EMPTY, TICK_SIZE } from './frame.ts';
import { textWidth } from './measure.ts';
import type { Scale } from './scale.ts';
import { el, label } from './svg.ts';
import type { Colours } from './theme.ts';

export interface ChartEvent {
  readonly at: number;
  /** One or two words, e.g. `began`. */
  readonly name: string;
  /** The moment in words, for its tooltip. */
  readonly label: string;
}

const HEIGHT = 15;

/** Triangles that point at their moment, in a row of their own at `top`; a name that finds no room is left out. */
export function eventsOf(
  events: readonly ChartEvent[],
  domain: readonly [number, number],
  x: Scale,
  box: { readonly left: number; readonly right: number },
  top: number,
  colours: Colours,
): Block {
  const visible = events
    .filter(({ at }) => at >= domain[0] && at <= domain[1])
    .toSorted((a, b) => a.at - b.at);
  if (visible.length === 0) return EMPTY;
  let free = box.left - 8;
  const markup = visible.map((event, i) => {
    const at = x(event.at);
    const width = textWidth(event.name, TICK_SIZE) * 1.08;
    const next = visible[i + 1];
    const end = Math.min(next ? x(next.at) - 6 : box.right + 8, box.right + 8);
    const after = at + 7 + width <= end;
    const before = !after && at - 7 - width >= free;
    free = after ? at + 7 + width : at + 6;
    const place = { y: top + 11, 'font-size': TICK_SIZE, fill: colours['spike-label'] };
    const name = after
      ? label('text', { x: at + 7, ...place }, event.name)
      : before
        ? label('text', { x: at - 7, 'text-anchor': 'end', ...place }, event.name)
        : '';
    return el(
      'g',
      { class: 'chart-event' },
      label('title', {}, event.label),
      el('path', { d: `M${at} ${top + 2}l4.5 8h-9z`, fill: colours['spike-label'] }),
      name,
    );
  });
  return { markup: markup.join(''), height: HEIGHT };
}
