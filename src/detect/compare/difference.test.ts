import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../domain/clock.ts';
import { HOUR_MS } from '../../domain/series.ts';
import { type Difference, type DifferenceMeasure, differencesOf, type Side, sidesOf } from './difference.ts';
import { sampleCount, sampleNormal } from '../stats/sampling.ts';
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

/** One difference that is a family by itself. */
function differenceOf(a: Side, b: Side): Difference {
  const [found] = differencesOf([[a, b]]);
  if (!found) throw new Error('no difference');
  return found;
}

describe('differencesOf', () => {
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
});

describe('a family of differences', () => {
  const random = seededRandom(31);
  const around = (middle: number): Side => ({
    value: middle,
    draws: Array.from({ length: 40 }, () => middle + sampleNormal(random)),
    censored: false,
  });
  /** How many of 200 families of eight pairs that are alike name a difference. */
  const named = (judge: (pairs: [Side, Side][]) => readonly Difference[]): number => {
    let found = 0;
    for (let i = 0; i < 200; i++) {
      const pairs = Array.from({ length: 8 }, (): [Side, Side] => [
        around(sampleNormal(random)),
        around(sampleNormal(random)),
      ]);
      if (judge(pairs).some(({ verdict }) => verdict !== 'unclear')) found++;
    }
    return found;
  };

  it('names one in twenty families of pairs that are alike, where each by itself would name six in twenty', () => {
    expect(named(differencesOf)).toBeLessThanOrEqual(20);
    expect(named((pairs) => pairs.map(([a, b]) => differenceOf(a, b)))).toBeGreaterThan(40);
  });

  it('asks less of the next once one is clear, as Holm has it', () => {
    // One of two: the interval of 97.5%; once the other is clear, that of 95%.
    const [near, far, same]: [Side, Side, Side] = [around(2.95), around(30), around(0)];
    const alone = differencesOf([[near, same]])[0];
    const beside = differencesOf([
      [near, same],
      [far, same],
    ])[0];
    const withAlike = differencesOf([
      [near, same],
      [same, around(0)],
    ])[0];
    expect(beside).toEqual(alone);
    expect(withAlike?.lower).toBeLessThan(alone?.lower ?? 0);
  });
});
