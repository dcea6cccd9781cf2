/** What the detection of a brand needs from the process that runs it. */
import type { Brand, DeclaredIncident } from '../domain/brand.ts';
import type { Clock } from '../domain/clock.ts';
import type { DatedEvents } from '../domain/dated-events.ts';
import type { TaxonomyPack } from '../domain/taxonomy.ts';
import type { Store } from '../store/store.ts';
import type { BrandCheckpoint } from '../detect/spike/brand-checkpoint.ts';

/** The checkpoints of this process by brand id (`src/detect/spike/checkpoint.ts`). */
export type BrandCheckpoints = Map<number, BrandCheckpoint>;

interface DetectionConfig extends DatedEvents {
  readonly brands: readonly Brand[];
  readonly incidents: readonly DeclaredIncident[];
  readonly packs: readonly TaxonomyPack[];
}

export interface DetectionContext {
  readonly store: Store;
  readonly config: DetectionConfig;
  readonly clock: Clock;
  readonly checkpoints: BrandCheckpoints;
  /** What a news or page-view series counts, by the id of its source: "news articles". */
  readonly countedBy: (source: string) => string;
}
