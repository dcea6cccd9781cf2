import { describe, expect, it } from 'vitest';
import { type Random, seededRandom } from '../../domain/clock.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { EffectInputError, measureEffect, windowEffect } from './effect.ts';
import { sampleCount, sampleNormal } from '../stats/sampling.ts';

const START = Date.UTC(2026, 0, 5);
const DAYS = 62;
const AT = START + 55 * DAY_MS;

/** Daily counts with a weekend dip, overdispersed, on a level that drifts. */
function news(mean: number, random: Random, times: (day: number) => number = () => 1): number[] {
  let drift = 0;
  return Array.from({ length: DAYS }, (_, day) => {
    drift = 0.7 * drift + 0.2 * sampleNormal(random);
    return sampleCount(mean * (day % 7 >= 5 ? 0.6 : 1.1) * Math.exp(drift) * times(day), 0.1, random);
  });
}

function daily(counts: (number | null)[]) {
  return { start: START, widthMs: DAY_MS, counts };
}

describe('windowEffect', () => {
  it.each([0.2, 2, 20])(
    'windows without an effect, %d a day: the interval covers 0 as often as stated',
    (mean) => {
      const random = seededRandom(7);
      let holds = 0;
      for (let k = 0; k < 150; k++) {
        const { excess, pValue } = windowEffect(daily(news(mean, random)), { at: AT });
        const holdsZero = excess.lower <= 0 && excess.upper >= 0;
        expect(holdsZero).toBe(pValue >= 0.05);
        expect(excess.lower <= excess.value && excess.value <= excess.upper).toBe(true);
        if (holdsZero) holds++;
      }
      expect(holds / 150).toBeGreaterThan(0.92);
    },
  );

  it('finds what was added, within a tenth in the middle', () => {
    const random = seededRandom(8);
    const errors: number[] = [];
    let held = 0;
    for (let k = 0; k < 60; k++) {
      const added = Array.from({ length: DAYS }, (_, day) =>
        day < 55 ? 0 : sampleCount(150 * 0.5 ** ((day - 55) / 2), 0, random),
      );
      const counts = news(10, random).map((count, day) => count + (added[day] ?? 0));
      const truth = added.reduce((a, b) => a + b, 0);
      const { excess, pValue } = windowEffect(daily(counts), { at: AT });
      errors.push(Math.abs(excess.value / truth - 1));
      if (excess.lower <= truth && excess.upper >= truth) held++;
      expect(pValue).toBeLessThan(0.001);
    }
    expect(errors.sort((a, b) => a - b)[30]).toBeLessThan(0.1);
    expect(held).toBeGreaterThan(54);
  });

  it('uses a control that moves with the counts, and leaves one that does not', () => {
    const random = seededRandom(9);
    const total = Array.from({ length: DAYS }, (_, day) => 1000 * 1.035 ** day);
    const counts = total.map((t) => sampleCount(t / 40, 0.01, random));
    const noise = total.map(() => sampleCount(50, 0.5, random));
    const controls = [
      { name: 'noise', counts: noise },
      { name: 'total', counts: total.map(Math.round) },
    ];
    const both = windowEffect(daily(counts), { at: AT, controls });
    expect(both.control).toBe('total');
    expect(both.pValue).toBeGreaterThan(0.05);
    expect(windowEffect(daily(counts), { at: AT, controls: controls.slice(0, 1) }).control).toBeUndefined();
  });

  it('refuses a series that is silent on most days and busy on others (control: one that is rarely mentioned)', () => {
    const random = seededRandom(12);
    const silent = Array.from({ length: DAYS }, () => (random() < 0.6 ? 0 : sampleCount(200, 0.1, random)));
    expect(() => windowEffect(daily(silent), { at: AT })).toThrow(
      /of the 55 days before the date have no posts/,
    );
    const rare = Array.from({ length: DAYS }, () => sampleCount(0.4, 0, random));
    expect(windowEffect(daily(rare), { at: AT }).pValue).toBeGreaterThan(0.01);
  });

  it('takes missing for missing, not for zero', () => {
    const counts: (number | null)[] = news(20, seededRandom(10));
    for (const day of [12, 30, 57, 58]) counts[day] = null;
    const { excess, pValue, predictive } = windowEffect(daily(counts), { at: AT });
    expect(pValue).toBeGreaterThan(0.05);
    expect(predictive.mean).toBeLessThan(130);
    expect(Math.abs(excess.value)).toBeLessThan(60);
  });

  it('refuses a date with too little before it, or nothing after', () => {
    const counts: (number | null)[] = news(5, seededRandom(11));
    expect(() => windowEffect(daily(counts), { at: START + 8 * DAY_MS })).toThrow(EffectInputError);
    expect(() => windowEffect(daily(counts), { at: START - DAY_MS })).toThrow(/0 days/);
    expect(() => windowEffect(daily(counts.fill(null, 55)), { at: AT })).toThrow(/no counts between/);
  });

  it('knows a silent series, too', () => {
    const { excess, pValue } = windowEffect(daily(new Array<number>(DAYS).fill(0)), { at: AT });
    expect(excess.upper).toBeGreaterThanOrEqual(0);
    expect(pValue).toBeGreaterThan(0.5);
  });
});

describe('measureEffect', () => {
  const random = seededRandom(12);
  const counts = Array.from({ length: 62 * 24 }, (_, hour) => {
    const since = hour - 55 * 24;
    return (
      sampleCount(24, 0.02, random) +
      (since < 6 ? 0 : sampleCount(240 * 0.5 ** ((since - 6) / 20), 0, random))
    );
  });
  const series = { start: START, widthMs: HOUR_MS, counts };

  it('hours: onset, peak, half-life and recovery of a known course', () => {
    const effect = measureEffect(series, { at: AT, random: seededRandom(1), draws: 100 });
    expect(((effect.onset ?? 0) - AT) / HOUR_MS).toBe(6);
    expect(effect.peak.value).toBeGreaterThan(230);
    expect(effect.peak.multiple).toBeCloseTo(effect.peak.value / effect.baseline.value, 9);
    expect(effect.baseline.value).toBeCloseTo(24, -0.5);
    expect(Math.abs(effect.halfLifeHours.value / 20 - 1)).toBeLessThan(0.2);
    expect(effect.halfLifeHours).toMatchObject({ censored: false });
    expect(effect.recoveryHours.value).toBeGreaterThan(50);
    expect(effect.recoveryHours.value).toBeLessThan(140);
    expect(Math.abs(effect.excess.value / 7035 - 1)).toBeLessThan(0.1);
  });

  it('marks what the window does not hold', () => {
    const effect = measureEffect(series, {
      at: AT,
      until: AT + 18 * HOUR_MS,
      random: seededRandom(1),
      draws: 50,
    });
    expect(effect.recoveryHours).toMatchObject({ value: 12, censored: true });
    expect(effect.halfLifeHours.censored).toBe(true);
    expect(effect.buckets).toEqual({ present: 18, missing: 0 });
  });

  it('says the same twice', () => {
    const once = measureEffect(series, { at: AT, random: seededRandom(3), draws: 30 });
    expect(measureEffect(series, { at: AT, random: seededRandom(3), draws: 30 })).toEqual(once);
  });
});
