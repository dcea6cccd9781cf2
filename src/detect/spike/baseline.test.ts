import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import { expectedAt, fitBaseline } from './baseline.ts';
import type { History } from './clean-history.ts';
import { cleanByHour } from './clean-history.ts';
import { predictionIntervalsOf } from './find-spikes.ts';
import { cyclicCounts, TEST_START, WEEK } from './test-series.ts';

function historyOf(counts: readonly (number | null)[]): History {
  const clean = new Float64Array(counts.length);
  cleanByHour(counts, TEST_START, HOUR_MS, 0, counts.length, clean);
  const usable = Uint8Array.from(counts, (count) => (count === null ? 0 : 1));
  return { start: TEST_START, widthMs: HOUR_MS, clean, usable };
}

function fit(counts: readonly (number | null)[]) {
  return fitBaseline(historyOf(counts), counts.length, 0, [1, 24]);
}

describe('fitBaseline', () => {
  it('wants a week of counts', () => {
    expect(fit(cyclicCounts({ mean: 5, hours: WEEK - 1, seed: 1 }))).toBeUndefined();
    expect(fit(cyclicCounts({ mean: 5, hours: WEEK, seed: 1 }))).toBeDefined();
    expect(fit(Array(3 * WEEK).fill(null))).toBeUndefined();
  });

  it('learns the daily and weekly cycle', () => {
    const baseline = fit(cyclicCounts({ mean: 50, hours: 8 * WEEK, seed: 2 }));
    if (!baseline) throw new Error('no baseline');
    const at = (day: number, hour: number) => expectedAt(baseline, TEST_START + (day * 24 + hour) * HOUR_MS);
    expect(at(1, 14) / (50 * 1.5 * 1.1)).toBeCloseTo(1, 0);
    expect(at(1, 14) / at(1, 2)).toBeGreaterThan(2.3);
    expect(at(1, 14) / at(6, 14)).toBeGreaterThan(1.35);
  });

  it('shrinks to the level where counts are thin', () => {
    const counts = Array(5 * WEEK).fill(0);
    for (const i of [3, 51, 200, 411, 700]) counts[i] = 1;
    const baseline = fit(counts);
    if (!baseline) throw new Error('no baseline');
    expect(baseline.level).toBeCloseTo(5.5 / (4 * WEEK), 2);
    expect(Math.max(...baseline.shape)).toBeLessThan(2);
    expect(baseline.levelVariance).toBeGreaterThan(0.1);
  });

  it('resists outliers and reads missing hours as missing', () => {
    const counts: (number | null)[] = cyclicCounts({ mean: 24, hours: 8 * WEEK, seed: 3 });
    const level = fit(counts)?.level ?? 0;
    for (let i = 0; i < 12; i++) counts[5 * WEEK + i] = 3000;
    counts.fill(null, 6 * WEEK, 7 * WEEK);
    expect((fit(counts)?.level ?? 0) / level).toBeLessThan(1.1);
    expect((fit(counts)?.level ?? 0) / level).toBeGreaterThan(0.93);
  });
});

describe('predictionIntervalsOf', () => {
  it('holds about 99% of ordinary counts', () => {
    const counts = cyclicCounts({ mean: 24, hours: 12 * WEEK, seed: 4, dispersion: 0.1 });
    const interval = predictionIntervalsOf({ start: TEST_START, widthMs: HOUR_MS, counts });
    expect(interval[0]).toBeUndefined();
    const judged = interval.flatMap((b, i) => (b ? [{ b, count: counts[i] ?? 0 }] : []));
    const inside = judged.filter(({ b, count }) => count >= b.lower && count <= b.upper).length;
    expect(judged.length).toBeGreaterThan(10 * WEEK);
    expect(inside / judged.length).toBeGreaterThan(0.97);
    for (const { b } of judged) expect(b.lower <= b.expected && b.expected <= b.upper + 1).toBe(true);
  });
});
