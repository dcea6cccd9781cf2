import { describe, expect, it } from 'vitest';
import { alikeOf, counterfactual, LEAST_OUTCRIES } from './counterfactual.ts';
import { knownMoments, logLeft, type Moment, momentAt } from './outcry-moments.ts';

/** 45 outcries in closed form, 150 hours of excess each. */
function course(k: number): number[] {
  const half = 18 + 3.1 * (k % 9);
  const peak = 60 + 7 * (k % 11);
  return Array.from({ length: 150 }, (_, t) => {
    const waves = 1 + 0.22 * Math.sin(0.13 * (k + 3) * t + k) + 0.1 * Math.cos(0.41 * t * (1 + (k % 4)));
    const fall = k % 3 === 1 ? (1 + (t - 5) / 9) ** -1.1 : 0.5 ** ((t - 5) / half);
    return peak * (t < 5 ? (t + 1) / 6 : fall) * waves;
  });
}

const REFERENCES = Array.from({ length: 45 }, (_, k) => knownMoments(course(k)));
const judge = (excess: number[], age: number, references = REFERENCES) =>
  counterfactual(references, momentAt(excess, age) as Moment, logLeft(excess, age)!);
/** The same outcry up to the age, times `factor` from then on. */
const from = (excess: number[], age: number, factor: number) =>
  excess.map((value, i) => (i < age ? value : factor * value));

describe('counterfactual', () => {
  it.each([
    // What numpy 2.4 gives for the same formulas (docs/methods.md), written apart from this code.
    ['as it ran', course(50), 30, 0.41506749, 0.36256226, 0.75576094, 0.26597819],
    ['a quarter of it left', from(course(50), 30, 0.25), 30, 0.10376687, 0.36256226, 1 / 46, 1],
    ['another as it ran', course(46), 44, 0.50181381, 0.34675782, 0.8855027, 0.13623643],
    ['two and a half times as much', from(course(46), 44, 2.5), 44, 1.25453406, 0.34675782, 1, 1 / 46],
  ])('agrees with an independent computation: %s', (_, excess, age, left, value, low, high) => {
    const found = judge(excess, age)!;
    expect(Math.exp(logLeft(excess, age)!)).toBeCloseTo(left, 6);
    expect(found.expected.value).toBeCloseTo(value, 6);
    expect(found.pLow).toBeCloseTo(low, 6);
    expect(found.pHigh).toBeCloseTo(high, 6);
  });

  it('the range of what is expected ends where the verdict begins', () => {
    for (const factor of [0.1, 0.25, 0.5, 0.8, 1, 1.3, 2, 3, 5]) {
      const excess = from(course(50), 30, factor);
      const { expected, pLow, pHigh } = judge(excess, 30)!;
      const left = Math.exp(logLeft(excess, 30)!);
      expect([factor, left < expected.lower, left > expected.upper]).toEqual([
        factor,
        pLow <= 0.025,
        pHigh <= 0.025,
      ]);
    }
  });

  it('needs 39 outcries: with 38 it says nothing, however little is left', () => {
    const none = from(course(50), 30, 0.01);
    expect(LEAST_OUTCRIES).toBe(39);
    expect(judge(none, 30, REFERENCES.slice(0, 38))).toBeUndefined();
    expect(judge(none, 30, [...REFERENCES.slice(0, 38), []])).toBeUndefined();
    expect(judge(none, 30, REFERENCES.slice(0, 39))?.pLow).toBeCloseTo(1 / 40, 12);
  });

  it('is the same in any order of the outcries, and each time', () => {
    const found = judge(course(50), 30);
    const turned = REFERENCES.map((_, i) => REFERENCES[(i * 17 + 5) % 45]!);
    expect(turned[0]).not.toBe(REFERENCES[0]);
    expect(judge(course(50), 30, turned)).toEqual(found);
    expect(judge(course(50), 30)).toEqual(found);
  });

  it('foresees from what was there at the moment alone', () => {
    const moment = momentAt(course(50), 30);
    expect(momentAt(from(course(50), 30, 7), 30)).toEqual(moment);
    expect(momentAt(from(course(50), 29, 7), 30)).not.toEqual(moment);
  });
});

describe('moments', () => {
  it('say why there is none', () => {
    const excess = course(50);
    expect(momentAt(excess, 11)).toBe('too-young');
    expect(
      momentAt(
        excess.map((v, i) => (i > 20 && i < 30 ? null : v)),
        30,
      ),
    ).toBe('missing');
    expect(
      momentAt(
        excess.map((v) => v / 200),
        30,
      ),
    ).toBe('too-small');
    expect(momentAt([...excess, ...new Array(60).fill(0)], 190)).toBe('too-small');
  });

  it('end 72 hours before the counts do', () => {
    const known = REFERENCES[0]!;
    expect(known[0]?.age).toBe(12);
    expect(known.at(-1)!.age).toBeLessThanOrEqual(78);
    expect(logLeft(course(0), 79)).toBeUndefined();
  });
});

describe('outcries of like shape', () => {
  const excess = course(50);
  const moment = momentAt(excess, 30) as Moment;
  it('are counted, with those that had fallen as far', () => {
    const y = logLeft(excess, 30)!;
    const { outcries, asFar } = alikeOf(REFERENCES, moment, y);
    expect(outcries).toBeGreaterThan(10);
    expect(asFar).toBeGreaterThan(0);
    expect(asFar).toBeLessThan(outcries);
    expect(alikeOf(REFERENCES, moment, -9)).toEqual({ outcries, asFar: 0 });
    expect(alikeOf(REFERENCES, moment, 9)).toEqual({ outcries, asFar: outcries });
    const other = { ...moment, x: moment.x.with(3, (moment.x[3] ?? 0) - 3) };
    expect(alikeOf(REFERENCES, other, y)).toEqual({ outcries: 0, asFar: 0 });
  });
});
