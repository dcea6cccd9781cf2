import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../domain/clock.ts';
import { HOUR_MS } from '../../domain/series.ts';
import { type Difference, type DifferenceMeasure, differenceOf, type Side, sidesOf } from './difference.ts';
import { sampleCount } from '../stats/sampling.ts';
import { measureTrajectory } from '../spike/trajectory.ts';

const START = Date.UTC(2026, 0, 5);
const BEFORE = 42 * 24;
const ONSET = START + BEFORE * HOUR_MS;
const SEEDS = 30;

interface Known {
  readonly base: number;
  readonly height: number;
  readonly halfLife: number;
}

const QUICK: Known = { base: 20, height: 200, halfLife: 20 };
const SLOW: Known = { base: 30, height: 150, halfLife: 50 };

/** Level `base`; from the onset `height` more, halving every `halfLife` hours. Ordinary mentions are four times the base. */
function sides({ base, height, halfLife }: Known, seed: number): Partial<Record<DifferenceMeasure, Side>> {
  const random = seededRandom(seed);
  const counts = Array.from({ length: BEFORE + 24 * 24 }, (_, i) => {
    const excess = i < BEFORE ? 0 : height * 0.5 ** ((i - BEFORE) / halfLife);
    return sampleCount(base, 0, random) + sampleCount(excess, 0, random);
  });
  const options = { random: seededRandom(seed + 1), draws: 60 };
  const measured = measureTrajectory({ start: START, widthMs: HOUR_MS, counts }, ONSET, options);
  return sidesOf(measured, { perHour: 4 * base, variance: 0 });
}

/** The largest mean of neighbouring hours, and the sum of all hours of the excess. */
function truth({
  base,
  height,
  halfLife,
}: Known): Record<'peak-multiple' | 'excess-per-1000' | 'half-life', number> {
  const step = 0.5 ** (1 / halfLife);
  return {
    'peak-multiple': 1 + (height * (1 + step)) / 2 / base,
    'excess-per-1000': (1000 * height) / (1 - step) / (4 * base * 168),
    'half-life': halfLife,
  };
}

describe('differenceOf', () => {
  const [quick, slow] = [truth(QUICK), truth(SLOW)];
  const pairs = Array.from(
    { length: SEEDS },
    (_, i) => [sides(QUICK, 10 * i + 1), sides(SLOW, 10 * i + 5)] as const,
  );
  const differences = (name: DifferenceMeasure): Difference[] =>
    pairs.flatMap(([a, b]) => (a[name] && b[name] ? [differenceOf(a[name], b[name])] : []));

  it.each(['peak-multiple', 'excess-per-1000', 'half-life'] as const)(
    '%s: nine of ten intervals hold the truth',
    (name) => {
      const held = differences(name).filter((one) => {
        const known = quick[name] - slow[name];
        return one.lower <= known && known <= one.upper;
      });
      expect(held.length).toBeGreaterThanOrEqual(0.9 * SEEDS);
    },
  );

  it('tells which is more where they differ', () => {
    const lines = (name: DifferenceMeasure, verdict: string) =>
      differences(name).filter((one) => one.verdict === verdict).length;
    expect(lines('peak-multiple', 'more')).toBeGreaterThanOrEqual(0.95 * SEEDS);
    expect(lines('half-life', 'less')).toBeGreaterThanOrEqual(0.95 * SEEDS);
    expect(lines('recovery', 'less')).toBeGreaterThanOrEqual(0.95 * SEEDS);
    expect(lines('excess-per-1000', 'less')).toBeGreaterThanOrEqual(0.95 * SEEDS);
  });

  it('does not tell apart what is alike', () => {
    const alike = pairs.slice(1).map(([a], i) => [a, pairs[i]?.[0] ?? {}] as const);
    for (const name of ['peak-multiple', 'excess-per-1000', 'half-life'] as const) {
      const wrong = alike.filter(
        ([a, b]) => a[name] && b[name] && differenceOf(a[name], b[name]).verdict !== 'unclear',
      );
      expect(wrong.length).toBeLessThanOrEqual(0.1 * SEEDS);
    }
  });

  it('turns round with its sides', () => {
    const [a, b] = [pairs[0]?.[0]['half-life'], pairs[0]?.[1]['half-life']];
    if (!a || !b) throw new Error('no half-life');
    const [there, back] = [differenceOf(a, b), differenceOf(b, a)];
    expect(there.value).toBeCloseTo(-back.value, 9);
    expect(there.lower).toBeCloseTo(-back.upper, 9);
    expect(there.upper).toBeCloseTo(-back.lower, 9);
    expect([there.verdict, back.verdict]).toEqual(['less', 'more']);
  });
});

describe('what is cut off', () => {
  const at = (value: number, censored = false): Side => ({
    value,
    draws: [value - 1, value, value + 1],
    more: 0,
    censored,
  });

  it('can only grow, so some differences stay open', () => {
    // The other is at least 20: 10 is surely less, 30 is not surely more.
    expect(differenceOf(at(10), at(20, true))).toMatchObject({ verdict: 'less', censored: 'other' });
    expect(differenceOf(at(30), at(20, true)).verdict).toBe('unclear');
    expect(differenceOf(at(30, true), at(20))).toMatchObject({ verdict: 'more', censored: 'first' });
    expect(differenceOf(at(10, true), at(20)).verdict).toBe('unclear');
    expect(differenceOf(at(10, true), at(20, true))).toMatchObject({ verdict: 'unclear', censored: 'both' });
  });

  it('an excess that may follow unseen widens the side of who has it', () => {
    const tail = { ...at(10), more: 5 };
    expect(differenceOf(tail, at(8)).upper - differenceOf(at(10), at(8)).upper).toBeCloseTo(5, 9);
    expect(differenceOf(at(8), tail).lower - differenceOf(at(8), at(10)).lower).toBeCloseTo(-5, 9);
  });
});
