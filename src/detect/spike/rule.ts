/** When a run of counts is a spike: the numbers of the rule and the tests of one moment. */
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { countDeviation, logUpperTail } from '../stats/count-tail.ts';

export interface SpikeRule {
  /** Lengths of the tested windows in hours, the last one a day. */
  readonly windowHours: readonly number[];
  /**
   * −log10 of a window's tail probability from which it alarms. An hourly series makes 35,000
   * tests of four windows in a year, so 6 leaves 0.035 false alarms a year if all were independent.
   */
  readonly negLog10P: number;
  /** What is added to it in the first week of a brand. */
  readonly firstWeek: number;
  /** Least count in a window that alarms. */
  readonly minCount: number;
  /** Least observed ÷ expected of a window that alarms. */
  readonly minMultiple: number;
  /** Buckets of a window that must be high on their own. With one, a single bucket can raise an alarm. */
  readonly minElevated: number;
  /** Hours before the window that alarms in which the onset may lie. */
  readonly onsetHours: number;
  /** Least hours between an alarm and a second wave, which is measured against them. */
  readonly waveHours: number;
  /** Factor on the measured dispersion in the tests of windows: rates that wander have heavier tails than their variance says. */
  readonly spread: number;
  /** When one bucket alarms by itself: −log10 of its tail probability, its least count and multiple. */
  readonly lone: { readonly negLog10P: number; readonly minCount: number; readonly minMultiple: number };
  /** Two-sided probability outside the prediction interval. */
  readonly outsideProbability: number;
  /** Log-likelihood ratio at which the sequential rule (Page 1954) alarms, and the multiple it looks for. */
  readonly drift: { readonly evidence: number; readonly multiple: number; readonly spread: number };
  /** Hours inside the prediction interval that end a spike. */
  readonly insideHours: number;
  /** Hours after an alarm without another of the same series. */
  readonly refractoryHours: number;
  /** Days after which a spike that has not ended is the new level. */
  readonly shiftDays: number;
}

export const DEFAULT_RULE: SpikeRule = {
  windowHours: [1, 3, 6, 24],
  negLog10P: 6,
  firstWeek: 2,
  minCount: 3,
  minMultiple: 1.5,
  minElevated: 2,
  onsetHours: 0,
  waveHours: 12,
  spread: 3,
  lone: { negLog10P: 8, minCount: 10, minMultiple: 3 },
  outsideProbability: 0.01,
  drift: { evidence: 14, multiple: 1.6, spread: 3 },
  insideHours: 24,
  refractoryHours: 24,
  shiftDays: 14,
};

/**
 * The rule for counts by the day: of sources that give dates without times. One day alarms by itself, because its posts
 * came over a whole day. It is tested once a day, so a lower threshold leaves as few false alarms: the 5.25 that the
 * stream detector wants of a single row (`loneBucket` in `src/detect/stream/detect-stream.ts`).
 */
export const DAY_RULE: SpikeRule = {
  ...DEFAULT_RULE,
  windowHours: [24],
  negLog10P: 5.25,
  minElevated: 1,
  spread: 1,
  drift: { evidence: 14, multiple: 1.6, spread: 1 },
  onsetHours: 48,
  waveHours: 48,
};

/** The rule for buckets of `widthMs`. */
export function ruleFor(widthMs: number): SpikeRule {
  return widthMs >= DAY_MS ? DAY_RULE : DEFAULT_RULE;
}

/** A bucket this unlikely on its own counts as elevated; an alarm needs `minElevated` of them in its window. */
const ELEVATED = Math.log(0.1);
const LN10 = Math.log(10);

/** Largest gain of a seldom mentioned brand: below one mention in a thousand buckets its rate is not known. */
const MOST_SELDOM = 3;

/** The least count that is high on its own: the alarm threshold of a bucket. */
export function leastElevated(expected: number, dispersion: number): number {
  let count = Math.max(1, Math.ceil(expected + 0.8 * countDeviation(expected, dispersion)));
  while (!isElevated(count, expected, dispersion)) count += Math.max(1, Math.floor(count / 50));
  return count;
}

/**
 * What is added to the −log10 p of a series with `level` counts per bucket, 0 to 3. A window can only alarm when a
 * mention arrives, so a series with few mentions makes fewer tests: −log10 of the share of its buckets that hold one is
 * added. Brands of all sizes then have about the same number of false alarms a year.
 */
export function seldomGain(level: number): number {
  return Math.min(MOST_SELDOM, -Math.log10(-Math.expm1(-level)));
}

/** −log10 p on the scale of a spike's score, 0 to 1: 0.5 at `threshold`, where a window alarms, and towards 1 above. */
export function alarmScore(negLog10P: number, threshold: number): number {
  return negLog10P <= 0 ? 0 : negLog10P / (negLog10P + threshold);
}

/** The rule's windows in buckets of `widthMs`, each at least one bucket, without repeats. */
export function windowBuckets(rule: SpikeRule, widthMs: number): number[] {
  return [...new Set(rule.windowHours.map((h) => Math.max(1, Math.round((h * HOUR_MS) / widthMs))))];
}

/** How many buckets on each side a peak is averaged over: one hour, and no other day. */
export function peakReach(widthMs: number): number {
  return widthMs >= DAY_MS ? 0 : 1;
}

/** Buckets in a day, at least one. */
export function bucketsPerDay(widthMs: number): number {
  return Math.max(1, Math.round(DAY_MS / widthMs));
}

/** −log10 P(X ≥ observed), 0 where the count is within two deviations of what is expected. */
export function negLog10POf(observed: number, expected: number, dispersion: number): number {
  if (observed <= expected + 2 * countDeviation(expected, dispersion)) return 0;
  return -logUpperTail(observed, expected, dispersion) / LN10;
}

/** −log10 p of one count that alarms by itself; 0 where it does not. */
export function loneNegLog10P(
  count: number,
  { expected, dispersion }: { readonly expected: number; readonly dispersion: number },
  { lone, spread, firstWeek }: SpikeRule,
  isFirst: boolean,
): number {
  if (count < lone.minCount || count < expected * lone.minMultiple) return 0;
  const found = negLog10POf(count, expected, spread * dispersion);
  return found >= lone.negLog10P + (isFirst ? firstWeek : 0) ? found : 0;
}

/** True where the count lies above the upper end of the prediction interval. */
export function isAboveInterval(
  count: number,
  expected: number,
  dispersion: number,
  rule: SpikeRule,
): boolean {
  if (count <= expected + 1.5 * countDeviation(expected, dispersion)) return false;
  // Counts this high or higher are rarer than half of the outside probability.
  return logUpperTail(count, expected, dispersion) < Math.log(rule.outsideProbability / 2);
}

/** True where one count is high on its own, though perhaps inside the prediction interval: 1 of 0.05, 31 of 24. */
export function isElevated(count: number, expected: number, dispersion: number): boolean {
  if (count <= expected + 0.8 * countDeviation(expected, dispersion)) return false;
  return logUpperTail(count, expected, dispersion) <= ELEVATED;
}
