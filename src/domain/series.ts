/** Counts over time: the only thing that detection sees. */

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** Widths of the buckets that the database keeps, in ms. */
export const BUCKET_WIDTHS = [HOUR_MS] as const;

/** Start of the bucket that holds `at`. Buckets are aligned to the UTC epoch. */
export function bucketStart(at: number, widthMs: number): number {
  return Math.floor(at / widthMs) * widthMs;
}

/** Regular counts: element i covers [start + i·widthMs, start + (i+1)·widthMs). `null` is missing, not zero. */
export interface CountSeries {
  readonly start: number;
  readonly widthMs: number;
  readonly counts: readonly (number | null)[];
  /** Of all posts of each bucket, those that give a date and no time. */
  readonly dated?: readonly (number | null)[] | undefined;
}

/** `all`, `negative`, `positive`, `unread` (not scored), `betrayal`, `dated` (of a date without a time), or a taxonomy category code. */
export type SeriesName = string;

/** The series that are no categories. */
export const SUM_SERIES: ReadonlySet<SeriesName> = new Set([
  'all',
  'negative',
  'positive',
  'unread',
  'betrayal',
  'dated',
]);

/** One brand's series on one clock: all of the same start, width and length. */
export interface BrandSeries {
  readonly brand: string;
  /** `all` for the sources together. */
  readonly source: string;
  readonly start: number;
  readonly widthMs: number;
  readonly length: number;
  readonly series: Readonly<Record<SeriesName, readonly (number | null)[]>>;
}
