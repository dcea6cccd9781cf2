/**
 * Detection checkpoints: how detection avoids scanning a year of hours each time a brand gets a mention. This is the one
 * place that explains them; other files refer to it.
 *
 * **Invariant: a scan that continues from a checkpoint finds exactly what a full scan finds.** It holds because every
 * bucket is judged with the counts up to it alone, and because nothing reaches back further than the eight weeks of the
 * baseline.
 *
 *     first mention           checkpoint             near checkpoint        scanned until     now
 *     |                       | 2 days back or more  | 6 hours back or more |                 |
 *     |·······················|······················|······················|▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒|
 *                                                                             partial hour
 *     full scan ──────────────────────────────────────────────────────────►
 *                  continued scan ────────────────────────────────────────►   something after the checkpoint changed
 *                                         continued scan ─────────────────►   nothing before the near checkpoint changed
 *                                                                      ?      only the partial hour changed: no scan,
 *                                                                             its count against the alarm threshold
 *
 * - *Checkpoint*: the start of a bucket before which no spike is open in any series of the brand, with the *detector
 *   state* of each series there: the last eight weeks of its history, its baseline and its findings so far. It lies at
 *   least two days back, since posts that arrive late change what lies after it.
 * - *Near checkpoint*: a later one, at least six hours back. Most late posts are not that late, so the scan from it is
 *   shorter. Where something between the two changed, the scan starts from the checkpoint.
 * - *Partial hour*: the hour of `now`, which is not over. Counts only grow, so what alarms in it alarms when it is over
 *   (`partial-hour.ts`).
 * - *Alarm threshold*: the least count of the next bucket that is high by itself. Below it the bucket cannot raise an
 *   alarm, so a partial hour costs one comparison.
 *
 * Each process keeps the checkpoints of its brands in memory (`brand-checkpoint.ts` decides, `src/detection/skip-scan.ts`
 * reads and saves). The brand's row tells it whether they still hold: `version` rises with each change of its counts;
 * `changedFrom` is the first bucket that changed since `detectedVersion`, which the last scan of *any* process saw;
 * `sinceFrom` is the first bucket that changed since `sinceVersion`, an earlier one, for a process that has not scanned
 * the brand for a while. A scan that leaves no checkpoint moves `sinceVersion` up to its own version. A process that
 * knows only an older version then cannot tell what changed, and does a full scan.
 */
import { type BrandSeries, HOUR_MS } from '../../domain/series.ts';
import { DEFAULT_RULE, type SpikeRule } from './rule.ts';
import { SpikeDetector } from './detector.ts';
import type { DetectorState } from './detector-state.ts';
import type { NextRate } from './event-scan.ts';

/** A moment at which no spike is open in any series; see above. */
export interface Checkpoint {
  /** Start of the first bucket after it, in ms. */
  readonly at: number;
  /** By name of the series; a series that has counted nothing yet is absent. */
  readonly states: ReadonlyMap<string, DetectorState>;
}

/** What a continued scan leaves for the next one. */
interface ContinuedScan {
  /** By series: the least count of the next bucket that may alarm. */
  readonly alarmThresholds: ReadonlyMap<string, number>;
  /** By series: what is usual in the next bucket. */
  readonly rates: ReadonlyMap<string, NextRate>;
  /** The last one up to `nearCheckpointBefore`; undefined where the scan passed none. */
  readonly nearCheckpoint: Checkpoint | undefined;
}

interface ContinueOptions {
  readonly rule?: SpikeRule;
  /** A near checkpoint lies at this moment (ms) or before it. */
  readonly nearCheckpointBefore?: number;
}

/** A near checkpoint is only saved within this time: each save has to copy eight weeks of counts. */
const NEAR_STRETCH_MS = 12 * HOUR_MS;

/** What is usual in the next bucket, which starts at `at`, of each series in which a new spike can begin. */
export function ratesOf(
  detectors: ReadonlyMap<string, SpikeDetector>,
  at: number,
  positionOf: (name: string) => number,
): Map<string, NextRate> {
  const rates = new Map<string, NextRate>();
  for (const [name, detector] of detectors) {
    const rate = detector.eventRate(positionOf(name));
    if (rate) rates.set(name, { perHour: rate.perHour(at), dispersion: rate.dispersion });
  }
  return rates;
}

/** Whether a near checkpoint may lie at `at`. */
export function mayBeNearCheckpoint(at: number, before: number): boolean {
  return at <= before && at > before - NEAR_STRETCH_MS;
}

/**
 * The checkpoint at `at`, the start of the bucket that all of `detectors` judge next; undefined where a spike is open in
 * one of them. `positionOf` gives the position of that bucket in a detector's series.
 */
export function checkpointAt(
  detectors: ReadonlyMap<string, SpikeDetector>,
  at: number,
  positionOf: (name: string) => number,
): Checkpoint | undefined {
  const all = [...detectors];
  if (!all.every(([name, detector]) => detector.canCheckpointAt(positionOf(name)))) return undefined;
  return { at, states: new Map(all.map(([name, detector]) => [name, detector.stateAt(positionOf(name))])) };
}

/**
 * Continues a scan from `checkpoint` over `tail`, the complete buckets after it. Undefined where a full scan finds a spike
 * that it had not found at the checkpoint.
 */
export function continueScan(
  checkpoint: Checkpoint,
  tail: BrandSeries,
  names: readonly string[],
  { rule = DEFAULT_RULE, nearCheckpointBefore = Number.NEGATIVE_INFINITY }: ContinueOptions = {},
): ContinuedScan | undefined {
  const { start, widthMs, length } = tail;
  const withState = names.filter((name) => checkpoint.states.has(name));
  const withoutCounts = names.filter((name) => !checkpoint.states.has(name));
  const hasCounts = (name: string) =>
    tail.series[name]?.some((count) => count !== null && count > 0) ?? false;
  if (withoutCounts.some(hasCounts)) return undefined;
  const stateOf = (name: string) => checkpoint.states.get(name)!;
  const detectors = new Map(
    withState.map((name) => [
      name,
      new SpikeDetector(
        { start, widthMs, counts: tail.series[name] ?? [], dated: tail.series['dated'] },
        rule,
        stateOf(name),
      ),
    ]),
  );
  let nearCheckpoint: Checkpoint | undefined;
  for (let i = 0; i < length; i++) {
    const at = start + i * widthMs;
    if (i > 0 && mayBeNearCheckpoint(at, nearCheckpointBefore))
      nearCheckpoint = checkpointAt(detectors, at, (name) => stateOf(name).behind + i) ?? nearCheckpoint;
    for (const [name, detector] of detectors) {
      const { behind, findings } = stateOf(name);
      detector.step(behind + i);
      if (detector.findings.length > findings.length) return undefined;
    }
  }
  const alarmThresholds = new Map(withoutCounts.map((name) => [name, 1]));
  for (const [name, detector] of detectors)
    alarmThresholds.set(name, detector.alarmThreshold(stateOf(name).behind + length));
  const rates = ratesOf(detectors, start + length * widthMs, (name) => stateOf(name).behind + length);
  return { alarmThresholds, rates, nearCheckpoint };
}
