/** Series that are no mentions, on a clock of their own: news articles, page views. */
export interface ControlPoint {
  /** Start of the stretch that it counts (ms since 1970 UTC). */
  readonly start: number;
  readonly value: number;
}

export interface ControlQueries {
  /** In time order. */
  points(range: {
    brandId: number;
    source: string;
    widthMs: number;
    from: number;
    to: number;
  }): Promise<ControlPoint[]>;
  /** The control series that a brand has. */
  list(brandId: number): Promise<{ source: string; widthMs: number; first: number; last: number }[]>;
}

export interface ControlWrites {
  /** Sets values; a later one for the same stretch replaces the earlier. */
  set(brandId: number, source: string, widthMs: number, points: readonly ControlPoint[]): Promise<void>;
}
