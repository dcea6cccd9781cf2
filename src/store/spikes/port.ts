import type { StoredSpike } from '../../domain/incident.ts';
import type { Attribution, Spike } from '../../domain/spike.ts';

export interface SpikeQueries {
  list(filter?: { brandId?: number | undefined; incidentId?: number | undefined }): Promise<StoredSpike[]>;
}

export interface SaveSpike extends Spike {
  readonly attribution: readonly Attribution[];
  readonly phrases: readonly string[];
  readonly incidentId: number;
  readonly simulated: boolean;
}

export interface SpikeWrites {
  /**
   * Replaces the brand's spikes with an onset at or after `from` by what detection finds now;
   * a spike of the same source and onset keeps its id.
   */
  replace(brandId: number, from: number, spikes: readonly SaveSpike[]): Promise<void>;
}
