import { describe, expect, it } from 'vitest';
import { measureCourse } from './measure.ts';

/** Counts by day from 1 March 2020 on. */
function course(counts: readonly (number | null)[]) {
  return counts.map((count, i) => [`2020-03-${String(i + 1).padStart(2, '0')}`, count] as const);
}

describe('what a course says', () => {
  it('is the peak over the usual day, and the days to it and back', () => {
    const points = course([4, 5, 3, 4, 4, 6, 4, 10, 40, 30, 25, 20, 6, 4]);
    expect(measureCourse(points, '2020-03-08')).toEqual({
      usual: 4,
      peak: { day: '2020-03-09', count: 40 },
      times: 10,
      atLeast: false,
      daysToPeak: 1,
      halfLifeDays: 3,
    });
  });

  it('is a lower bound where less than one a day is usual', () => {
    const measured = measureCourse(course([0, 0, 1, 0, 0, 0, 0, 0, 9, 1, 0]), '2020-03-09');
    expect(measured).toMatchObject({ usual: 0, times: 9, atLeast: true, halfLifeDays: 1 });
  });

  it('takes a missing day for neither zero nor the end of the outcry', () => {
    const measured = measureCourse(course([2, 2, 2, 2, 2, 2, 2, 20, null, null, 18, 3, 3]), '2020-03-08');
    expect(measured?.halfLifeDays).toBe(4);
  });

  it('has no half-life where the counts end before, and one low day is not enough', () => {
    const open = measureCourse(course([2, 2, 2, 2, 2, 2, 2, 20, 18, 17]), '2020-03-08');
    expect(open?.halfLifeDays).toBeUndefined();
    const dip = measureCourse(course([2, 2, 2, 2, 2, 2, 2, 20, 3, 17, 15, 4, 4]), '2020-03-08');
    expect(dip?.halfLifeDays).toBe(4);
  });

  it('looks for the peak in two weeks, not in what comes after', () => {
    const counts = [2, 2, 2, 2, 2, 2, 2, 20, 3, 3, ...Array.from({ length: 14 }, () => 2), 90];
    expect(measureCourse(course(counts), '2020-03-08')?.peak.count).toBe(20);
  });

  it('says nothing without a week before, or where nothing rises', () => {
    expect(measureCourse(course([2, 2, 2, 20, 3]), '2020-03-04')).toBeUndefined();
    expect(measureCourse(course([2, 2, 2, 2, 2, 2, 2, 1, 2]), '2020-03-08')).toBeUndefined();
    expect(measureCourse(course([2, 2, 2, 2, 2, 2, 2]), '2020-03-08')).toBeUndefined();
  });
});
