import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../domain/clock.ts';
import { HOUR_MS, MINUTE_MS } from '../../domain/series.ts';
import { sampleCount } from '../stats/sampling.ts';
import { firstEventAlarm, mayAlarm } from './event-scan.ts';

const START = Date.UTC(2026, 0, 5);

/** Times of the posts of `hours` hours with `perHour` each, from `from` (ms) on. */
function posts(perHour: number, hours: number, from: number, random: () => number, dispersion = 0): number[] {
  return Array.from({ length: hours }, (_, h) =>
    Array.from({ length: sampleCount(perHour, dispersion, random) }, () => from + (h + random()) * HOUR_MS),
  )
    .flat()
    .sort((a, b) => a - b);
}

describe('firstEventAlarm', () => {
  it('a rise from 24 to 226 an hour alarms within 12 minutes in half of cases, and 25 in 95 of 100', () => {
    const delays: number[] = [];
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seededRandom(seed);
      const at = START + (5 + random()) * HOUR_MS;
      const rise = posts(202, 2, at, random);
      const times = [...posts(24, 8, START, random, 0.1), ...rise].sort((a, b) => a - b);
      const found = firstEventAlarm(times, { perHour: () => 24, dispersion: 0.3 }, rise[0]);
      delays.push(((found?.at ?? Infinity) - rise[0]!) / MINUTE_MS);
    }
    delays.sort((a, b) => a - b);
    expect(delays[20]).toBeLessThanOrEqual(12);
    expect(delays[38]).toBeLessThanOrEqual(25);
  });

  it('a year of ordinary hours raises next to none, at any size', () => {
    for (const perHour of [0.2, 5, 60]) {
      const random = seededRandom(7);
      const times = posts(perHour, 24 * 365, START, random, 0.1);
      expect(firstEventAlarm(times, { perHour: () => perHour, dispersion: 0.45 })).toBeUndefined();
    }
  });

  it('says when, and since when, from posts up to then alone', () => {
    const quarter = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((k) => START + k * 30_000);
    const rate = { perHour: () => 0.5, dispersion: 0.1 };
    const found = firstEventAlarm(quarter, rate);
    expect(found).toMatchObject({ from: START });
    for (let n = 1; n <= quarter.length; n += 1) {
      const seen = firstEventAlarm(quarter.slice(0, n), rate);
      expect(seen).toEqual(quarter[n - 1]! >= found!.at ? found : undefined);
    }
    expect(firstEventAlarm(quarter, rate, quarter[9]! + 1)).toBeUndefined();
  });
});

it('times are only read where the hour so far may hold an alarm', () => {
  const rate = { perHour: 60, dispersion: 0.3 };
  expect(mayAlarm(15, 10 * MINUTE_MS, rate)).toBe(true);
  expect(mayAlarm(14, 10 * MINUTE_MS, rate)).toBe(false);
  expect(mayAlarm(3, MINUTE_MS, { ...rate, perHour: 0.01 })).toBe(false);
});
