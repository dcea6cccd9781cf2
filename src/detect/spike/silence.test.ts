import { expect, it } from 'vitest';
import { seededRandom } from '../../domain/clock.ts';
import { HOUR_MS } from '../../domain/series.ts';
import { sampleCount } from '../stats/sampling.ts';
import { scanSeries } from './scan-series.ts';
import { withoutSilences } from './silence.ts';
import { TEST_START } from './test-series.ts';

function history(perHour: number, days: number, silent: readonly number[]) {
  const random = seededRandom(3);
  const clean = Float64Array.from({ length: days * 24 }, (_, i) =>
    silent.includes(Math.floor(i / 24)) ? 0 : sampleCount(perHour, 0.1, random),
  );
  return { start: TEST_START, widthMs: HOUR_MS, clean, usable: new Uint8Array(days * 24).fill(1) };
}

const silentDays = (perHour: number, days: number, silent: readonly number[]) => {
  const usable = withoutSilences(history(perHour, days, silent), 0, days * 24);
  return [...new Set([...usable].flatMap((u, i) => (u === 1 ? [] : [Math.floor(i / 24)])))];
};

it('days without a post about a brand with many are missing, and of one with few they are not', () => {
  expect(silentDays(7, 20, [6, 7, 15])).toEqual([6, 7, 15]);
  expect(silentDays(0.1, 20, [6, 7, 15])).toEqual([]);
  expect(silentDays(7, 20, [])).toEqual([]);
  // A post every third day: nearly all hours belong to long runs of none.
  const seldom = history(0, 30, []);
  for (let i = 0; i < 30 * 24; i += 71) seldom.clean[i] = 1;
  expect(withoutSilences(seldom, 0, 30 * 24)).toBe(seldom.usable);
});

it('a brand that fell silent for good is silent', () => {
  expect(silentDays(7, 40, [25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39])).toEqual([]);
});

it('posts that return after a silence are no spike', () => {
  const { clean } = history(7, 60, [9, 10, 16, 17]);
  const counts = [...clean];
  expect(scanSeries({ start: TEST_START, widthMs: HOUR_MS, counts }).findings).toEqual([]);
});
