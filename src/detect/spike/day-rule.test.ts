import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../domain/clock.ts';
import { type BrandSeries, DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { sampleCount } from '../stats/sampling.ts';
import { findSpikes } from './find-spikes.ts';
import { DAY_RULE, DEFAULT_RULE, ruleFor } from './rule.ts';
import { trajectoryOf } from './trajectory.ts';

const START = Date.UTC(2026, 2, 1);

interface Days {
  readonly mean: number;
  readonly days: number;
  readonly seed: number;
  readonly dispersion?: number;
  /** Share by which weekends are lower. */
  readonly weekend?: number;
  /** Posts of broken trust on some days. */
  readonly angry?: Readonly<Record<number, number>>;
}

function brandOfDays({ mean, days, seed, dispersion = 0.05, weekend = 0.3, angry = {} }: Days): BrandSeries {
  const random = seededRandom(seed);
  const ordinary = Array.from({ length: days }, (_, i) =>
    sampleCount(mean * (i % 7 < 5 ? 1 : 1 - weekend), dispersion, random),
  );
  const betrayal = ordinary.map((_, i) => angry[i] ?? 0);
  const negative = ordinary.map((count, i) => Math.round(count * 0.3) + (betrayal[i] ?? 0));
  const all = ordinary.map((count, i) => count + (betrayal[i] ?? 0));
  const series = { all, negative, betrayal };
  return { brand: 'acme', source: 'all', start: START, widthMs: DAY_MS, length: days, series };
}

const dayOf = (at: number) => (at - START) / DAY_MS;

describe('the rule for days', () => {
  it('applies to days alone', () => {
    expect(ruleFor(DAY_MS)).toBe(DAY_RULE);
    expect(ruleFor(HOUR_MS)).toBe(DEFAULT_RULE);
  });

  it('finds two days with 400 angry posts as one severe backlash of those days', () => {
    const series = brandOfDays({
      mean: 20,
      days: 90,
      seed: 1,
      dispersion: 0,
      weekend: 0,
      angry: { 70: 400, 71: 400 },
    });
    const spikes = findSpikes(series);
    expect(spikes).toHaveLength(1);
    const [spike] = spikes;
    expect(spike).toMatchObject({ kind: 'backlash', precision: 'day', severity: 9, observed: 800 });
    expect([spike!.onset, spike!.peakAt, spike!.end!].map(dayOf)).toEqual([70, 70, 72]);
  });

  it.each([2, 5, 20, 200])('one day alone alarms, with %i posts on ordinary days', (mean) => {
    let found = 0;
    for (let seed = 1; seed <= 20; seed += 1) {
      const angry = { 60: Math.max(8, mean * 3) };
      const spikes = findSpikes(brandOfDays({ mean, days: 63, seed, angry }));
      found += spikes.some(({ onset, kind }) => dayOf(onset) === 60 && kind === 'backlash') ? 1 : 0;
    }
    expect(found).toBeGreaterThanOrEqual(18);
  });

  it('finds next to nothing in ordinary days: at most one false spike in five years of twenty series', () => {
    let spikes = 0;
    for (const mean of [0.2, 2, 20, 200]) {
      for (let seed = 1; seed <= 25; seed += 1)
        spikes += findSpikes(brandOfDays({ mean, days: 365, seed: seed * 31 })).length;
    }
    expect(spikes).toBeLessThanOrEqual(20);
  });

  it('says the same of a day whatever comes after it, and begins where the rise began', () => {
    const whole = brandOfDays({ mean: 20, days: 90, seed: 4, angry: { 59: 40, 60: 90, 61: 200, 62: 100 } });
    const upTo = (days: number) =>
      findSpikes(whole, { now: START + days * DAY_MS }).map(({ onset }) => onset);
    expect(upTo(59)).toEqual([]);
    const first = Array.from({ length: 30 }, (_, i) => upTo(60 + i)).find((found) => found.length > 0);
    for (let days = 62; days <= 90; days += 1) expect(upTo(days)).toEqual(first);
    expect(dayOf(first![0]!)).toBe(59);
  });

  it('finds a second wave and a slow rise', () => {
    const wave = brandOfDays({ mean: 20, days: 100, seed: 5, angry: { 60: 150, 61: 80, 62: 60, 64: 400 } });
    expect(findSpikes(wave).map(({ onset }) => dayOf(onset))).toContain(64);
    const slow = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [60 + i, 10 + i]));
    const drift = findSpikes(brandOfDays({ mean: 20, days: 90, seed: 6, weekend: 0, angry: slow }));
    expect(drift.length).toBeGreaterThan(0);
  });

  it('measures a course in whole days', () => {
    const angry = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [60 + i, Math.round(400 / 2 ** (i / 2))]),
    );
    const { all } = brandOfDays({ mean: 20, days: 90, seed: 7, weekend: 0, angry }).series;
    const series = { start: START, widthMs: DAY_MS, counts: all! };
    const found = trajectoryOf(series, START + 60 * DAY_MS, { random: seededRandom(1), draws: 50 });
    expect(found?.precision).toBe('day');
    expect(found?.halfLifeHours.value).toBe(48);
    expect((found?.recoveryHours.value ?? 1) % 24).toBe(0);
    expect(found?.peak.value).toBe(all![60]);
    expect(found?.excess.value).toBeGreaterThan(1_000);
  });
});
