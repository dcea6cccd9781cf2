import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../domain/clock.ts';
import { HOUR_MS } from '../../domain/series.ts';
import { sampleCount } from '../stats/sampling.ts';
import { trajectoryOf } from './trajectory.ts';

const START = Date.UTC(2026, 0, 5);
const BEFORE = 56 * 24;

/** Baseline 24 an hour; from the onset 240 more, halving every 30 hours: 10,508 in all. */
function knownCourse(seed: number, after = 21 * 24): { counts: number[]; onset: number } {
  const random = seededRandom(seed);
  const counts = Array.from({ length: BEFORE + after }, (_, i) => {
    const excess = i < BEFORE ? 0 : 240 * 0.5 ** ((i - BEFORE) / 30);
    return sampleCount(24, 0, random) + sampleCount(excess, 0, random);
  });
  return { counts, onset: START + BEFORE * HOUR_MS };
}

describe('trajectoryOf', () => {
  it('finds a known excess within 10% and a known half-life within 15% in nine of ten', () => {
    let excessRight = 0;
    let excessCovered = 0;
    let halfRight = 0;
    let halfCovered = 0;
    for (let seed = 1; seed <= 50; seed++) {
      const { counts, onset } = knownCourse(seed);
      const result = trajectoryOf({ start: START, widthMs: HOUR_MS, counts }, onset, {
        random: seededRandom(seed),
        draws: 100,
      });
      if (!result) throw new Error('no baseline');
      const { excess, halfLifeHours: half } = result;
      if (Math.abs(excess.value / 10_508 - 1) <= 0.1) excessRight++;
      if (excess.lower <= 10_508 && excess.upper >= 10_508) excessCovered++;
      if (Math.abs(half.value / 30 - 1) <= 0.15) halfRight++;
      if (half.lower <= 30 && half.upper >= 30) halfCovered++;
    }
    expect(excessRight).toBeGreaterThanOrEqual(45);
    expect(halfRight).toBeGreaterThanOrEqual(45);
    expect(excessCovered).toBeGreaterThanOrEqual(45);
    expect(halfCovered).toBeGreaterThanOrEqual(45);
  });

  it('measures peak, baseline and recovery by their definitions', () => {
    const { counts, onset } = knownCourse(3);
    const result = trajectoryOf({ start: START, widthMs: HOUR_MS, counts }, onset, {
      random: seededRandom(3),
      draws: 50,
    });
    expect(result?.baselinePerHour).toBeCloseTo(24, -0.5);
    expect(result?.peak.multiple).toBeGreaterThan(9);
    expect(result?.peak.multiple).toBeLessThan(13);
    expect(((result?.peak.at ?? 0) - onset) / HOUR_MS).toBeLessThan(8);
    // The excess falls below the width of the prediction interval, about 13, after 126 hours.
    expect(result?.recoveryHours.value).toBeGreaterThan(90);
    expect(result?.recoveryHours.value).toBeLessThan(220);
    expect(result?.recoveryHours.censored).toBeUndefined();
  });

  it('marks what has not happened yet as censored', () => {
    const { counts, onset } = knownCourse(4, 20);
    const result = trajectoryOf({ start: START, widthMs: HOUR_MS, counts }, onset, {
      random: seededRandom(4),
      draws: 50,
    });
    expect(result?.recoveryHours).toMatchObject({ value: 20, censored: true });
    expect(result?.halfLifeHours.censored).toBe(true);
    expect(result?.excess.censored).toBe(true);
  });

  it('gives the same intervals for the same seed, and none without a history', () => {
    const { counts, onset } = knownCourse(5, 200);
    const series = { start: START, widthMs: HOUR_MS, counts };
    const once = trajectoryOf(series, onset, { random: seededRandom(5), draws: 40 });
    expect(trajectoryOf(series, onset, { random: seededRandom(5), draws: 40 })).toEqual(once);
    expect(
      trajectoryOf({ ...series, counts: counts.slice(0, 150) }, START + 100 * HOUR_MS, {
        random: seededRandom(5),
      }),
    ).toBeUndefined();
  });
});
