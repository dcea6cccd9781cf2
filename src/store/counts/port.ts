/** Counts of one bucket; the columns that detection and the charts read. */
export interface BucketCounts {
  readonly start: number;
  readonly all: number;
  readonly negative: number;
  readonly neutral: number;
  readonly positive: number;
  readonly notScored: number;
  readonly betrayal: number;
  /** Sum of sentiment scores in thousandths. */
  readonly sentimentMilli: number;
}

export interface CountRange {
  readonly brandId: number;
  readonly widthMs: number;
  /** Half-open, bucket starts. */
  readonly from: number;
  readonly to: number;
  readonly source?: string | undefined;
  /** These sources alone. */
  readonly only?: readonly string[] | undefined;
  /** All sources but these. */
  readonly except?: readonly string[] | undefined;
  /**
   * Counts as this version of the scorer saw them, from mentions and replaced scores. A mention that it never
   * scored is left out: the figures are those from before another version.
   */
  readonly scorerVersion?: string | undefined;
}

/** What a source counted on one UTC day. */
export interface DatedDay {
  readonly source: string;
  /** Start of the day, ms. */
  readonly day: number;
  readonly all: number;
  /** Of all, those with a date and no time. */
  readonly dayPrecise: number;
}

/** Counts change only when mentions change state, so there are no writes here; see `MentionWrites.saveScores`. */
export interface CountQueries {
  /** Buckets that hold anything, in time order; sources summed unless one is named. */
  buckets(range: CountRange): Promise<BucketCounts[]>;
  categories(range: CountRange): Promise<{ start: number; code: string; count: number }[]>;
  bySource(range: CountRange): Promise<{ source: string; all: number; negative: number; betrayal: number }[]>;
  /**
   * For each source of a brand that gave dates without times in the range: by UTC day, all that it counted and how much of
   * that says only its day. In order of day and source.
   */
  datesOnly(range: Pick<CountRange, 'brandId' | 'from' | 'to'>): Promise<DatedDay[]>;
  /** Ids of the brands with mentions on or after `from` (ms) that say only their day. */
  brandsWithDatesOnly(from: number): Promise<number[]>;
  /** First and last bucket start of a brand; with a scorer version, of what that version saw. */
  span(
    brandId: number,
    widthMs: number,
    scorerVersion?: string,
  ): Promise<{ first: number; last: number } | undefined>;
  /** Differences between the kept counts and a recount of the mentions; empty when they agree. */
  audit(): Promise<string[]>;
}
