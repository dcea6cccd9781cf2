/**
 * The scoring of the Numenta Anomaly Benchmark v1.1 (Lavin and Ahmad 2015; nab/sweeper.py in
 * numenta/NAB, MIT) on the ten realTweets series: the maths of shared/bench/spikes/nab-score.mjs.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseTimestamp } from '../../src/cli/csv/detect-csv.ts';

export interface NabSeries {
  readonly brand: string;
  /** Start of each bucket, ms. */
  readonly times: readonly number[];
  /** Counts per 5 minutes; null is missing. */
  readonly counts: readonly (number | null)[];
  /** First and last row of each labelled window. */
  readonly windows: readonly (readonly [number, number])[];
}

export interface NabScore {
  /** Normalised: 100 is perfect, 0 is no alarm at all. */
  readonly standard: number;
  readonly lowFp: number;
  readonly lowFn: number;
  readonly hits: number;
  readonly windows: number;
  readonly falseAlarms: number;
}

/** Weights of a hit, a miss and a false alarm. */
const PROFILES = {
  standard: { hit: 1, miss: 1, falseAlarm: 0.11 },
  lowFp: { hit: 1, miss: 1, falseAlarm: 0.22 },
  lowFn: { hit: 1, miss: 2, falseAlarm: 0.11 },
} as const;

const sigmoid = (y: number) => (y > 3 ? -1 : 2 / (1 + Math.exp(5 * y)) - 1);
const BEST_HIT = sigmoid(-1);

/** The ten series, or undefined where the folder lacks them. */
export function loadNab(folder: string): NabSeries[] | undefined {
  const file = join(folder, 'combined_windows.json');
  if (!existsSync(file)) return undefined;
  const windows = JSON.parse(readFileSync(file, 'utf8')) as Record<string, [string, string][]>;
  return Object.entries(windows).map(([key, spans]) => {
    const name = key.split('/')[1] ?? key;
    const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n').slice(1);
    const times = lines.map((line) => parseTimestamp(line.slice(0, 19)));
    const rowAt = new Map(times.map((time, i) => [time, i]));
    const row = (time: string) => rowAt.get(parseTimestamp(time.slice(0, 19))) ?? -1;
    return {
      brand: name.replace('Twitter_volume_', '').replace('.csv', ''),
      times,
      counts: lines.map((line) => Number(line.split(',')[1])),
      windows: spans.map(([from, to]): [number, number] => [row(from), row(to)]),
    };
  });
}

/** What the alarms of one series (row numbers) are worth, before normalising. */
export interface NabParts {
  /** Sum of the hits' values, each 1 at the window's start and falling. */
  hitValue: number;
  hits: number;
  windows: number;
  falseAlarms: number;
  /** Sum of the false alarms' weights: 1, less just after a window. */
  falseWeight: number;
}

/** Judges one series. The first 15%, at most 750 rows, do not count. */
export function judgeAlarms(series: NabSeries, alarms: readonly number[]): NabParts {
  const rows = series.times.length;
  const probation = Math.min(Math.floor(0.15 * rows), 750);
  const best = new Map<number, number>();
  const parts = { hitValue: 0, hits: 0, windows: 0, falseAlarms: 0, falseWeight: 0 };
  for (const i of alarms) {
    if (i < probation) continue;
    const inside = series.windows.findIndex(([from, to]) => i >= from && i <= to);
    const window = series.windows[inside];
    if (window) {
      const [left, right] = window;
      const value = sigmoid(-(right - i + 1) / (right - left + 1)) / BEST_HIT;
      best.set(inside, Math.max(best.get(inside) ?? -1, value));
      continue;
    }
    const before = series.windows.findLast(([, to]) => to < i);
    parts.falseAlarms++;
    parts.falseWeight += before ? -sigmoid((i - before[1]) / (before[1] - before[0])) : 1;
  }
  parts.windows = series.windows.filter(([, to]) => to >= probation).length;
  parts.hits = best.size;
  for (const value of best.values()) parts.hitValue += value;
  return parts;
}

/** Adds the parts of several series up and normalises them under the three profiles. */
export function nabScore(all: readonly NabParts[]): NabScore {
  const sum = (of: (parts: NabParts) => number) => all.reduce((total, parts) => total + of(parts), 0);
  const windows = sum((p) => p.windows);
  const hits = sum((p) => p.hits);
  const score = ({ hit, miss, falseAlarm }: (typeof PROFILES)[keyof typeof PROFILES]) =>
    (100 * (hit * sum((p) => p.hitValue) + miss * hits - falseAlarm * sum((p) => p.falseWeight))) /
    ((hit + miss) * windows);
  return {
    standard: score(PROFILES.standard),
    lowFp: score(PROFILES.lowFp),
    lowFn: score(PROFILES.lowFn),
    hits,
    windows,
    falseAlarms: sum((p) => p.falseAlarms),
  };
}
