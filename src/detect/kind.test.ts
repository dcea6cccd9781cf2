import { describe, expect, it } from 'vitest';
import { kindOf, shareAbove } from './kind.ts';
import { severityMeaning, severityOf } from './severity.ts';

const USUAL = { all: 4000, negative: 400, betrayal: 60 };

describe('kindOf', () => {
  it.each([
    ['a broken promise', { all: 800, negative: 600, betrayal: 400 }, 'backlash'],
    ['a launch', { all: 3000, negative: 250, betrayal: 40 }, 'attention'],
    [
      'an outage: negative, but trust is not the matter',
      { all: 800, negative: 700, betrayal: 15 },
      'attention',
    ],
    ['three of four', { all: 4, negative: 4, betrayal: 3 }, 'backlash'],
    ['one of thirty', { all: 30, negative: 8, betrayal: 1 }, 'attention'],
    ['none at all', { all: 30, negative: 8, betrayal: 0 }, 'attention'],
  ])('tells %s', (_, spike, kind) => {
    expect(kindOf(spike, USUAL).kind).toBe(kind);
  });

  it('measures a brand that is always distrusted by its own habit', () => {
    const distrusted = { all: 1000, negative: 500, betrayal: 250 };
    const spike = { all: 400, negative: 200, betrayal: 110 };
    expect(kindOf(spike, distrusted).kind).toBe('attention');
    expect(kindOf(spike, USUAL).kind).toBe('backlash');
  });

  it('says why, and says so where trust was not measured', () => {
    expect(kindOf({ all: 200, negative: 90, betrayal: 62 }, USUAL).because).toMatch(
      /^31 % of 200 mentions .* usually 1\.5 %|usually 2 %/,
    );
    expect(kindOf({ all: 200, negative: 90 }, USUAL)).toMatchObject({ kind: 'attention', probability: 0 });
  });

  it('grows surer with more of the same share', () => {
    expect(shareAbove(40, 100, 0.3)).toBeGreaterThan(shareAbove(4, 10, 0.3));
    expect(shareAbove(4, 10, 0.3)).toBeGreaterThan(0.5);
    // Beta(½, ½) is symmetric.
    expect(shareAbove(0, 0, 0.5)).toBeCloseTo(0.5, 12);
  });
});

describe('severityOf', () => {
  const base = { observed: 500, expected: 50, peakMultiple: 9, score: 0.8 } as const;

  it('rises with height and size, and stays under 6 for mere attention', () => {
    const backlash = severityOf({ ...base, kind: 'backlash' });
    expect(backlash).toBeGreaterThan(
      severityOf({ ...base, kind: 'backlash', observed: 60, peakMultiple: 2 }),
    );
    expect(severityOf({ ...base, kind: 'attention', observed: 1e6 })).toBeLessThanOrEqual(5);
    expect(severityOf({ kind: 'backlash', observed: 1e7, expected: 1, peakMultiple: 1e6, score: 1 })).toBe(
      10,
    );
    expect(severityOf({ kind: 'backlash', observed: 4, expected: 3, peakMultiple: 1, score: 0.5 })).toBe(1);
  });

  it('has words for each number', () => {
    const words = Array.from({ length: 10 }, (_, i) => severityMeaning(i + 1));
    expect(new Set(words).size).toBe(5);
    expect(words[0]).toMatch(/^Slight/);
    expect(words[9]).toMatch(/^Extreme/);
  });
});
