/** What the search of one series of counts finds. */

/** A spike of one series; positions are bucket indices. */
export interface Finding {
  readonly onset: number;
  /** Bucket whose completion raised the alarm. */
  readonly alarm: number;
  /** First bucket after the spike; absent while it goes on. */
  end?: number;
  /** Bucket at which the end was known. */
  endKnown?: number;
  /** Largest surprise of any window, −log10 of a probability; at least the rule's threshold. */
  negLog10P: number;
  readonly rule: 'window' | 'drift' | 'second wave';
  /** True where it ended because it became the new level. */
  levelShift?: boolean;
}

/** What the walk over a series left behind. Expected counts are NaN before the baseline exists. */
export interface Scan {
  readonly findings: readonly Finding[];
  readonly expected: Float64Array;
  /** Dispersion of single buckets under the baseline of the time. */
  readonly dispersion: Float64Array;
}
