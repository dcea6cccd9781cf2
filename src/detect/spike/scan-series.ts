/** Spikes of one series of counts. */
import type { CountSeries } from '../../domain/series.ts';
import { ruleFor, type SpikeRule } from './rule.ts';
import { SpikeDetector } from './detector.ts';

/** Runs a detector over the series. All its buckets must be complete. */
export function scanSeries(series: CountSeries, rule: SpikeRule = ruleFor(series.widthMs)): SpikeDetector {
  const detector = new SpikeDetector(series, rule);
  for (let i = 0; i < series.counts.length; i++) detector.step(i);
  return detector;
}
