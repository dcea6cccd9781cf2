import { describe, expect, test } from 'vitest';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { cutWindow } from '../../src/report/brand/window.ts';
import { toDays } from '../../src/series/days.ts';

const START = Date.UTC(2015, 7, 1, 20);

function history(hours: number): BrandSeries {
  const ones = Array.from({ length: hours }, () => 1);
  const series = { all: ones, negative: ones, betrayal: ones };
  return { brand: 'x', source: 'all', start: START, widthMs: HOUR_MS, length: hours, series };
}

describe('days', () => {
  test('hold whole days only', () => {
    const days = toDays(history(4 + 48 + 5));
    expect(days.start).toBe(Date.UTC(2015, 7, 2));
    expect(days.series.all).toEqual([24, 24]);
  });

  test('a window shows the day that is not over, without an expectation', () => {
    const given = history(4 + 48 + 5);
    const end = START + given.length * HOUR_MS;
    const window = cutWindow(given, START, end, DAY_MS);
    expect(window.buckets.map((bucket) => bucket.total)).toEqual([24, 24, 5]);
    expect(window.interval.at(-1)).toBeNull();
    expect(window.unfinished).toBe(true);
    expect(window.to).toBe(end);
  });

  test('a window that ends before leaves it out', () => {
    const given = history(4 + 48 + 5);
    const window = cutWindow(given, START, Date.UTC(2015, 7, 4), DAY_MS);
    expect(window.buckets).toHaveLength(2);
    expect(window.unfinished).toBe(false);
  });
});

test('hours are cut as asked', () => {
  const window = cutWindow(history(100), START + 10 * HOUR_MS, START + 20 * HOUR_MS, HOUR_MS);
  expect(window.buckets).toHaveLength(10);
  expect(window.buckets[0]?.start).toBe(START + 10 * HOUR_MS);
  expect(window.interval).toHaveLength(10);
});
