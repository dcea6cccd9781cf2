import { describe, expect, it } from 'vitest';
import { seededRandom } from '../domain/clock.ts';
import { betaQuantile, rankOf, type Share, shareOf } from './share.ts';

describe('quantiles of the beta distribution', () => {
  it.each([
    // scipy.stats.beta.ppf
    [0.025, 8, 4, 0.390257],
    [0.5, 8, 4, 0.676196],
    [0.975, 1, 11, 0.284914],
    [0.025, 0.5, 10.5, 0.0000479],
  ])('%s of Beta(%s, %s) is %s', (q, a, b, value) => {
    expect(betaQuantile(q, a, b)).toBeCloseTo(value, 4);
  });
});

/**
 * Leaves one incident out of many simulated libraries and asks how often the interval holds the true share of smaller ones.
 * Sizes are log-normal, as multiples are, but nothing depends on that: only ranks are used, so the true share of a size is
 * drawn directly, as its distribution function would give it.
 */
function coverage(size: number, interval: (value: number, others: readonly number[]) => Share): number {
  const random = seededRandom(7);
  const runs = 8000;
  let held = 0;
  for (let run = 0; run < runs; run += 1) {
    const ranks = Array.from({ length: size + 1 }, () => random());
    const [truth = 0, ...others] = ranks;
    const { lower, upper } = interval(truth, others);
    if (lower <= truth && truth <= upper) held += 1;
  }
  return held / runs;
}

/** The textbook's interval, share ± 1.96 standard errors. */
function wald(value: number, others: readonly number[]): Share {
  const n = others.length;
  const k = others.filter((one) => one < value).length;
  const half = 1.96 * Math.sqrt(((k / n) * (1 - k / n)) / n);
  return { k, n, lower: k / n - half, upper: k / n + half };
}

describe('larger than k of n', () => {
  it.each([8, 9, 22, 58])('holds in 95%% of libraries of %s others', (size) => {
    const held = coverage(size, rankOf);
    expect(held).toBeGreaterThan(0.943);
    expect(held).toBeLessThan(0.957);
  });

  it('control: the textbook interval does not hold', () => {
    expect(coverage(9, wald)).toBeLessThan(0.9);
  });

  it('counts the smaller ones, and says how little the extremes say', () => {
    expect(rankOf(5, [1, 2, 5, 9])).toMatchObject({ k: 2, n: 4 });
    expect(rankOf(0, [1, 2, 3]).lower).toBeGreaterThan(0);
    expect(rankOf(9, [1, 2, 3]).upper).toBeLessThan(1);
  });
});

describe('k of n', () => {
  it('is Jeffreys’ interval, closed at 0 and 1', () => {
    // scipy.stats.beta.ppf([.025, .975], 5.5, 4.5)
    const { lower, upper } = shareOf(5, 9);
    expect([lower, upper].map((one) => Number(one.toFixed(3)))).toEqual([0.254, 0.827]);
    expect(shareOf(0, 9).lower).toBe(0);
    expect(shareOf(9, 9).upper).toBe(1);
    expect(shareOf(0, 0)).toEqual({ k: 0, n: 0, lower: 0, upper: 1 });
  });
});
