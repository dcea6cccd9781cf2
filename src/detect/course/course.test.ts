import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../domain/clock.ts';
import { HOUR_MS } from '../../domain/series.ts';
import { sampleCount } from '../stats/sampling.ts';
import { measureTrajectory } from '../spike/trajectory.ts';
import { measureCurve } from './course-draws.ts';
import { solveRows } from './least-squares.ts';
import { curveOf, FIRST_RATE, HEIGHT, PARAMETERS, RATES } from './shape.ts';

/** Peak, top, half-life, recovery and sum of the curve below: mean of three, interpolated linearly. */
const SCIPY = [
  94.97222542334805, 3.2510604778883136, 21.748939522111687, 91.94283158121115, 3085.2425204332962,
];

const START = Date.UTC(2026, 0, 5);
const BEFORE = 56 * 24;

describe('solveRows', () => {
  // Computed with numpy from the whole covariance matrix: V = diag(own) + cᵢ cⱼ .9^|tᵢ − tⱼ|.
  const rows = {
    n: 6,
    size: 2,
    steps: Float64Array.of(1, 1, 1, 2, 1, 2.5),
    values: Float64Array.of(2, 1.1, 0.7, -0.4, 0.9, -1.3),
    slopes: Float64Array.of(1, 0, 1, -1, 1, -2, 1, -4, 1, -5, 1, -7.5),
    own: Float64Array.of(1, 0.8, 0.7, 0.6, 0.5, 0.9),
    lasting: Float64Array.of(1.2, 1, 0.8, 0.5, 0.4, 0.3),
  };
  const prior = { mean: new Float64Array(2), precision: Float64Array.of(0.04, 0.01, 0.01, 0.5) };

  it('gives what the dense matrices give in numpy', () => {
    const solved = solveRows(rows, prior, 0.9);
    [1.54980691, 0.31567115].forEach((value, j) => expect(solved?.shift[j]).toBeCloseTo(value, 8));
    expect(solved?.logEvidence).toBeCloseTo(-3.839312447949342, 8);
  });

  it('gives something else where the noise has no memory, and nothing where the precision is not positive', () => {
    expect(solveRows(rows, prior, 0)?.logEvidence).not.toBeCloseTo(-3.839312447949342, 2);
    expect(solveRows({ ...rows, n: 0 }, { ...prior, precision: new Float64Array(4) }, 0.9)).toBeUndefined();
  });
});

it('measures a curve as scipy does', () => {
  const parameters = new Float64Array(PARAMETERS);
  parameters[HEIGHT] = Math.log(100);
  parameters.fill(Math.log(Math.LN2 / 20), FIRST_RATE, FIRST_RATE + RATES);
  const curve = curveOf(parameters, { top: 4, hours: 1 }, 400);
  const found = measureCurve(curve, HOUR_MS);
  const values = [found.peak, found.top, found.halfLife ?? 0, found.recovery ?? 0, found.excess];
  values.forEach((value, i) => expect(value).toBeCloseTo(SCIPY[i] ?? 0, 6));
  expect(measureCurve(curve.slice(0, 15), HOUR_MS)).toMatchObject({
    halfLife: undefined,
    recovery: undefined,
  });
});

/** 24 an hour times `size`; the excess stays at its height for `flat` hours and halves every 30 hours then. */
function counts(size: number, flat: number, seed: number): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: BEFORE + 21 * 24 }, (_, i) => {
    const after = Math.max(0, i - BEFORE - flat);
    const excess = i < BEFORE ? 0 : 160 * size * 0.5 ** (after / 30);
    return sampleCount(24 * size, 0, random) + sampleCount(excess, 0.05, random);
  });
}

const measured = (size: number, flat: number, seed: number) => {
  const series = { start: START, widthMs: HOUR_MS, counts: counts(size, flat, seed) };
  const found = measureTrajectory(series, START + BEFORE * HOUR_MS, {
    random: seededRandom(seed),
    draws: 200,
  });
  if (!found) throw new Error('no baseline');
  return found.trajectory;
};

describe('a brand of another size with the same course', () => {
  const seeds = [11, 12, 13, 14, 15, 16];
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const of = (size: number, flat: number) => seeds.map((seed) => measured(size, flat, seed));
  const [small, large, long] = [of(0.1, 0), of(10, 0), of(10, 40)];

  it('has the same multiple, half-life and recovery, and an excess in proportion', () => {
    const ratio = (value: (t: (typeof small)[number]) => number) =>
      mean(small.map(value)) / mean(large.map(value));
    expect(Math.abs(Math.log(ratio((t) => t.peak.multiple)))).toBeLessThan(0.2);
    expect(Math.abs(Math.log(ratio((t) => t.halfLifeHours.value)))).toBeLessThan(0.2);
    expect(Math.abs(Math.log(ratio((t) => t.recoveryHours.value)))).toBeLessThan(0.2);
    expect(Math.abs(Math.log(100 * ratio((t) => t.excess.value)))).toBeLessThan(0.2);
  });

  it('and another course has another half-life: the control', () => {
    const half = (all: typeof small) => mean(all.map((t) => t.halfLifeHours.value));
    expect(half(long)).toBeGreaterThan(1.7 * half(large));
    expect(Math.abs(half(long) / 70 - 1)).toBeLessThan(0.15);
  });
});
