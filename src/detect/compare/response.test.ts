import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../domain/clock.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/series.ts';
import { sampleCount } from '../stats/sampling.ts';
import { dispersionOf, leftOf } from './left.ts';
import { referenceOf, responseEffect } from './response.ts';

const START = Date.UTC(2026, 0, 5);
const BEFORE = 42 * 24;
const ONSET = START + BEFORE * HOUR_MS;

/** 10 an hour; from the onset 150 more, halving every 30 hours, from hour 30 on every `after` hours. */
function bent(after: number, seed: number, days = 21) {
  const random = seededRandom(seed);
  const counts = Array.from({ length: BEFORE + days * 24 }, (_, i) => {
    const [slow, fast] = [Math.min(30, i - BEFORE), Math.max(0, i - BEFORE - 30)];
    const excess = i < BEFORE ? 0 : 150 * 0.5 ** (slow / 30 + fast / after);
    return sampleCount(10, 0.05, random) + sampleCount(excess, 0, random);
  });
  return { start: START, widthMs: HOUR_MS, counts: counts as (number | null)[] };
}

const hour = (h: number) => ONSET + h * HOUR_MS;
const REFERENCES = Array.from({ length: 60 }, (_, i) => referenceOf(bent(30, 1000 + i), ONSET));
const judge = (after: number, seed: number, references = REFERENCES) =>
  responseEffect(bent(after, seed), ONSET, hour(30), references);

describe('responseEffect', () => {
  it('finds a fall that outcries without an answer do not have, either way', () => {
    expect(judge(6, 1)).toMatchObject({ verdict: 'faster', reason: 'unlike-others', outcries: 60 });
    expect(judge(300, 1)).toMatchObject({ verdict: 'slower', reason: 'unlike-others', outcries: 60 });
    expect(judge(6, 1).pValue).toBeLessThanOrEqual(0.05);
  });

  it('says nothing of an answer that does nothing, but in one of twenty', () => {
    const found = Array.from({ length: 40 }, (_, i) => judge(30, i + 1));
    expect(found.filter(({ verdict }) => verdict === 'not distinguishable').length).toBeGreaterThanOrEqual(
      36,
    );
    const truth = trueLeft(30);
    const held = found.filter(({ left }) => left!.lower <= truth && truth <= left!.upper);
    expect(held.length).toBeGreaterThanOrEqual(36);
  });

  it('without 39 outcries gives what was left and neither verdict nor expectation', () => {
    const found = judge(6, 1, REFERENCES.slice(0, 38));
    expect(found).toMatchObject({ verdict: 'not distinguishable', reason: 'few-outcries', outcries: 38 });
    expect(found.left?.value).toBeCloseTo(trueLeft(6), 1);
    expect([found.expected, found.pValue]).toEqual([undefined, undefined]);
    expect(found.alike?.asFar).toBe(0);
    expect(found.alike?.outcries).toBeGreaterThan(20);
  });

  it('says why nothing is measured', () => {
    const series = bent(30, 2);
    const reason = (at: number, own = series) => responseEffect(own, ONSET, at, REFERENCES).reason;
    expect(reason(hour(4))).toBe('too-young');
    expect(reason(hour(20 * 24))).toBe('too-recent');
    expect(reason(hour(17 * 24))).toBe('too-small');
    const short = { ...series, start: hour(-48), counts: series.counts.slice(BEFORE - 48) };
    expect(reason(hour(30), short)).toBe('no-baseline');
    const gap = series.counts.map((count, i) => (i > BEFORE + 15 && i < BEFORE + 30 ? null : count));
    expect(reason(hour(30), { ...series, counts: gap })).toBe('missing');
    expect(responseEffect(series, ONSET, hour(30), REFERENCES, { until: hour(40) })).toMatchObject({
      reason: 'too-recent',
      hoursAfter: 10,
    });
  });

  it('a missing stretch after the answer does not stop it', () => {
    const series = bent(6, 3);
    const counts = series.counts.map((count, i) => (i > BEFORE + 45 && i < BEFORE + 55 ? null : count));
    expect(responseEffect({ ...series, counts }, ONSET, hour(30), REFERENCES).verdict).toBe('faster');
  });

  it('of minutes measures hours, of days what was left alone', () => {
    const series = bent(6, 4);
    const halves = series.counts.flatMap((count) => [Math.floor(count! / 2), Math.ceil(count! / 2)]);
    const byHalf = { start: START, widthMs: 30 * MINUTE_MS, counts: halves };
    expect(responseEffect(byHalf, ONSET, hour(30), REFERENCES)).toEqual(
      responseEffect(series, ONSET, hour(30), REFERENCES),
    );
    const days = Array.from({ length: series.counts.length / 24 }, (_, d) =>
      series.counts.slice(24 * d, 24 * d + 24).reduce<number>((sum, count) => sum + count!, 0),
    );
    const found = responseEffect(
      { start: START, widthMs: DAY_MS, counts: days },
      ONSET,
      ONSET + DAY_MS,
      REFERENCES,
    );
    expect(found).toMatchObject({ reason: 'by-day', verdict: 'not distinguishable' });
    expect(found.left?.value).toBeGreaterThan(0.1);
    expect(found.expected).toBeUndefined();
  });
});

/** Mean of 72 hours after hour 30 over that of the 24 before, in the mean course. */
function trueLeft(after: number): number {
  const mean = (first: number, end: number) =>
    Array.from({ length: end - first }, (_, k) => first + k)
      .map((t) => 0.5 ** (Math.min(30, t) / 30 + Math.max(0, t - 30) / after))
      .reduce((sum, value) => sum + value / (end - first), 0);
  return mean(30, 102) / mean(6, 30);
}

describe('what was left', () => {
  const window = (counts: readonly number[], expected: number) => ({
    counts,
    expected: counts.map(() => expected),
  });
  it('is Fieller’s interval of two means', () => {
    // By hand: excess 10 and 4 an hour, counts Poisson (no noise beyond): g = t² · 0.5 / 100 and so on.
    const found = leftOf(window(new Array(24).fill(12), 2), window(new Array(72).fill(6), 2), 0)!;
    const t2 = 2.18 ** 2;
    const [a, b] = [100 - t2 * (12 / 24), 16 - t2 * (6 / 72)];
    const root = Math.sqrt(40 ** 2 - a * b);
    expect(found.value).toBeCloseTo(0.4, 12);
    expect([found.lower, found.upper]).toEqual([
      expect.closeTo((40 - root) / a, 9),
      expect.closeTo((40 + root) / a, 9),
    ]);
    expect(found.lower).toBeLessThan(0.37);
    expect(found.upper).toBeGreaterThan(0.43);
  });

  it('is not known where the excess before is not clear of none', () => {
    expect(
      leftOf(window(new Array(24).fill(2), 1.9), window(new Array(72).fill(6), 2), 0.01),
    ).toBeUndefined();
  });

  it('counts noise that Poisson has not, and no slope', () => {
    const slope = Array.from({ length: 72 }, (_, i) => 200 - 2 * i);
    expect(dispersionOf([window(slope, 0)])).toBe(1);
    const waves = slope.map((count, i) => count + (Math.floor(i / 6) % 2 === 0 ? 30 : -30));
    expect(dispersionOf([window(waves, 0)])).toBeGreaterThan(10);
  });
});
