/**
 * Whether anything new came since a calm moment, without walking again what lies before it. Every bucket is judged with
 * the counts up to it, so a walk that goes on from the moment finds exactly what a walk from the beginning does.
 */
import { type BrandSeries, HOUR_MS } from '../../domain/series.ts';
import { DEFAULT_RULE, type SpikeRule } from './rule.ts';
import { SpikeDetector } from './detector.ts';
import type { DetectorState } from './detector-state.ts';

/** A moment at which no spike was open in any series. */
export interface Checkpoint {
  /** Start of the first bucket after it, in ms. */
  readonly at: number;
  /** By name of the series; one that never counted anything has none. */
  readonly detectors: ReadonlyMap<string, DetectorState>;
}

export interface Continuation {
  /** By series, the least count of the next bucket that is worth a closer look. */
  readonly alarmThresholds: ReadonlyMap<string, number>;
  /** The last calm moment in the hours before `nearBefore`, if there is one after the mark. */
  readonly nearCheckpoint: Checkpoint | undefined;
}

export interface ContinueOptions {
  readonly rule?: SpikeRule;
  /** A calm moment is looked for up to here, in ms. */
  readonly nearBefore?: number;
}

/** So long before the moment that is asked for a near mark is looked for. */
const NEAR_MS = 12 * HOUR_MS;

/** Whether a mark at `at` is worth its copies for one that is wanted before `nearBefore`. */
export function isNear(at: number, nearBefore: number): boolean {
  return at <= nearBefore && at > nearBefore - NEAR_MS;
}

/**
 * The mark at `at`, the start of the bucket that is next for all of `walks`; undefined where one of them is not calm.
 * `positionOf` tells which bucket of a walk that is.
 */
export function checkpointAt(
  detectors: ReadonlyMap<string, SpikeDetector>,
  at: number,
  positionOf: (name: string) => number,
): Checkpoint | undefined {
  const all = [...detectors];
  if (!all.every(([name, detector]) => detector.canCheckpointAt(positionOf(name)))) return undefined;
  return {
    at,
    detectors: new Map(all.map(([name, detector]) => [name, detector.stateAt(positionOf(name))])),
  };
}

/**
 * Goes on from `mark` over `tail`, complete buckets that begin with it. Undefined where a search of everything finds a spike
 * that it did not find before the mark.
 */
export function continueFrom(
  checkpoint: Checkpoint,
  tail: BrandSeries,
  names: readonly string[],
  { rule = DEFAULT_RULE, nearBefore = Number.NEGATIVE_INFINITY }: ContinueOptions = {},
): Continuation | undefined {
  const { start, widthMs, length } = tail;
  const known = names.filter((name) => checkpoint.detectors.has(name));
  const never = names.filter((name) => !checkpoint.detectors.has(name));
  const counted = (name: string) => tail.series[name]?.some((count) => count !== null && count > 0) ?? false;
  if (never.some(counted)) return undefined;
  const stateOf = (name: string) => checkpoint.detectors.get(name)!;
  const detectors = new Map(
    known.map((name) => [
      name,
      new SpikeDetector({ start, widthMs, counts: tail.series[name] ?? [] }, rule, stateOf(name)),
    ]),
  );
  let nearCheckpoint: Checkpoint | undefined;
  for (let i = 0; i < length; i++) {
    const at = start + i * widthMs;
    if (i > 0 && isNear(at, nearBefore))
      nearCheckpoint = checkpointAt(detectors, at, (name) => stateOf(name).behind + i) ?? nearCheckpoint;
    for (const [name, detector] of detectors) {
      const { behind, findings } = stateOf(name);
      detector.step(behind + i);
      if (detector.findings.length > findings.length) return undefined;
    }
  }
  const alarmThresholds = new Map(never.map((name) => [name, 1]));
  for (const [name, detector] of detectors)
    alarmThresholds.set(name, detector.alarmThreshold(stateOf(name).behind + length));
  return { alarmThresholds, nearCheckpoint };
}
