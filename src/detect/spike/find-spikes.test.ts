import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import { findSpikes } from './find-spikes.ts';
import { brandOf, burst, cyclicCounts, TEST_START, WEEK } from './test-series.ts';

const AT = 9 * WEEK + 12;
const HOURS = 12 * WEEK;

/** A brand whose series burst by the given heights at AT. */
function brand(heights: { all: number; negative: number; betrayal: number }, seed = 1) {
  const make = (mean: number, height: number, s: number) =>
    cyclicCounts({ mean, hours: HOURS, seed: s }, burst(AT, height, 24));
  const betrayal = make(0.3, heights.betrayal, seed);
  const negative = make(4, heights.negative, seed + 100).map((c, i) => c + (betrayal[i] ?? 0));
  const all = make(30, heights.all, seed + 200).map((c, i) => c + (negative[i] ?? 0));
  const category = betrayal.map((c) => Math.ceil(c / 2));
  return { all, negative, betrayal, 'broken-promise': category, irony: all.map(() => 0) };
}

describe('findSpikes', () => {
  it('merges three series into one backlash, named for the series with the clearest rise', () => {
    const spikes = findSpikes(brandOf(brand({ all: 2, negative: 10, betrayal: 200 })));
    expect(spikes).toHaveLength(1);
    const [spike] = spikes;
    expect(spike).toMatchObject({ series: 'betrayal', kind: 'backlash', source: 'all' });
    expect(Math.abs((spike?.onset ?? 0) - (TEST_START + AT * HOUR_MS)) / HOUR_MS).toBeLessThanOrEqual(3);
    expect(spike?.observed).toBeGreaterThan(20 * (spike?.expected ?? 0));
    expect(spike?.score).toBeGreaterThan(0.5);
    expect(spike?.severity).toBeGreaterThanOrEqual(6);
    expect(spike?.categories.map((c) => c.code)).toEqual(['broken-promise']);
    expect(spike?.end).toBeGreaterThan(spike?.peakAt ?? 0);
  });

  it('reports a launch as attention', () => {
    const spikes = findSpikes(brandOf(brand({ all: 6, negative: 1, betrayal: 1 })));
    expect(spikes).toHaveLength(1);
    expect(spikes[0]).toMatchObject({ series: 'all', kind: 'attention' });
    expect(spikes[0]?.betrayalShare).toBeLessThan(0.05);
    expect(spikes[0]?.categories).toEqual([]);
  });

  it('detects attention that turns into an outcry a day later, though its first posts were harmless', () => {
    const turn = AT + 20;
    const at = (from: number, height: number) => (i: number) => (i >= from && i < AT + 30 ? height : 1);
    const betrayal = cyclicCounts({ mean: 0.1, hours: HOURS, seed: 3 }, at(turn, 60));
    const fame = cyclicCounts({ mean: 4, hours: HOURS, seed: 4 }, at(AT, 10));
    const all = fame.map((c, i) => c + (betrayal[i] ?? 0));
    const series = brandOf({ all, negative: betrayal, betrayal });
    const kindsAt = (hour: number) =>
      findSpikes(series, { now: TEST_START + hour * HOUR_MS }).map((s) => s.kind);
    expect(kindsAt(turn)).toEqual(['attention']);
    expect(kindsAt(turn + 10)).toEqual(['backlash']);
  });

  it('reports an outage as attention on the negative series', () => {
    const spikes = findSpikes(brandOf(brand({ all: 1, negative: 30, betrayal: 1 })));
    expect(spikes[0]).toMatchObject({ series: 'negative', kind: 'attention' });
  });

  it('keeps onset and number of spikes while the window grows', () => {
    const whole = brandOf(brand({ all: 2, negative: 10, betrayal: 200 }, 7));
    const last = findSpikes(whole);
    for (const hours of [4, 12, 30, 60, 120, 300]) {
      const part = findSpikes(whole, { now: TEST_START + (AT + hours) * HOUR_MS });
      expect(part.map((s) => s.onset)).toEqual(last.map((s) => s.onset).slice(0, part.length));
      expect(part.length).toBe(1);
    }
    expect(findSpikes(whole, { now: TEST_START + AT * HOUR_MS })).toEqual([]);
  });

  it('leaves an incomplete bucket out', () => {
    const whole = brandOf(brand({ all: 2, negative: 10, betrayal: 200 }, 7));
    const partialHour = findSpikes(whole, { now: TEST_START + (AT + 3) * HOUR_MS });
    expect(findSpikes(whole, { now: TEST_START + (AT + 4) * HOUR_MS - 1 })).toEqual(partialHour);
  });

  it('works with one series and with none', () => {
    const { all } = brand({ all: 6, negative: 1, betrayal: 1 });
    expect(findSpikes(brandOf({ all }))).toHaveLength(1);
    expect(findSpikes(brandOf({ all: all.map(() => null), negative: all.map(() => 0) }))).toEqual([]);
  });

  it('finds nothing in a quarter without a rise', () => {
    for (let seed = 1; seed <= 6; seed++)
      expect(findSpikes(brandOf(brand({ all: 1, negative: 1, betrayal: 1 }, seed * 1000)))).toEqual([]);
  });
});

describe('the first week', () => {
  const first = (height: number, from: number) => {
    const counts = cyclicCounts({ mean: 5, hours: 4 * 24, seed: 21 }, (i) => (i >= from ? height : 1));
    return brandOf({
      all: counts,
      negative: counts.map((n) => Math.round(n / 4)),
      betrayal: counts.map(() => 0),
    });
  };

  it('a fifteenfold jump on the second day is found, provisionally', () => {
    const [spike] = findSpikes(first(15, 30), { now: TEST_START + 40 * HOUR_MS });
    expect(spike).toMatchObject({ provisional: true, onset: expect.any(Number) });
    expect(Math.abs(spike!.onset - (TEST_START + 30 * HOUR_MS)) / HOUR_MS).toBeLessThanOrEqual(2);
  });

  it('control: nothing is found on the first day, nor in ordinary days, and later finds are not provisional', () => {
    expect(findSpikes(first(15, 12), { now: TEST_START + 24 * HOUR_MS })).toEqual([]);
    expect(findSpikes(first(1, 0))).toEqual([]);
    const later = findSpikes(brandOf(brand({ all: 2, negative: 10, betrayal: 200 })));
    expect(later[0]?.provisional).toBeUndefined();
  });
});
