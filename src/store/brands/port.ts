export interface BrandRow {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly origin: 'config' | 'import';
  /** True while all its mentions are simulated. */
  readonly simulated: boolean;
}

export interface DirtyBrand {
  readonly id: number;
  readonly slug: string;
  /** Counts up with every change of its counts. */
  readonly version: number;
  /** The version that detection looked at last. */
  readonly detectedVersion: number;
  /** Start of the first bucket that changed since; 0 where anything may have changed, not only its counts. */
  readonly changedFrom: number;
  /** The same since that version, which detection looked at earlier: for a process that remembers it. */
  readonly sinceVersion: number;
  readonly sinceFrom: number;
  /** Start of a re-score that detection has not looked at yet. */
  readonly rescoredAt?: number | undefined;
}

export interface BrandQueries {
  all(): Promise<BrandRow[]>;
  bySlug(slug: string): Promise<BrandRow | undefined>;
  /** Brands whose counts changed since detection last ran on them. */
  dirty(): Promise<DirtyBrand[]>;
  dirtyOne(slug: string): Promise<DirtyBrand | undefined>;
}

export interface BrandWrites {
  /** Creates the brand or renames it; returns it and whether it is new. */
  upsert(brand: { slug: string; name: string; origin: 'config' | 'import' }): Promise<{
    row: BrandRow;
    created: boolean;
  }>;
  /** Anything may have changed that detection looks at. */
  markDirty(ids: readonly number[]): Promise<void>;
  /**
   * Notes that detection has seen `version`; a later change leaves the brand dirty. False when another
   * worker has noted this version or a later one: what was found here is old then. Where something from before
   * `forgetBefore` changed since `sinceVersion`, that is this version from now on; `Infinity` for in any case.
   */
  markDetected(id: number, version: number, forgetBefore?: number): Promise<boolean>;
}
