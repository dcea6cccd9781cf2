import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import { searchSpikes, SEARCHED_SERIES } from './find-spikes.ts';
import { scanSeries } from './scan-series.ts';
import { brandOf, burst, cyclicCounts, TEST_START, WEEK } from './test-series.ts';

const at = (hour: number) => TEST_START + hour * HOUR_MS;

const made = fc.record({
  seed: fc.integer({ min: 1, max: 1e6 }),
  onset: fc.integer({ min: 8 * WEEK, max: 9 * WEEK }),
  height: fc.constantFrom(1, 2, 3, 5, 10, 20, 40),
  /** So many hours after its onset, and this part of the hour's posts. */
  later: fc.constantFrom(0, 1, 1, 1, 1, 2),
  part: fc.constantFrom(0, 0.05, 0.2, 0.5, 0.9, 1),
  means: fc.constantFrom([0.05, 1, 5], [0, 0.2, 0.5], [2, 30, 200]),
});

type Made = typeof made extends fc.Arbitrary<infer T> ? T : never;

function brand({ seed, onset, height, means }: Made, hours: number) {
  const own = SEARCHED_SERIES.map((name, k) => {
    const counts = cyclicCounts({ mean: means[k]!, hours, seed: seed + k }, burst(onset, height, 20));
    return [name, counts] as const;
  });
  return brandOf(Object.fromEntries(own));
}

/** The same with the last hour as far as it has come. */
function running(whole: ReturnType<typeof brand>, part: number) {
  const cut = Object.entries(whole.series).map(([name, counts]) => {
    return [name, counts.map((n, i) => (i === counts.length - 1 ? Math.floor((n ?? 0) * part) : n))] as const;
  });
  return { ...whole, series: Object.fromEntries(cut) };
}

function findings(whole: ReturnType<typeof brand>): number {
  const { start, widthMs } = whole;
  const scans = SEARCHED_SERIES.map((name) => scanSeries({ start, widthMs, counts: whole.series[name]! }));
  return scans.reduce((sum, scan) => sum + scan.findings.length, 0);
}

it('what alarms before an hour is over alarms when it is over, and most outbursts do', () => {
  const seen = { partialHour: 0, onTime: 0, never: 0 };
  fc.assert(
    fc.property(made, (one) => {
      const hour = one.onset + one.later;
      const whole = brand(one, hour + 1);
      const options = { now: at(hour) + HOUR_MS / 2, endsInPartialHour: true } as const;
      const search = searchSpikes(running(whole, one.part), options);
      const before = searchSpikes(whole, { now: at(hour) });
      const found = findings(whole) > findings({ ...whole, length: hour, series: cutTo(whole, hour) });
      if (search.partialHourAlarm) {
        expect(found).toBe(true);
        expect(search.spikes.at(-1)).toMatchObject({ kind: expect.any(String) });
        // It began in this hour, or in one that is over.
        expect(search.spikes.at(-1)!.onset).toBeLessThanOrEqual(at(hour));
        seen.partialHour += 1;
      } else {
        expect(search.spikes).toEqual(before.spikes);
        seen[found ? 'onTime' : 'never'] += 1;
      }
    }),
    { numRuns: 120, seed: 11 },
  );
  expect(seen.partialHour).toBeGreaterThan(10);
  expect(seen.onTime).toBeGreaterThan(5);
  expect(seen.never).toBeGreaterThan(30);
});

function cutTo({ series }: ReturnType<typeof brand>, hour: number) {
  return Object.fromEntries(Object.entries(series).map(([name, counts]) => [name, counts.slice(0, hour)]));
}

it('an outburst alarms before its first hour is over', () => {
  const onset = 9 * WEEK + 12;
  const whole = brand({ seed: 5, onset, height: 20, later: 0, part: 0, means: [2, 30, 200] }, onset + 1);
  const { partialHourAlarm, spikes } = searchSpikes(running(whole, 0.5), {
    now: at(onset) + HOUR_MS / 2,
    endsInPartialHour: true,
  });
  expect(partialHourAlarm).toBe(true);
  expect(spikes.at(-1)).toMatchObject({ onset: at(onset) });
  expect(spikes.at(-1)?.end).toBeUndefined();
});

it('posts of a few minutes alarm before their hour does, provisionally, and ordinary ones do not', () => {
  const onset = 9 * WEEK + 12;
  const whole = brand({ seed: 5, onset, height: 1, later: 0, part: 0, means: [2, 30, 200] }, onset + 1);
  const search = (perMinute: number) => {
    const now = at(onset) + 10 * 60_000;
    const negative = Array.from({ length: 10 * perMinute }, (_, i) => at(onset) + (i * 60_000) / perMinute);
    const counts = {
      ...whole.series,
      negative: [...whole.series['negative']!.slice(0, -1), negative.length],
    };
    const all = [...whole.series['all']!.slice(0, -1), 33 + negative.length];
    return searchSpikes(
      { ...whole, series: { ...counts, all } },
      {
        now,
        endsInPartialHour: true,
        recent: { negative },
      },
    );
  };
  const found = search(6);
  expect(found.partialHourAlarm).toBe(true);
  expect(found.spikes.at(-1)).toMatchObject({ onset: at(onset), provisional: true, series: 'negative' });
  // Control: half a post a minute is what that hour usually has.
  expect(search(0.5).partialHourAlarm).toBe(false);
});
