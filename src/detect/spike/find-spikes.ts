/** Finds the spikes of one brand: a detector runs over each of its series, and their findings are grouped. */
import type { BrandSeries, CountSeries } from '../../domain/series.ts';
import type { PredictionInterval, Spike } from '../../domain/spike.ts';
import { predictionInterval } from './prediction-interval.ts';
import { groupEpisodes, type SeriesFinding } from './episodes.ts';
import { alarmsInPartialHour } from './partial-hour.ts';
import { type EventAlarm, firstEventAlarm, type NextRate } from './event-scan.ts';
import { type AlarmEvidence, describeEpisode } from './describe-episode.ts';
import type { KindEvidence } from '../kind/judge-kind.ts';
import { checkpointAt, type Checkpoint, mayBeNearCheckpoint, ratesOf } from './checkpoint.ts';
import { scanSeries } from './scan-series.ts';
import { bucketsPerDay, ruleFor, type SpikeRule } from './rule.ts';
import { SpikeDetector } from './detector.ts';

/** The series that are searched, most specific first. */
export const SEARCHED_SERIES = ['betrayal', 'negative', 'all'] as const;

interface FindOptions {
  /** Buckets that end after this moment are not complete and are left out. */
  readonly now?: number;
  readonly rule?: Partial<SpikeRule>;
}

/**
 * Spikes of one brand and source, oldest first. More data appended to the series repeats the earlier
 * spikes with the same onsets; an open one gains counts, and may gain an end and a more specific series.
 */
export function findSpikes(brand: BrandSeries, options: FindOptions = {}): Spike[] {
  return searchSpikes(brand, options).spikes;
}

export interface SpikeEvidence {
  readonly kind: KindEvidence;
  readonly alarm: AlarmEvidence;
}

/** What a search found. */
export interface Search {
  readonly spikes: Spike[];
  /** What the kind of each of `spikes` was judged on, and what raised its alarm. */
  readonly evidence: readonly SpikeEvidence[];
  /** Found up to `checkpointBefore` (`checkpoint.ts` explains these). */
  readonly checkpoint: Checkpoint | undefined;
  /** Found up to `nearCheckpointBefore`. */
  readonly nearCheckpoint: Checkpoint | undefined;
  /** Whether the partial hour raised an alarm. */
  readonly partialHourAlarm: boolean;
  /** By series: the least count of the bucket after the complete ones that may alarm. */
  readonly alarmThresholds: ReadonlyMap<string, number>;
  /** By series: what is usual in that bucket; absent where no new spike can begin. */
  readonly rates: ReadonlyMap<string, NextRate>;
}

interface SearchOptions extends FindOptions {
  /** Latest moments (ms) for the checkpoint and the near checkpoint; none are saved without. */
  readonly checkpointBefore?: number;
  readonly nearCheckpointBefore?: number;
  /** The last bucket is a partial hour, which may alarm with the counts so far. */
  readonly endsInPartialHour?: boolean;
  /** Times (ms, ascending) of the posts of the last hours by series, which may alarm within minutes. */
  readonly recent?: Readonly<Record<string, readonly number[]>>;
}

/** The spikes, with the checkpoints from which a later scan continues. */
export function searchSpikes(brand: BrandSeries, options: SearchOptions = {}): Search {
  const rule = { ...ruleFor(brand.widthMs), ...options.rule };
  const detectors = new Map<string, SpikeDetector>();
  for (const name of SEARCHED_SERIES) {
    const counts = brand.series[name];
    if (!counts?.some((count) => count !== null && count > 0)) continue;
    const own = options.endsInPartialHour
      ? { ...brand, counts, dated: brand.series['dated'] }
      : completeSeries(brand, counts, options.now);
    detectors.set(name, new SpikeDetector(own, rule));
  }
  const complete = completeLength(brand, options.now);
  const checkpoints = runTogether(brand, detectors, complete, options);
  const alarmThresholds = new Map(
    [...detectors].map(([name, detector]) => [name, detector.alarmThreshold(complete)]),
  );
  const rates = ratesOf(detectors, brand.start + complete * brand.widthMs, () => complete);
  const alarming =
    options.endsInPartialHour === true && brand.length > complete
      ? partialHourAlarms(brand, detectors, rule, complete)
      : [];
  const events =
    options.endsInPartialHour === true && brand.length > complete
      ? eventAlarms(detectors, complete, alarming, options.recent ?? {})
      : [];
  const alarmed = alarming.length + events.length > 0;
  for (const detector of detectors.values()) {
    if (!alarmed) break;
    if (alarming.includes(detector)) detector.step(complete);
    else detector.expect(complete);
  }
  for (const { detector, alarm } of events)
    detector.raiseEvent(complete, Math.floor((alarm.from - brand.start) / brand.widthMs), alarm.negLog10P);
  const findings: SeriesFinding[] = [...detectors].flatMap(([series, detector]) =>
    detector.findings.map((finding) => ({ series, finding })),
  );
  const known = alarmed ? complete + 1 : complete;
  const described = groupEpisodes(findings, SEARCHED_SERIES).map((episode, k, all) =>
    describeEpisode(brand, known, episode, detectors, rule, all.slice(0, k)),
  );
  const spikes = described.map(({ spike }) => spike);
  const evidence = described.map(({ evidence: kind, alarm }) => ({ kind, alarm }));
  return { spikes, evidence, ...checkpoints, partialHourAlarm: alarmed, alarmThresholds, rates };
}

/** Detectors whose posts of the last hours alarm by themselves, where the hour's count does not. */
function eventAlarms(
  detectors: ReadonlyMap<string, SpikeDetector>,
  complete: number,
  alarming: readonly SpikeDetector[],
  recent: Readonly<Record<string, readonly number[]>>,
): { detector: SpikeDetector; alarm: EventAlarm }[] {
  return [...detectors].flatMap(([name, detector]) => {
    const rate = alarming.includes(detector) ? undefined : detector.eventRate(complete);
    const alarm = rate && firstEventAlarm(recent[name] ?? [], rate);
    return alarm ? [{ detector, alarm }] : [];
  });
}

/** The detectors whose partial hour alarms. */
function partialHourAlarms(
  { start, widthMs, series }: BrandSeries,
  detectors: ReadonlyMap<string, SpikeDetector>,
  rule: SpikeRule,
  complete: number,
): SpikeDetector[] {
  const alarming = [...detectors].filter(([name, detector]) =>
    alarmsInPartialHour(detector, rule, {
      start,
      widthMs,
      at: complete,
      count: series[name]?.[complete] ?? null,
    }),
  );
  return alarming.map(([, detector]) => detector);
}

/** Checkpoints are tried four times a day within this many days: each has to copy eight weeks of counts. */
const CHECKPOINT_DAYS = 14;
const CHECKPOINTS_A_DAY = 4;

/** Runs the detectors side by side over the complete buckets and saves the last checkpoints that are wanted. */
function runTogether(
  { start, widthMs }: BrandSeries,
  detectors: ReadonlyMap<string, SpikeDetector>,
  complete: number,
  {
    checkpointBefore = Number.NEGATIVE_INFINITY,
    nearCheckpointBefore = Number.NEGATIVE_INFINITY,
  }: SearchOptions,
): Pick<Search, 'checkpoint' | 'nearCheckpoint'> {
  const last = Math.floor((checkpointBefore - start) / widthMs);
  const first = last - CHECKPOINT_DAYS * bucketsPerDay(widthMs);
  const every = Math.max(1, Math.floor(bucketsPerDay(widthMs) / CHECKPOINTS_A_DAY));
  let checkpoint: Checkpoint | undefined;
  let nearCheckpoint: Checkpoint | undefined;
  for (let i = 0; i < complete; i++) {
    const at = start + i * widthMs;
    if (i >= first && i <= last && (last - i) % every === 0)
      checkpoint = checkpointAt(detectors, at, () => i) ?? checkpoint;
    if (mayBeNearCheckpoint(at, nearCheckpointBefore))
      nearCheckpoint = checkpointAt(detectors, at, () => i) ?? nearCheckpoint;
    for (const detector of detectors.values()) detector.step(i);
  }
  return { checkpoint, nearCheckpoint };
}

/**
 * Expected count and prediction interval of each bucket for charts, from the counts before it. The baseline is not fitted
 * again during a spike. Undefined where the history is too short.
 */
export function predictionIntervalsOf(
  series: CountSeries,
  options: FindOptions = {},
): (PredictionInterval | undefined)[] {
  const rule = { ...ruleFor(series.widthMs), ...options.rule };
  const { expected, dispersion } = scanSeries(series, rule);
  return Array.from(expected, (mean, i) => {
    if (Number.isNaN(mean)) return undefined;
    return predictionInterval(mean, dispersion[i] ?? 0, rule.outsideProbability);
  });
}

function completeLength(brand: BrandSeries, now: number | undefined): number {
  if (now === undefined) return brand.length;
  return Math.max(0, Math.min(brand.length, Math.floor((now - brand.start) / brand.widthMs)));
}

function completeSeries(
  brand: BrandSeries,
  counts: readonly (number | null)[],
  now: number | undefined,
): CountSeries {
  const length = completeLength(brand, now);
  return {
    start: brand.start,
    widthMs: brand.widthMs,
    counts: length < counts.length ? counts.slice(0, length) : counts,
    dated: brand.series['dated']?.slice(0, length),
  };
}
