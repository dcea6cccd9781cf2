/** Simulated series for the tests of this folder. */
import { seededRandom } from '../../domain/clock.ts';
import { type BrandSeries, HOUR_MS } from '../../domain/series.ts';
import { sampleCount } from '../stats/sampling.ts';

/** A Monday. */
export const TEST_START = Date.UTC(2026, 0, 5);
export const WEEK = 7 * 24;

interface OrdinaryOptions {
  readonly mean: number;
  readonly hours: number;
  readonly seed: number;
  readonly dispersion?: number;
}

/** Hourly counts with a daily and a weekly cycle; `times` multiplies the mean hour by hour. */
export function cyclicCounts(options: OrdinaryOptions, times: (i: number) => number = () => 1): number[] {
  const { mean, hours, seed, dispersion = 0.05 } = options;
  const random = seededRandom(seed);
  return Array.from({ length: hours }, (_, i) => {
    const day = 1 + 0.5 * Math.sin(((i % 24) - 8) * (Math.PI / 12));
    const week = Math.floor(i / 24) % 7 >= 5 ? 0.7 : 1.1;
    return sampleCount(mean * day * week * times(i), dispersion, random);
  });
}

/** A burst from hour `at` that decays by half every `halfLife` hours; factor 1 elsewhere. */
export function burst(at: number, height: number, halfLife: number): (i: number) => number {
  return (i) => (i < at ? 1 : 1 + (height - 1) * 0.5 ** ((i - at) / halfLife));
}

export function brandOf(series: Record<string, (number | null)[]>): BrandSeries {
  const length = Math.max(...Object.values(series).map((counts) => counts.length));
  return { brand: 'acme', source: 'all', start: TEST_START, widthMs: HOUR_MS, length, series };
}
