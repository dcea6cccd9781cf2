/**
 * NB-CUSUM, the standard for low counts (Höhle and Paul 2008, "Count data regression charts for the monitoring of
 * surveillance time series", section 3), written here so that it needs no R: hourly sums, the level and dispersion
 * of the trailing 7 days, evidence for a doubling, no alarm for a day after an alarm.
 */
import type { NabSeries } from './nab-score.ts';
import type { Detector } from './rivals.ts';

const HOUR = 12;
const DAY = 24 * HOUR;
const SHIFT = 2;

/** Alarms where the evidence passes `limit` nats. */
export function nbCusum(limit = 8): Detector {
  return (series) => {
    const alarms: number[] = [];
    let evidence = 0;
    for (let end = DAY; end <= series.counts.length; end += HOUR) {
      const past: number[] = [];
      for (let to = end - HOUR; to - HOUR >= Math.max(0, end - 7 * DAY); to -= HOUR)
        past.push(hourSum(series, to));
      const mean = Math.max(0.1, past.reduce((a, b) => a + b, 0) / past.length);
      const variance = past.reduce((a, b) => a + (b - mean) ** 2, 0) / past.length;
      const dispersion = Math.max(0.01, (variance - mean) / mean ** 2);
      const now = hourSum(series, end);
      const [before, after] = [1 + dispersion * mean, 1 + dispersion * SHIFT * mean];
      const gain = now * Math.log((SHIFT * before) / after) - Math.log(after / before) / dispersion;
      evidence = Math.max(0, evidence + gain);
      if (evidence < limit) continue;
      evidence = 0;
      if (end - 1 >= (alarms.at(-1) ?? Number.NEGATIVE_INFINITY) + DAY) alarms.push(end - 1);
    }
    return alarms;
  };
}

function hourSum(series: NabSeries, end: number): number {
  let sum = 0;
  for (let i = end - HOUR; i < end; i++) sum += series.counts[i] ?? 0;
  return sum;
}
