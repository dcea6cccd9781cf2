import { describe, expect, it } from 'vitest';
import { severityMeaning } from '../../report/text/labels.ts';
import { kindOf } from './kind.ts';
import { severityOf } from '../spike/severity.ts';

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

  it('gives the usual shares, and nothing where trust was not measured', () => {
    const { usual } = kindOf({ all: 200, negative: 90, betrayal: 62 }, USUAL);
    expect(usual?.betrayal).toBeCloseTo(0.015, 3);
    expect(usual?.negative).toBeCloseTo(0.101, 3);
    expect(kindOf({ all: 200, negative: 90 }, USUAL)).toEqual({ kind: 'attention', probability: 0 });
  });

  it('grows surer with more of the same share', () => {
    const few = kindOf({ all: 4, negative: 2, betrayal: 1 }, USUAL).probability;
    const some = kindOf({ all: 16, negative: 8, betrayal: 4 }, USUAL).probability;
    const many = kindOf({ all: 160, negative: 80, betrayal: 40 }, USUAL).probability;
    expect([few < some, some < many, many > 0.999]).toEqual([true, true, true]);
  });

  it('hears the tone: a launch pleases, an outcry does not', () => {
    const usual = { all: 60, negative: 18, betrayal: 2 };
    const angry = kindOf({ all: 20, negative: 14, betrayal: 3 }, usual).probability;
    const pleased = kindOf({ all: 20, negative: 1, betrayal: 3 }, usual).probability;
    expect(angry).toBeGreaterThan(pleased + 0.2);
    // Tone alone is never enough.
    expect(kindOf({ all: 400, negative: 400, betrayal: 12 }, usual).kind).toBe('attention');
  });

  it('weighs the added posts where a large brand hardly gains talk', () => {
    const usual = { all: 56_000, negative: 11_000, betrayal: 840 };
    const outcry = { all: 1060, negative: 260, betrayal: 75, expected: 1000 };
    expect(kindOf(outcry, usual).kind).toBe('backlash');
    expect(kindOf({ ...outcry, betrayal: 22, expected: 700 }, usual).kind).toBe('attention');
  });

  it('tells a failing service from conduct, and both from talk', () => {
    const kind = (all: number, negative: number, betrayal: number, service: number) =>
      kindOf({ all, negative, betrayal, service }, { ...USUAL, service: 40 }).kind;
    expect(kind(800, 700, 20, 200)).toBe('complaints');
    expect(kind(800, 600, 200, 20)).toBe('backlash');
    expect(kind(800, 600, 200, 100)).toBe('backlash');
    expect(kind(800, 90, 14, 9)).toBe('attention');
    // Sad news: negative, but of neither.
    expect(kind(800, 700, 12, 8)).toBe('attention');
    expect(kind(12, 6, 0, 7)).toBe('complaints');
  });

  it('needs fewer words of broken trust where the added posts are angrier', () => {
    const of = (negative: number) =>
      kindOf({ all: 200, negative, betrayal: 16, service: 2 }, { ...USUAL, service: 40 });
    expect(of(130).kind).toBe('backlash');
    expect(of(20).kind).toBe('attention');
  });

  it('gives each kind a probability, and they sum to one', () => {
    const { each, kind, probability } = kindOf(
      { all: 40, negative: 20, betrayal: 8, service: 1 },
      { ...USUAL, service: 40 },
    );
    const values = Object.values(each ?? {});
    expect(values).toHaveLength(3);
    expect(values.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
    expect([kind, probability]).toEqual(['backlash', each?.backlash]);
  });

  it('is never lost for a number', () => {
    for (const all of [1, 30, 1e6])
      for (const betrayal of [1, all])
        for (const usual of [
          { all: 0, negative: 0 },
          { all: 1e6, negative: 1e6, betrayal: 1e6 },
        ]) {
          const { probability } = kindOf({ all, negative: all, betrayal, expected: 2 * all }, usual);
          expect(probability).toBeGreaterThanOrEqual(0);
          expect(probability).toBeLessThanOrEqual(1);
        }
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
