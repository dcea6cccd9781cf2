/** The lines of a comparison as they are drawn: means of three hours, each with the range of chance around it. */
import type { ComparedLine } from '../../detect/compare/comparison.ts';
import { chanceRange } from '../../detect/compare/chance-range.ts';

export interface DrawnPoint {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The mean over the hour and its two neighbours, as for the peak in the table, since small hourly counts jump; by day the
 * day alone. Null where any of them is missing.
 */
export function drawnLine({ points, perPost }: ComparedLine, byDay: boolean): (DrawnPoint | null)[] {
  const reach = byDay ? 0 : 1;
  return points.map((_, i) => {
    const span = points.slice(Math.max(0, i - reach), i + reach + 1);
    let [sum, posts] = [0, 0];
    for (const { value, count } of span) {
      if (value === null || count === null) return null;
      sum += value;
      posts += count;
    }
    const value = sum / span.length;
    const { lower, upper } = chanceRange(posts);
    const around = (count: number) => value + ((count - posts) / span.length) * perPost;
    return { value, lower: around(lower), upper: around(upper) };
  });
}
