import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HOUR_MS } from '../../domain/series.ts';
import { searchSpikes, SEARCHED_SERIES } from './find-spikes.ts';
import { type Checkpoint, continueScan } from './checkpoint.ts';
import { SpikeDetector } from './detector.ts';
import { DEFAULT_RULE } from './rule.ts';
import { scanSeries } from './scan-series.ts';
import { brandOf, burst, cyclicCounts, TEST_START, WEEK } from './test-series.ts';

const HOURS = 16 * WEEK;

interface Made {
  readonly seed: number;
  readonly bursts: readonly { readonly at: number; readonly height: number; readonly series: number }[];
  readonly missing: readonly number[];
  readonly means: readonly [number, number, number];
}

const made = fc.record<Made>({
  seed: fc.integer({ min: 1, max: 1e6 }),
  bursts: fc.array(
    fc.record({
      at: fc.integer({ min: 2 * WEEK, max: HOURS - 1 }),
      height: fc.double({ min: 1.5, max: 60, noNaN: true }),
      series: fc.nat(2),
    }),
    { maxLength: 4 },
  ),
  missing: fc.array(fc.nat(HOURS - 1), { maxLength: 30 }),
  means: fc.tuple(fc.constantFrom(0, 0.02, 0.3), fc.constantFrom(0.1, 2, 20), fc.constantFrom(0.05, 5, 200)),
});

function seriesOf({ seed, bursts, missing, means }: Made) {
  const counts = SEARCHED_SERIES.map((name, k) => {
    const times = (i: number) =>
      bursts.filter((one) => one.series === k).reduce((m, { at, height }) => m * burst(at, height, 20)(i), 1);
    const own: (number | null)[] = cyclicCounts({ mean: means[k]!, hours: HOURS, seed: seed + k }, times);
    for (const at of missing) own[at] = null;
    return [name, own] as const;
  });
  return brandOf(Object.fromEntries(counts));
}

const at = (hour: number) => TEST_START + hour * HOUR_MS;

/** Of each series and hour: findings of the hours before, and the alarm threshold of the hour. */
type FullScan = readonly { readonly findings: number[]; readonly thresholds: number[] }[];

const scans = new WeakMap<object, FullScan>();

/** A full scan that notes every hour: one pass instead of a new scan for each hour that a test asks about. */
function fullScan(brand: ReturnType<typeof brandOf>): FullScan {
  const known = scans.get(brand);
  if (known) return known;
  const made = SEARCHED_SERIES.map((name) => {
    const counts = brand.series[name]!;
    const detector = new SpikeDetector({ start: brand.start, widthMs: brand.widthMs, counts }, DEFAULT_RULE);
    const [findings, thresholds]: [number[], number[]] = [[], []];
    for (let i = 0; i <= counts.length; i += 1) {
      findings.push(detector.findings.length);
      thresholds.push(detector.alarmThreshold(i));
      if (i < counts.length) detector.step(i);
    }
    return { findings, thresholds };
  });
  scans.set(brand, made);
  return made;
}

/** What a full scan up to `hour` finds in each series. */
const findingsAt = (brand: ReturnType<typeof brandOf>, hour: number): number[] =>
  fullScan(brand).map(({ findings }) => findings[hour]!);

/** The same from the counts up to `hour` alone: later counts change nothing. */
function expectCausal(brand: ReturnType<typeof brandOf>, hour: number): void {
  const cut = SEARCHED_SERIES.map((name) => {
    const counts = brand.series[name]!.slice(0, hour);
    return scanSeries({ start: brand.start, widthMs: brand.widthMs, counts }).findings.length;
  });
  expect(findingsAt(brand, hour)).toEqual(cut);
  const { alarmThresholds } = searchSpikes(brand, { now: at(hour) });
  const searched = new Map(SEARCHED_SERIES.map((name) => [name, alarmThresholds.get(name) ?? 1]));
  expect(alarmThresholdAt(brand, hour)).toEqual(searched);
}

function tailOf(brand: ReturnType<typeof brandOf>, checkpoint: Checkpoint, hour: number) {
  const first = (checkpoint.at - brand.start) / HOUR_MS;
  const cut = Object.entries(brand.series).map(
    ([name, counts]) => [name, counts.slice(first, hour)] as const,
  );
  return { ...brand, start: checkpoint.at, length: hour - first, series: Object.fromEntries(cut) };
}

/** The alarm thresholds of a full scan up to `hour`. */
function alarmThresholdAt(brand: ReturnType<typeof brandOf>, hour: number): Map<string, number> {
  return new Map(SEARCHED_SERIES.map((name, k) => [name, fullScan(brand)[k]!.thresholds[hour] ?? 1]));
}

it('a continued scan reports no spike exactly where a full scan finds no new one', () => {
  const seen = { unchanged: 0, alarming: 0, withoutCheckpoint: 0, nearCheckpoint: 0, nearAlarming: 0 };
  fc.assert(
    fc.property(made, fc.integer({ min: 6 * WEEK, max: HOURS - 100 }), fc.nat(200), (one, hour, next) => {
      // Half of them have an outburst soon after.
      const soon = next < 100 ? [{ at: hour + next, height: 30, series: 1 }] : [];
      const brand = seriesOf({ ...one, bursts: [...one.bursts, ...soon] });
      expectCausal(brand, hour);
      const { checkpoint, nearCheckpoint, spikes } = searchSpikes(brand, {
        now: at(hour),
        checkpointBefore: at(hour - 48),
        nearCheckpointBefore: at(hour - 6),
      });
      if (!checkpoint) {
        seen.withoutCheckpoint += 1;
        return;
      }
      if (nearCheckpoint) {
        // A spike may lie between the two.
        const found = findingsAt(brand, (nearCheckpoint.at - brand.start) / HOUR_MS);
        const unchanged = findingsAt(brand, hour).every((n, k) => n === found[k]);
        const since = continueScan(nearCheckpoint, tailOf(brand, nearCheckpoint, hour), SEARCHED_SERIES);
        expect(since?.alarmThresholds).toEqual(unchanged ? alarmThresholdAt(brand, hour) : undefined);
        seen.nearCheckpoint += 1;
      }
      const before = findingsAt(brand, (checkpoint.at - brand.start) / HOUR_MS);
      expect(SEARCHED_SERIES.map((name) => checkpoint.states.get(name)?.findings.length ?? 0)).toEqual(
        before,
      );
      // Spikes that were open at the checkpoint, or began after it, are not behind it.
      expect(
        spikes.every(
          ({ onset, end = Infinity }) => end <= checkpoint.at || onset > checkpoint.at - 30 * HOUR_MS,
        ),
      ).toBe(true);
      for (const later of [hour, hour + 1, hour + 7, hour + 30, hour + 100]) {
        const unchanged = findingsAt(brand, later).every((n, k) => n === before[k]);
        const options = { nearCheckpointBefore: at(later - 6) };
        const since = continueScan(checkpoint, tailOf(brand, checkpoint, later), SEARCHED_SERIES, options);
        expect(since !== undefined).toBe(unchanged);
        if (since) expect(since.alarmThresholds).toEqual(alarmThresholdAt(brand, later));
        seen[unchanged ? 'unchanged' : 'alarming'] += 1;
        if (!since?.nearCheckpoint) continue;
        // From the nearer moment the same is found, now and later.
        const { nearCheckpoint } = since;
        expect(nearCheckpoint.at).toBeGreaterThan(checkpoint.at);
        expect(nearCheckpoint.at).toBeLessThanOrEqual(at(later - 6));
        for (const end of [later, later + 60].filter((end) => end <= HOURS)) {
          const same = findingsAt(brand, end).every((n, k) => n === before[k]);
          const again = continueScan(nearCheckpoint, tailOf(brand, nearCheckpoint, end), SEARCHED_SERIES);
          expect(again?.alarmThresholds).toEqual(same ? alarmThresholdAt(brand, end) : undefined);
          seen[same ? 'nearCheckpoint' : 'nearAlarming'] += 1;
        }
      }
    }),
    { numRuns: 60, seed: 7 },
  );
  // The harness meets both.
  expect(seen.unchanged).toBeGreaterThan(50);
  expect(seen.alarming).toBeGreaterThan(20);
  expect(seen.withoutCheckpoint).toBeLessThan(30);
  expect(seen.nearCheckpoint).toBeGreaterThan(50);
  expect(seen.nearAlarming).toBeGreaterThan(3);
});

it('a scan that saves checkpoints finds what one without them finds', () => {
  fc.assert(
    fc.property(made, (one) => {
      const brand = seriesOf(one);
      const { spikes, checkpoint, nearCheckpoint } = searchSpikes(brand, {
        checkpointBefore: at(HOURS - 48),
        nearCheckpointBefore: at(HOURS - 6),
      });
      if (checkpoint && nearCheckpoint) expect(nearCheckpoint.at).toBeGreaterThan(checkpoint.at);
      expect(spikes).toEqual(searchSpikes(brand).spikes);
    }),
    { numRuns: 10 },
  );
});
