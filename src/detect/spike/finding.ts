/** What a detector finds in one series of counts. */

/** A spike of one series; positions are bucket indices. */
export interface Finding {
  readonly onset: number;
  /** Bucket that raised the alarm. */
  readonly alarm: number;
  /** First bucket after the spike; absent while it is open. */
  end?: number;
  /** Bucket at which the end was known. */
  endKnown?: number;
  /** Largest −log10 p of any window; at least the rule's threshold. */
  negLog10P: number;
  readonly rule: 'window' | 'lone' | 'event' | 'drift' | 'second wave';
  /** Raised in the first week of a brand, on less than a week of history. */
  readonly isFirst?: boolean;
  /** True where it ended because it became the new level. */
  levelShift?: boolean;
}

/** A detector after a scan. Expected counts are NaN before the baseline exists. */
export interface Scan {
  readonly findings: readonly Finding[];
  readonly expected: Float64Array;
  /** Dispersion of single buckets under the baseline of the time. */
  readonly dispersion: Float64Array;
  /** The first bucket whose baseline knows a whole week; what is expected before it is a guess. */
  readonly weekKnownFrom: number;
}
