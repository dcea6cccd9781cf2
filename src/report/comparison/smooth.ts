/** Lines of a comparison for drawing: hours of small counts jump, so three are taken together. */
import type { ComparedLine } from '../../detect/compare/comparison.ts';

/** Mean over the hour and its two neighbours, like the peak of the table; null where any of them is missing. */
export function smoothLine({ points }: ComparedLine): (number | null)[] {
  return points.map((_, i) => {
    const three = points.slice(Math.max(0, i - 1), i + 2).map((point) => point.value);
    if (three.some((value) => value === null)) return null;
    return three.reduce<number>((sum, value) => sum + (value ?? 0), 0) / three.length;
  });
}
