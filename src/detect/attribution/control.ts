/**
 * A control: counts of other brands over the same hours. What lifts all brands at once (a new source, a day of
 * news, a change of the collector) is no answer to one brand's change (difference in differences: Angrist and
 * Pischke, Mostly Harmless Econometrics, 2009, chapter 5).
 */
import { type BrandSeries, DAY_MS } from '../../domain/series.ts';
import type { Spike } from '../../domain/spike.ts';
import { scanSeries } from '../spike/scan-series.ts';
import { negLog10POf } from '../spike/rule.ts';

/** The control rose where the −log10 p of its count is at least this. */
const ROSE = 3;
/** It rose as much as the brand from this part of the brand's rise, both as logarithms of multiples. */
const AS_MUCH = 0.5;

export interface ControlRise {
  /** Observed ÷ expected of the control and of the spike's series in the spike's first day. */
  readonly multiple: number;
  readonly ofSpike: number;
  /** True where the control rose about as much as the brand. */
  readonly explains: boolean;
}

/** Held against `counts` of other brands on the clock of `series`. Undefined where they say nothing. */
export function controlRise(
  spike: Spike,
  series: BrandSeries,
  counts: readonly (number | null)[],
): ControlRise | undefined {
  const from = Math.floor((spike.onset - series.start) / series.widthMs);
  const until = Math.min(spike.end ?? Number.POSITIVE_INFINITY, spike.onset + DAY_MS);
  const to = Math.min(counts.length, Math.ceil((until - series.start) / series.widthMs));
  const { expected, dispersion } = scanSeries({ start: series.start, widthMs: series.widthMs, counts });
  const own = scanSeries({
    start: series.start,
    widthMs: series.widthMs,
    counts: series.series[spike.series] ?? [],
  });
  const control = { observed: 0, expected: 0 };
  const brand = { observed: 0, expected: 0 };
  for (let i = Math.max(0, from); i < to; i++) {
    const others = counts[i] ?? null;
    const mean = expected[i] ?? Number.NaN;
    const ofBrand = series.series[spike.series]?.[i] ?? null;
    const usual = own.expected[i] ?? Number.NaN;
    if (others === null || ofBrand === null || Number.isNaN(mean + usual)) continue;
    control.observed += others;
    control.expected += mean;
    brand.observed += ofBrand;
    brand.expected += usual;
  }
  if (control.expected <= 0) return undefined;
  const multiple = control.observed / control.expected;
  const ofSpike = brand.observed / Math.max(brand.expected, 0.01);
  const rose = negLog10POf(control.observed, control.expected, dispersion[from] ?? 0) >= ROSE;
  return { multiple, ofSpike, explains: rose && Math.log(multiple) >= AS_MUCH * Math.log(ofSpike) };
}
