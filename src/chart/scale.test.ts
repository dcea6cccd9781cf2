import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../domain/series.ts';
import { formatBucket, formatCount } from './format.ts';
import { axisFromZero, linearScale, niceTicks, timeTicks } from './scale.ts';

const AUG_16 = Date.UTC(2015, 7, 16);

describe('niceTicks', () => {
  test.each([
    [0, 3, [0, 1, 2, 3]],
    [0, 9.4, [0, 5, 10]],
    [0, 117, [0, 50, 100, 150]],
    [0, 226, [0, 100, 200, 300]],
    [0, 1_733, [0, 500, 1000, 1500, 2000]],
    [-3, 8, [-5, 0, 5, 10]],
  ])('%d to %d', (min, max, expected) => {
    expect(niceTicks(min, max)).toEqual(expected);
  });

  test('fractions where they are wanted', () => {
    expect(niceTicks(0, 0.9, 4, false)).toEqual([0, 0.5, 1]);
    expect(niceTicks(0, 0, 4)).toEqual([0, 1]);
  });
});

describe('axisFromZero', () => {
  test.each([
    [93, 100, [0, 50, 100]],
    [122, 125, [0, 50, 100]],
    [3, 3, [0, 1, 2, 3]],
    [0, 0.25, [0]],
  ])('%d ends at %d', (max, top, ticks) => {
    expect(axisFromZero(max)).toEqual({ ticks, top });
  });
});

describe('timeTicks', () => {
  test('hours carry the date under midnight', () => {
    const ticks = timeTicks(AUG_16, AUG_16 + 36 * HOUR_MS, 8);
    expect(ticks.map((tick) => tick.label)).toEqual([
      '00:00',
      '06:00',
      '12:00',
      '18:00',
      '00:00',
      '06:00',
      '12:00',
    ]);
    expect(ticks.map((tick) => tick.sub).filter(Boolean)).toEqual(['16 Aug', '17 Aug']);
  });

  test('weeks begin on Mondays', () => {
    const ticks = timeTicks(AUG_16, AUG_16 + 60 * DAY_MS, 10);
    expect(ticks.map((tick) => new Date(tick.at).getUTCDay())).toEqual(ticks.map(() => 1));
    expect(ticks[0]).toMatchObject({ label: '17 Aug', sub: '2015' });
  });

  test('months and years', () => {
    const ticks = timeTicks(AUG_16, AUG_16 + 400 * DAY_MS, 8);
    expect(ticks.map((tick) => tick.label)).toEqual(['Sep', 'Nov', 'Jan', 'Mar', 'May', 'Jul', 'Sep']);
    expect(ticks.find((tick) => tick.label === 'Jan')?.sub).toBe('2016');
  });

  test('never more than asked for, and at most two too many at the ends', () => {
    for (let days = 1; days < 4000; days = Math.ceil(days * 1.7)) {
      expect(timeTicks(AUG_16, AUG_16 + days * DAY_MS, 9).length).toBeLessThanOrEqual(11);
    }
  });
});

test('numbers and dates do not depend on a locale', () => {
  expect([0, 12, 1234.56, -1234567, 0.04].map((value) => formatCount(value))).toEqual([
    '0',
    '12',
    '1,234.6',
    '−1,234,567',
    '0',
  ]);
  expect(formatBucket(AUG_16 + 14 * HOUR_MS, HOUR_MS)).toBe('16 Aug 2015, 14:00 UTC');
  expect(formatBucket(AUG_16, DAY_MS)).toBe('16 Aug 2015');
});

test('a domain without width maps to the middle', () => {
  expect(linearScale(5, 5, 0, 10)(5)).toBe(5);
});
