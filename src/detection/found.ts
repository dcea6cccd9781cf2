/** What a search of one series of a brand found. */
import type { SpikeEvidence } from '../detect/spike/find-spikes.ts';
import type { BrandSeries } from '../domain/series.ts';
import type { Spike } from '../domain/spike.ts';

/** Spikes, and the series that they were found in. */
export interface Found {
  readonly series: BrandSeries;
  readonly spikes: readonly Spike[];
  /** Of each spike. */
  readonly evidence: readonly SpikeEvidence[];
  /** The sources of the series: these alone, or all but these. */
  readonly only?: readonly string[];
  readonly except?: readonly string[];
}
