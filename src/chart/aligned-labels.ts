/** Names of aligned lines, each at the peak of its line: at the ends all lines are near their usual level. */
import { textWidth } from './measure.ts';
import type { Scale } from './scale.ts';
import { el, label } from './svg.ts';

export interface PeakOfLine {
  readonly text: string;
  readonly colour: string;
  /** Position on the axis, and value. */
  readonly at: number;
  readonly value: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const SIZE = 13;
const ROW = 18;
const DOT = 3;

/** A dot on each peak and its name beside it, moved down where two would overlap. `halo`: colour of the background. */
export function peakLabels(peaks: readonly PeakOfLine[], x: Scale, y: Scale, box: Box, halo: string): string {
  const taken: { from: number; to: number; y: number }[] = [];
  const drawn = peaks
    .map((peak) => ({ ...peak, cx: x(peak.at), cy: y(peak.value) }))
    .toSorted((a, b) => a.cy - b.cy || a.cx - b.cx)
    .map((peak) => {
      // Browser fonts can be wider than the estimate.
      const width = textWidth(peak.text, SIZE) * 1.1;
      const after = peak.cx + 9 + width <= box.right;
      const from = after ? peak.cx + 9 : Math.max(box.left, peak.cx - 9 - width);
      let at = Math.min(Math.max(peak.cy + 4, box.top + SIZE), box.bottom - 4);
      for (;;) {
        const other = taken.find(
          (one) => from < one.to && one.from < from + width && Math.abs(one.y - at) < ROW,
        );
        if (!other) break;
        at = other.y + ROW;
      }
      taken.push({ from, to: from + width, y: at });
      return (
        el('circle', { cx: peak.cx, cy: peak.cy, r: DOT, fill: peak.colour }) +
        label(
          'text',
          {
            class: 'chart-peak',
            x: from,
            y: at,
            'font-size': SIZE,
            'font-weight': 'bold',
            fill: peak.colour,
            stroke: halo,
            'stroke-width': 4,
            'stroke-linejoin': 'round',
            'paint-order': 'stroke',
          },
          peak.text,
        )
      );
    });
  return drawn.join('');
}
