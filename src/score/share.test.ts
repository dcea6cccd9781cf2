import { describe, expect, it } from 'vitest';
import { seededRandom } from '../domain/clock.ts';
import { correctedShare } from './share.ts';

const RATES = { negatives: 600, hits: 450, others: 3_400, falseCalls: 510 };

describe('correctedShare', () => {
  it('undoes known error rates', () => {
    // 40% truly negative: called .4 × .75 + .6 × .15 = .39
    expect(correctedShare(390, 1_000, RATES).share).toBeCloseTo(0.4, 9);
  });
  it('stays between 0 and 1', () => {
    expect(correctedShare(0, 50, RATES)).toMatchObject({ share: 0, lower: 0 });
    expect(correctedShare(50, 50, RATES)).toMatchObject({ share: 1, upper: 1 });
    expect(correctedShare(0, 0, RATES)).toEqual({ share: 0.5, lower: 0, upper: 1 });
  });
  it('refuses error rates no better than chance', () => {
    expect(() => correctedShare(1, 2, { negatives: 10, hits: 1, others: 10, falseCalls: 5 })).toThrow(
      RangeError,
    );
  });
  it('covers the truth in 93 to 99 of 100 buckets, where the raw share covers few', () => {
    const random = seededRandom(5);
    let covered = 0;
    let raw = 0;
    const rounds = 2_000;
    for (let i = 0; i < rounds; i += 1) {
      const truth = 0.1 + 0.8 * random();
      let called = 0;
      for (let k = 0; k < 120; k += 1) if (random() < (random() < truth ? 0.75 : 0.15)) called += 1;
      const { lower, upper } = correctedShare(called, 120, RATES);
      if (lower <= truth && truth <= upper) covered += 1;
      if (Math.abs(called / 120 - truth) <= 1.96 * Math.sqrt((truth * (1 - truth)) / 120)) raw += 1;
    }
    expect(covered / rounds).toBeGreaterThan(0.93);
    expect(covered / rounds).toBeLessThanOrEqual(0.99);
    expect(raw / rounds).toBeLessThan(0.8);
  });
});
