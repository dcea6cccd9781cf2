import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import { leastAlarming, whyNoAlarm } from './next-alarm.ts';
import { scanSeries } from './scan-series.ts';
import { burst, cyclicCounts, TEST_START, WEEK } from './test-series.ts';

const hours = (mean: number, n: number, seed: number) => cyclicCounts({ mean, hours: n, seed });
const seriesOf = (counts: readonly (number | null)[]) => ({ start: TEST_START, widthMs: HOUR_MS, counts });

describe('leastAlarming', () => {
  it.each([
    [0.05, 11],
    [2, 12],
    [40, 13],
  ])('is the count from which the next hour alarms, at %f an hour', (mean, seed) => {
    const counts = hours(mean, 9 * WEEK, seed);
    const least = leastAlarming(seriesOf(counts))!;
    expect(least).toBeGreaterThan(mean);
    const alarms = (count: number) => {
      const found = scanSeries(seriesOf([...counts, count])).findings;
      return found.some(({ alarm }) => alarm === counts.length);
    };
    expect([alarms(least - 1), alarms(least), alarms(4 * least)]).toEqual([false, true, true]);
  });

  it('is not said during a spike, nor in the first week', () => {
    const at = 8 * WEEK;
    const risen = cyclicCounts({ mean: 24, hours: at + 5, seed: 3 }, burst(at, 9, 100));
    expect(leastAlarming(seriesOf(risen))).toBeUndefined();
    expect(leastAlarming(seriesOf(hours(5, 100, 3)))).toBeUndefined();
  });
});

describe('whyNoAlarm', () => {
  it('names the hour that came nearest, and what it needed', () => {
    const all = hours(10, 9 * WEEK, 21);
    const negative = hours(2, 9 * WEEK, 22);
    const at = 9 * WEEK - 30;
    negative[at] = 9;
    const { nearest, next } = whyNoAlarm(seriesOf(all), { negative, all }, 8 * WEEK, 9 * WEEK);
    const found = nearest!;
    expect(next.get('all')).toBe(leastAlarming(seriesOf(all)));
    expect(found).toMatchObject({ series: 'negative', at, count: 9 });
    expect(found.needed).toBeGreaterThan(9);
    const risen = negative.slice(0, at + 1).with(at, found.needed);
    expect(scanSeries(seriesOf(risen)).findings.at(-1)?.alarm).toBe(at);
  });

  it('says nothing where nothing rose, or where there was an alarm', () => {
    const still = new Array<number>(9 * WEEK).fill(3);
    expect(whyNoAlarm(seriesOf(still), { all: still }, 8 * WEEK, 9 * WEEK).nearest).toBeUndefined();
    const risen = hours(10, 9 * WEEK, 21).with(9 * WEEK - 30, 400);
    expect(whyNoAlarm(seriesOf(risen), { all: risen }, 8 * WEEK, 9 * WEEK).nearest).toBeUndefined();
  });
});
