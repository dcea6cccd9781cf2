/** Where in the window of a date the counts rose. */
import type { Course } from '../spike/course.ts';
import { DEFAULT_RULE, isAboveInterval } from '../spike/rule.ts';

/**
 * The first of two or more complete buckets in a row above the band that hold the least count of a spike;
 * undefined where there are none. A missing bucket does not break the row.
 */
export function effectOnset(course: Course): number | undefined {
  let first = -1;
  let held = 0;
  let row = 0;
  for (let i = 0; i < course.counts.length; i++) {
    const count = course.counts[i];
    if (count === null || count === undefined) continue;
    if (!isAboveInterval(count, course.expected[i] ?? 0, course.dispersion, DEFAULT_RULE)) {
      [first, held, row] = [-1, 0, 0];
      continue;
    }
    if (first < 0) first = i;
    held += count;
    row++;
    if (row >= 2 && held >= DEFAULT_RULE.minCount) return first;
  }
  return undefined;
}
