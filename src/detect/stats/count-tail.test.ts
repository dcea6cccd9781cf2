import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../domain/clock.ts';
import { countQuantile, logUpperTail, lowerTail, upperTail } from './count-tail.ts';
import { sampleCount } from './sampling.ts';
import { logGamma, logIncompleteBeta } from './special-functions.ts';

/** Direct sum of the distribution, by the recurrence of its terms. */
function slowUpperTail(count: number, mean: number, dispersion: number): number {
  let term = dispersion === 0 ? Math.exp(-mean) : (1 + dispersion * mean) ** (-1 / dispersion);
  let below = 0;
  for (let k = 0; k < count; k++) {
    below += term;
    term *=
      dispersion === 0 ? mean / (k + 1) : ((1 / dispersion + k) / (k + 1)) * (mean / (mean + 1 / dispersion));
  }
  return 1 - below;
}

describe('special functions', () => {
  it('knows values of the gamma function', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
    expect(logGamma(10)).toBeCloseTo(Math.log(362_880), 12);
    expect(logGamma(1e6)).toBeCloseTo(12_815_504.569_147_612, 4);
  });

  it('knows values of the incomplete beta function', () => {
    // I_x(1, 1) = x and I_0.5(2, 3) = 11/16.
    expect(Math.exp(logIncompleteBeta(1, 1, 0.25 / 0.75))).toBeCloseTo(0.25, 12);
    expect(Math.exp(logIncompleteBeta(2, 3, 1))).toBeCloseTo(11 / 16, 12);
  });
});

describe('count tails', () => {
  it.each([
    [3, 0.5, 0],
    [1, 0.01, 0],
    [30, 20, 0],
    [12, 24, 0],
    [3, 0.5, 0.4],
    [60, 20, 0.2],
    [5, 24, 1.5],
  ])('agrees with the plain sum: %d of mean %d, dispersion %d', (count, mean, dispersion) => {
    const slow = slowUpperTail(count, mean, dispersion);
    expect(upperTail(count, mean, dispersion)).toBeCloseTo(slow, 10);
    expect(lowerTail(count - 1, mean, dispersion)).toBeCloseTo(1 - slow, 10);
  });

  it('stays finite where the probability underflows', () => {
    expect(logUpperTail(5000, 100)).toBeLessThan(-10_000);
    expect(Number.isFinite(logUpperTail(5000, 100))).toBe(true);
    expect(logUpperTail(2_000_000, 1_000_000, 0.001)).toBeLessThan(-100);
    expect(upperTail(1_000_000, 1_000_000)).toBeCloseTo(0.5, 3);
    expect(upperTail(1, 0.01)).toBeCloseTo(1 - Math.exp(-0.01), 12);
  });

  it('falls as the count grows and rises with the dispersion', () => {
    for (const mean of [0.05, 3, 700]) {
      let last = 1;
      for (let k = 1; k < mean * 3 + 10; k += Math.ceil(mean / 7)) {
        const p = upperTail(k, mean, 0.1);
        expect(p).toBeLessThanOrEqual(last);
        last = p;
      }
      expect(upperTail(Math.ceil(mean * 2 + 4), mean, 0.3)).toBeGreaterThan(
        upperTail(Math.ceil(mean * 2 + 4), mean),
      );
    }
  });

  it('finds the quantile exactly, whatever the hint', () => {
    for (const mean of [0.01, 0.4, 24, 5000, 1e6])
      for (const dispersion of [0, 0.05, 1])
        for (const q of [0.005, 0.5, 0.995])
          for (const hint of [0, 2.576]) {
            const k = countQuantile(q, mean, dispersion, hint);
            expect(lowerTail(k, mean, dispersion)).toBeGreaterThanOrEqual(q);
            if (k > 0) expect(lowerTail(k - 1, mean, dispersion)).toBeLessThan(q);
          }
  });
});

describe('random counts', () => {
  it.each([
    [0.3, 0],
    [24, 0],
    [24, 0.2],
    [900, 0.01],
  ])('have the mean %d and the variance of dispersion %d', (mean, dispersion) => {
    const random = seededRandom(7);
    const draws = Array.from({ length: 20_000 }, () => sampleCount(mean, dispersion, random));
    const average = draws.reduce((a, b) => a + b, 0) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - average) ** 2, 0) / draws.length;
    expect(average / mean).toBeCloseTo(1, 1);
    expect(variance / (mean + dispersion * mean * mean)).toBeGreaterThan(0.93);
    expect(variance / (mean + dispersion * mean * mean)).toBeLessThan(1.07);
  });
});
