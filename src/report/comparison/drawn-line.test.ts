import { expect, test } from 'vitest';
import { chanceRange } from '../../detect/compare/chance-range.ts';
import { sampleCount } from '../../detect/stats/sampling.ts';
import { seededRandom } from '../../domain/clock.ts';
import { drawnLine } from './drawn-line.ts';

const lineOf = (counts: readonly (number | null)[], perPost: number, less = 0) => ({
  label: 'A',
  dayZero: 0,
  perPost,
  points: counts.map((count, i) => ({
    hours: i,
    count,
    value: count === null ? null : count * perPost - less,
  })),
});

test('means of three hours, with gaps where one is missing', () => {
  const drawn = drawnLine(lineOf([1, 2, 3, null, 5, 6, 7], 2), false);
  expect(drawn.map((one) => one?.value)).toEqual([3, 4, undefined, undefined, undefined, 12, 13]);
  expect(drawnLine(lineOf([1, 2, null], 2), true).map((one) => one?.value)).toEqual([2, 4, undefined]);
});

test('the range is that of the posts behind the mean, in the scale of the line', () => {
  const { lower, upper } = chanceRange(9);
  const [, middle] = drawnLine(lineOf([3, 3, 3], 10, 7), false);
  expect(middle?.value).toBe(23);
  expect(middle?.lower).toBeCloseTo((10 * lower) / 3 - 7, 9);
  expect(middle?.upper).toBeCloseTo((10 * upper) / 3 - 7, 9);
});

test('holds the mean of independent posts in about 95 of 100 cases, and of clustered ones in fewer', () => {
  const random = seededRandom(3);
  const held = (mean: number, dispersion: number) => {
    let held = 0;
    for (let i = 0; i < 4000; i++) {
      const { lower, upper } = chanceRange(sampleCount(mean, dispersion, random));
      if (lower <= mean && mean <= upper) held++;
    }
    return held / 4000;
  };
  for (const mean of [2, 5, 20, 200]) {
    expect([mean, held(mean, 0) > 0.93]).toEqual([mean, true]);
    expect([mean, held(mean, 0) < 0.99]).toEqual([mean, true]);
  }
  expect(held(200, 0.1)).toBeLessThan(0.6);
});
