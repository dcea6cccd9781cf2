/** What a baseline says of minutes and of slow rises. */
import { HOUR_MS } from '../../domain/series.ts';
import { type Baseline, expectedAt } from './baseline.ts';
import { cleanCount } from './clean-history.ts';
import type { EventRate } from './event-scan.ts';
import type { SpikeRule } from './rule.ts';

/** What is usual around any moment, for alarms within minutes; `widthMs` is the width of the baseline's buckets. */
export function eventRateOf(baseline: Baseline, widthMs: number, spread: number): EventRate {
  return {
    perHour: (at) => (expectedAt(baseline, at) * HOUR_MS) / widthMs,
    dispersion: spread * (baseline.dispersion[0] ?? 0),
  };
}

/** What a count adds to the evidence of a slow rise (CUSUM: Page 1954). */
export function driftGain(
  count: number,
  expected: number,
  { level, dispersion }: Baseline,
  { drift: { multiple, spread } }: SpikeRule,
  perDay: number,
): number {
  const variance = 1 + spread * (dispersion.at(-1) ?? 0) * level * perDay;
  // A single outlier is no drift: it counts no more than an ordinary high bucket.
  const ordinary = cleanCount(count, expected, dispersion[0] ?? 0);
  return (ordinary * Math.log(multiple) - expected * (multiple - 1)) / variance;
}
