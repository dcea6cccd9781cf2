/** Spikes of one brand: its series are searched one by one and their findings told as episodes. */
import type { BrandSeries, CountSeries } from '../domain/series.ts';
import type { BandPoint, Spike } from '../domain/spike.ts';
import { bandPoint } from './band.ts';
import { groupEpisodes, type SeriesFinding } from './episodes.ts';
import { describeEpisode } from './episode-spike.ts';
import { type Scan, scanSeries } from './spike.ts';
import { DEFAULT_RULE, type SpikeRule } from './spike-rule.ts';

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
  const rule = { ...DEFAULT_RULE, ...options.rule };
  const scans = new Map<string, Scan>();
  const findings: SeriesFinding[] = [];
  for (const name of SEARCHED_SERIES) {
    const counts = brand.series[name];
    if (!counts?.some((count) => count !== null && count > 0)) continue;
    const scan = scanSeries(completeSeries(brand, counts, options.now), rule);
    scans.set(name, scan);
    for (const finding of scan.findings) findings.push({ series: name, finding });
  }
  const complete = completeLength(brand, options.now);
  return groupEpisodes(findings, SEARCHED_SERIES).map((episode, k, all) =>
    describeEpisode(brand, complete, episode, scans, rule, all.slice(0, k)),
  );
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
