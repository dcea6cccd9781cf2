/** Spikes of one series of counts. */
import type { CountSeries } from '../../domain/series.ts';
import type { Scan } from './finding.ts';
import { DEFAULT_RULE, type SpikeRule } from './rule.ts';
import { Walk } from './detector.ts';

/** Walks the series once. All its buckets must be complete. */
export function scanSeries(series: CountSeries, rule: SpikeRule = DEFAULT_RULE): Scan {
  const walk = new Walk(series, rule);
  for (let i = 0; i < series.counts.length; i++) walk.step(i);
  return walk;
}
