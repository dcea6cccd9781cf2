import { describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import { scanSeries } from './scan-series.ts';
import { burst, cyclicCounts, TEST_START, WEEK } from './test-series.ts';

function scan(counts: readonly (number | null)[]) {
  return scanSeries({ start: TEST_START, widthMs: HOUR_MS, counts });
}

describe('scanSeries', () => {
  it.each([0.05, 1, 24, 200, 5000])('finds nothing in a series without a rise, %d an hour', (mean) => {
    let alarms = 0;
    for (let seed = 1; seed <= 5; seed++)
      alarms += scan(cyclicCounts({ mean, hours: 12 * WEEK, seed })).findings.length;
    expect(alarms).toBeLessThanOrEqual(1);
  });

  it.each([
    [0.05, 40],
    [1, 9],
    [24, 9],
    [5000, 3],
  ])('finds a burst in a series of %d an hour at %d times, and its onset', (mean, height) => {
    for (let seed = 1; seed <= 5; seed++) {
      const at = 9 * WEEK + 30;
      const { findings } = scan(cyclicCounts({ mean, hours: 12 * WEEK, seed }, burst(at, height, 24)));
      const found = findings.find((f) => Math.abs(f.onset - at) <= (mean < 1 ? 10 : 4));
      expect(found, `seed ${seed}`).toBeDefined();
      expect((found?.alarm ?? 1e9) - at).toBeLessThanOrEqual(mean < 1 ? 12 : 4);
    }
  });

  it('finds three posts in a row about a brand that is hardly ever mentioned, and not four within two days', () => {
    // A mention every third day.
    const unchanged = Array.from({ length: 5 * WEEK }, (_, i) => (i % 71 === 0 ? 1 : 0));
    const posts = (gap: number) =>
      unchanged.concat(Array.from({ length: 3 * gap + 1 }, (_, i) => (i % gap === 0 ? 1 : 0)));
    expect(scan(posts(1)).findings).toMatchObject([{ onset: 5 * WEEK, alarm: 5 * WEEK + 2 }]);
    expect(scan(posts(15)).findings).toEqual([]);
  });

  it('alarms with the first complete bucket when the count jumps ninefold', () => {
    const at = 8 * WEEK;
    const { findings } = scan(cyclicCounts({ mean: 24, hours: at + 2, seed: 3 }, burst(at, 9, 100)));
    expect(findings.map((f) => [f.onset, f.alarm])).toEqual([[at, at]]);
  });

  it('alarms for one bucket alone that is beyond chance, and for none that is merely high', () => {
    const at = 9 * WEEK;
    const withHour = (mean: number, count: number) => {
      const counts = cyclicCounts({ mean, hours: 10 * WEEK, seed: 4 });
      counts[at] = count;
      return scan(counts).findings;
    };
    expect(withHour(24, 400)).toMatchObject([{ onset: at, alarm: at, rule: 'lone' }]);
    expect(withHour(0.5, 120)).toMatchObject([{ onset: at, alarm: at, rule: 'lone' }]);
    expect(withHour(24, 80)).toEqual([]);
    expect(withHour(0.5, 5)).toEqual([]);
  });

  it('ends at the first day back inside the prediction interval, and alarms again for a second wave', () => {
    const [first, second] = [8 * WEEK + 10, 9 * WEEK + 60];
    const rise = (i: number) => burst(first, 8, 10)(i) + burst(second, 8, 10)(i) - 1;
    const { findings } = scan(cyclicCounts({ mean: 24, hours: 11 * WEEK, seed: 5 }, rise));
    expect(findings.map((f) => f.onset)).toEqual([first, second]);
    expect(findings[0]?.end).toBeGreaterThan(first + 15);
    expect(findings[0]?.end).toBeLessThan(second);
  });

  it('alarms again for a second wave while the first still goes on', () => {
    const [first, second] = [8 * WEEK + 10, 8 * WEEK + 10 + 100];
    const rise = (i: number) => burst(first, 10, 40)(i) + burst(second, 20, 40)(i) - 1;
    const { findings } = scan(cyclicCounts({ mean: 24, hours: 10 * WEEK, seed: 5 }, rise));
    expect(findings).toHaveLength(2);
    expect(Math.abs((findings[1]?.onset ?? 0) - second)).toBeLessThanOrEqual(6);
  });

  it('alarms once for a level that stays', () => {
    const at = 8 * WEEK;
    const { findings } = scan(cyclicCounts({ mean: 24, hours: 16 * WEEK, seed: 6 }, (i) => (i < at ? 1 : 3)));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.levelShift).toBe(true);
  });

  it('finds a drift that no single window shows', () => {
    const at = 9 * WEEK;
    const counts = cyclicCounts({ mean: 2, hours: 12 * WEEK, seed: 8, dispersion: 0 }, (i) =>
      i < at ? 1 : 1.8,
    );
    const { findings } = scan(counts);
    expect(findings.length).toBeGreaterThanOrEqual(1);
    expect((findings[0]?.alarm ?? 1e9) - at).toBeLessThan(8 * 24);
  });

  it('takes missing hours neither for zeros nor for a burst when they end', () => {
    const counts: (number | null)[] = cyclicCounts({ mean: 24, hours: 10 * WEEK, seed: 9 });
    const whole = scan(counts).expected.at(-1) ?? 0;
    counts.fill(null, 8 * WEEK, 8 * WEEK + 60);
    const gap = scan(counts);
    expect(gap.findings).toEqual([]);
    expect((gap.expected.at(-1) ?? 0) / whole).toBeCloseTo(1, 1);
  });

  it('repeats its findings when counts are appended', () => {
    const at = 8 * WEEK + 7;
    const counts = cyclicCounts({ mean: 5, hours: 11 * WEEK, seed: 10 }, burst(at, 12, 30));
    const whole = scan(counts);
    for (const cut of [at + 3, at + 20, at + 90, 10 * WEEK]) {
      const part = scan(counts.slice(0, cut));
      const seen = whole.findings.filter((f) => f.alarm < cut);
      expect(part.findings.map((f) => [f.onset, f.alarm])).toEqual(seen.map((f) => [f.onset, f.alarm]));
      expect(Array.from(part.expected)).toEqual(Array.from(whole.expected.slice(0, cut)));
    }
  });

  it('keeps the baseline still during a spike', () => {
    const at = 8 * WEEK;
    const spiky = scan(cyclicCounts({ mean: 24, hours: 9 * WEEK, seed: 11 }, burst(at, 12, 60)));
    const unchanged = scan(cyclicCounts({ mean: 24, hours: 9 * WEEK, seed: 11 }));
    const mean = (values: Float64Array) => values.slice(at, at + 72).reduce((a, b) => a + b, 0) / 72;
    expect(mean(spiky.expected) / mean(unchanged.expected)).toBeCloseTo(1, 1);
  });
});
