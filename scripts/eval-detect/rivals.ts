/**
 * The rules measured beside ours, hour by hour on 5-minute counts, each without alarms for a day after one,
 * at fixed settings. At their best thresholds the README of the bench gives them more: 61.6 (Meltwater), 71.5
 * (Agility), 84.0 (z-rule).
 */
import type { NabSeries } from './nab-score.ts';

/** Alarms of a series, as row numbers. */
export type Detector = (series: NabSeries) => number[];

const HOUR = 12;
const DAY = 24 * HOUR;

/** Sum of rows `from` to `to` (not itself), missing rows replaced by the mean of the others. */
function sumOf(series: NabSeries, from: number, to: number): number {
  let [sum, rows] = [0, 0];
  for (let i = Math.max(0, from); i < to; i++) {
    const count = series.counts[i];
    if (count === null || count === undefined) continue;
    sum += count;
    rows++;
  }
  return rows === 0 ? 0 : (sum * (to - Math.max(0, from))) / rows;
}

/** Judges every full hour; no alarms for a day after one. */
function hourly(isHigh: (series: NabSeries, end: number) => boolean): Detector {
  return (series) => {
    const alarms: number[] = [];
    for (let end = DAY; end <= series.counts.length; end += HOUR) {
      if (end - 1 < (alarms.at(-1) ?? Number.NEGATIVE_INFINITY) + DAY) continue;
      if (isHigh(series, end)) alarms.push(end - 1);
    }
    return alarms;
  };
}

/** The textbook: the last hour against the mean and deviation of the hours of the trailing 7 days. */
export function zRule(deviations = 3): Detector {
  return hourly((series, end) => {
    const hours: number[] = [];
    for (let to = end - HOUR; to - HOUR >= Math.max(0, end - 7 * DAY); to -= HOUR)
      hours.push(sumOf(series, to - HOUR, to));
    const mean = hours.reduce((a, b) => a + b, 0) / hours.length;
    const variance = hours.reduce((a, b) => a + (b - mean) ** 2, 0) / hours.length;
    return sumOf(series, end - HOUR, end) > mean + deviations * Math.sqrt(variance) && variance > 0;
  });
}

/** Like Agility PR: an hour of `ratio` times the hourly mean of 7 days. */
export function agilityLike(ratio = 1.5): Detector {
  return hourly((series, end) => {
    const from = Math.max(0, end - HOUR - 7 * DAY);
    const mean = sumOf(series, from, end - HOUR) / ((end - HOUR - from) / HOUR);
    return mean > 0 && sumOf(series, end - HOUR, end) >= ratio * mean;
  });
}

/** Like Meltwater: the last hour against 12 h, confirmed by the same hour of yesterday and of last week. */
export function meltwaterLike(ratio = 3): Detector {
  return hourly((series, end) => {
    const now = sumOf(series, end - HOUR, end);
    const before = sumOf(series, end - 13 * HOUR, end - HOUR) / 12;
    const ago = (rows: number) => (end - HOUR - rows < 0 ? 0 : sumOf(series, end - HOUR - rows, end - rows));
    return now > 0 && [before, ago(DAY), ago(7 * DAY)].every((usual) => now >= ratio * usual);
  });
}
