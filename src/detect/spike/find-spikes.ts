/** Spikes of one brand: its series are searched one by one and their findings told as episodes. */
import type { BrandSeries, CountSeries } from '../../domain/series.ts';
import type { BandPoint, Spike } from '../../domain/spike.ts';
import { bandPoint } from './prediction-interval.ts';
import { groupEpisodes, type SeriesFinding } from './episodes.ts';
import { alarmsEarly } from './partial-hour.ts';
import { describeEpisode } from './describe-episode.ts';
import { isNear, markAt, type QuietMark } from './checkpoint.ts';
import { scanSeries } from './scan-series.ts';
import { bucketsPerDay, DEFAULT_RULE, type SpikeRule } from './rule.ts';
import { Walk } from './detector.ts';

/** The series that are searched, most telling first. */
export const SEARCHED_SERIES = ['betrayal', 'negative', 'all'] as const;

export interface FindOptions {
  /** Buckets that end after this moment are not complete and are left out. */
  readonly now?: number;
  readonly rule?: Partial<SpikeRule>;
}

/**
 * Spikes of one brand and source, oldest first. More data appended to the series repeats the earlier
 * spikes with the same onsets; an open one gains counts, may gain an end and a more telling series.
 */
export function findSpikes(brand: BrandSeries, options: FindOptions = {}): Spike[] {
  return searchSpikes(brand, options).spikes;
}

/** What a search found. */
export interface Search {
  readonly spikes: Spike[];
  /** A calm moment before `markBefore` from which a later search may go on. */
  readonly mark: QuietMark | undefined;
  /** The last one before `nearBefore`. */
  readonly near: QuietMark | undefined;
  /** Whether the hour that is not over raised an alarm. */
  readonly early: boolean;
  /** By series, the least count of the bucket after the complete ones that is worth a closer look. */
  readonly loudFrom: ReadonlyMap<string, number>;
}

export interface SearchOptions extends FindOptions {
  readonly markBefore?: number;
  readonly nearBefore?: number;
  /** The last bucket is not over yet, and may alarm with what it has. */
  readonly running?: boolean;
}

/** The spikes, and what a later search needs to be short. */
export function searchSpikes(brand: BrandSeries, options: SearchOptions = {}): Search {
  const rule = { ...DEFAULT_RULE, ...options.rule };
  const walks = new Map<string, Walk>();
  for (const name of SEARCHED_SERIES) {
    const counts = brand.series[name];
    if (!counts?.some((count) => count !== null && count > 0)) continue;
    const own = options.running ? { ...brand, counts } : completeSeries(brand, counts, options.now);
    walks.set(name, new Walk(own, rule));
  }
  const complete = completeLength(brand, options.now);
  const marks = walkTogether(brand, walks, complete, options);
  const loudFrom = new Map([...walks].map(([name, walk]) => [name, walk.loudFrom(complete)]));
  const loud =
    options.running === true && brand.length > complete ? loudOf(brand, walks, rule, complete) : [];
  for (const walk of walks.values()) {
    if (loud.length === 0) break;
    if (loud.includes(walk)) walk.step(complete);
    else walk.expect(complete);
  }
  const findings: SeriesFinding[] = [...walks].flatMap(([series, walk]) =>
    walk.findings.map((finding) => ({ series, finding })),
  );
  const known = loud.length > 0 ? complete + 1 : complete;
  const spikes = groupEpisodes(findings, SEARCHED_SERIES).map((episode, k, all) =>
    describeEpisode(brand, known, episode, walks, rule, all.slice(0, k)),
  );
  return { spikes, ...marks, early: loud.length > 0, loudFrom };
}

/** Walks whose bucket after the complete ones alarms already. */
function loudOf(
  { start, widthMs, series }: BrandSeries,
  walks: ReadonlyMap<string, Walk>,
  rule: SpikeRule,
  complete: number,
): Walk[] {
  const loud = [...walks].filter(([name, walk]) =>
    alarmsEarly(walk, rule, { start, widthMs, at: complete, count: series[name]?.[complete] ?? null }),
  );
  return loud.map(([, walk]) => walk);
}

/** Days before `markBefore` in which a calm moment is looked for, four times a day. */
const MARK_DAYS = 14;
const MARKS_A_DAY = 4;

/** Walks all series side by side and marks the last moments that are wanted and calm in all of them. */
function walkTogether(
  { start, widthMs }: BrandSeries,
  walks: ReadonlyMap<string, Walk>,
  complete: number,
  { markBefore = Number.NEGATIVE_INFINITY, nearBefore = Number.NEGATIVE_INFINITY }: SearchOptions,
): Pick<Search, 'mark' | 'near'> {
  const last = Math.floor((markBefore - start) / widthMs);
  const first = last - MARK_DAYS * bucketsPerDay(widthMs);
  const every = Math.max(1, Math.floor(bucketsPerDay(widthMs) / MARKS_A_DAY));
  let mark: QuietMark | undefined;
  let near: QuietMark | undefined;
  for (let i = 0; i < complete; i++) {
    const at = start + i * widthMs;
    if (i >= first && i <= last && (last - i) % every === 0) mark = markAt(walks, at, () => i) ?? mark;
    if (isNear(at, nearBefore)) near = markAt(walks, at, () => i) ?? near;
    for (const walk of walks.values()) walk.step(i);
  }
  return { mark, near };
}

/**
 * Expected count and band of each bucket for charts, from the counts before it; the baseline stands
 * still during a spike. Undefined before the history suffices.
 */
export function bandOf(series: CountSeries, options: FindOptions = {}): (BandPoint | undefined)[] {
  const rule = { ...DEFAULT_RULE, ...options.rule };
  const { expected, dispersion } = scanSeries(series, rule);
  return Array.from(expected, (mean, i) => {
    if (Number.isNaN(mean)) return undefined;
    return bandPoint(mean, dispersion[i] ?? 0, rule.bandOutside);
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
  };
}
