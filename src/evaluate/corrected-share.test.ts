import { expect, it } from 'vitest';
import { correctedShare, designEffect, type ErrorRates, SHIPPED_BETRAYAL } from './corrected-share.ts';

/** Measured on so many posts that they are as good as known. */
const known = (hit: number, slip: number): ErrorRates => ({
  sensitivity: { a: hit * 1e5, b: (1 - hit) * 1e5 },
  falseRate: { a: slip * 1e5, b: (1 - slip) * 1e5 },
});

it('agrees with the adjusted count of Rogan and Gladen where errors are known and posts many', () => {
  for (const [read, hit, slip] of [
    [0.12, 0.35, 0.02],
    [0.3, 0.8, 0.05],
    [0.06, 0.7, 0.01],
  ] as const) {
    const { value } = correctedShare(read * 20_000, 20_000, known(hit, slip));
    expect(Math.abs(value - (read - slip) / (hit - slip))).toBeLessThan(0.01);
  }
});

it('a third of broken trust read: 12% read is 30%, which no interval of the share as read holds (control)', () => {
  const { lower, upper } = correctedShare(24, 200, known(0.4, 0));
  expect(lower < 0.3 && 0.3 < upper).toBe(true);
  const asRead = correctedShare(24, 200, known(0.999, 0.001));
  expect(asRead.upper).toBeLessThan(0.3);
});

it('no interval has width 0, and without posts anything is possible', () => {
  for (const [read, all] of [
    [0, 5],
    [0, 5_000],
    [5, 5],
    [5_000, 5_000],
  ] as const) {
    const { value, lower, upper } = correctedShare(read, all, SHIPPED_BETRAYAL);
    expect([lower < upper, lower <= value, value <= upper]).toEqual([true, true, true]);
  }
  const { lower, upper } = correctedShare(0, 0, SHIPPED_BETRAYAL);
  expect([lower < 0.01, upper > 0.99]).toEqual([true, true]);
});

it('posts of threads are worth less: the interval widens with the design effect', () => {
  expect(designEffect([1, 1, 1, 1])).toBe(1);
  expect(designEffect([10, 10])).toBeCloseTo(1 + 9 * 0.3, 9);
  expect(designEffect([])).toBe(1);
  const width = (deff: number) => {
    const { lower, upper } = correctedShare(40, 200, known(0.7, 0.02), deff);
    return upper - lower;
  };
  expect(width(3.7)).toBeGreaterThan(1.7 * width(1));
});
