/** The course of one spike from its onset: peak, excess, half-life and recovery, in buckets. */
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { bucketsPerDay, DEFAULT_RULE, isAboveInterval, peakReach } from './rule.ts';

/** Counts from the onset on and what was expected of the same buckets. */
export interface Course {
  readonly widthMs: number;
  readonly counts: readonly (number | null)[];
  readonly expected: readonly number[];
  /** Dispersion of one bucket and of a day. */
  readonly dispersion: number;
  readonly dayDispersion: number;
}

/** Times count buckets; undefined where the course ends before. */
export interface CourseMeasures {
  /** Largest three-bucket mean and its middle bucket; the largest day of days. */
  readonly peak: number;
  readonly peakAt: number;
  /** Sum of observed − expected from the onset to the recovery. */
  readonly excess: number;
  /** From the peak until the excess stays at or under half of its peak for six hours; whole days of days. */
  readonly halfLife: number | undefined;
  /** From the onset to the first of 24 hours inside the prediction interval. */
  readonly recovery: number | undefined;
}

/** Measures one course. Missing buckets count in no sum, neither observed nor expected. */
export function measureCourse(course: Course): CourseMeasures {
  const reach = peakReach(course.widthMs);
  const above = meanOfThree(course, (count, expected) => count - expected, reach);
  const seen = meanOfThree(course, (count) => count, reach);
  const recovery = recoveryOf(course);
  const end = recovery ?? course.counts.length;
  let peakAt = 0;
  for (let i = 1; i < end; i++) if ((seen[i] ?? Number.NaN) > (seen[peakAt] ?? -1)) peakAt = i;
  const peak = Math.max(0, seen[peakAt] ?? 0);
  let excess = 0;
  for (let i = 0; i < end; i++) {
    const count = course.counts[i];
    if (count !== null && count !== undefined) excess += count - (course.expected[i] ?? 0);
  }
  const halfLife = halfLifeOf(course, above, peakAt);
  return {
    peak,
    peakAt,
    excess,
    halfLife: course.widthMs >= DAY_MS && halfLife !== undefined ? Math.round(halfLife) : halfLife,
    recovery,
  };
}

/** Three-bucket means centred on each bucket, `reach` to each side; at the ends and beside missing buckets of those there are. */
export function meanOfThree(
  course: Course,
  value: (count: number, expected: number) => number,
  reach = 1,
): number[] {
  return course.counts.map((_, i) => {
    let sum = 0;
    let n = 0;
    for (let j = Math.max(0, i - reach); j <= i + reach; j++) {
      const count = course.counts[j];
      if (count === null || count === undefined) continue;
      sum += value(count, course.expected[j] ?? 0);
      n++;
    }
    return n > 0 ? sum / n : Number.NaN;
  });
}

export function halfLifeOf(course: Course, above: readonly number[], peakAt: number): number | undefined {
  const stay = Math.max(1, Math.round((6 * HOUR_MS) / course.widthMs));
  const half = (above[peakAt] ?? 0) / 2;
  let from = -1;
  for (let i = peakAt; i < above.length; i++) {
    const value = above[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (value > half) from = -1;
    else if (from < 0) from = i;
    if (from >= 0 && i - from + 1 >= stay) return refineCrossing(course, half, peakAt, from) - peakAt;
  }
  return undefined;
}

/**
 * The three-bucket mean crosses half of the peak early or late by chance. A straight line through the
 * excess around the crossing (least squares) finds it again with less noise, near where it was.
 */
function refineCrossing(course: Course, half: number, peakAt: number, crossing: number): number {
  const reach = Math.floor((crossing - peakAt) / 2);
  if (reach < 3) return crossing;
  let n = 0;
  let [sumX, sumY, sumXX, sumXY] = [0, 0, 0, 0];
  for (let i = crossing - reach; i <= crossing + reach; i++) {
    const count = course.counts[i];
    if (count === null || count === undefined) continue;
    const x = i - crossing;
    const y = count - (course.expected[i] ?? 0);
    n++;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumXY += x * y;
  }
  const slope = (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
  if (!(slope < 0)) return crossing;
  const x = (half - (sumY - slope * sumX) / n) / slope;
  return crossing + Math.max(-reach, Math.min(reach, x));
}

export function recoveryOf(course: Course): number | undefined {
  const ordinaryDay = Math.max(
    1,
    Math.round((DEFAULT_RULE.insideHours * bucketsPerDay(course.widthMs)) / 24),
  );
  let from = 0;
  let present = 0;
  for (let i = 0; i < course.counts.length; i++) {
    const count = course.counts[i];
    if (count === null || count === undefined) continue;
    if (isAboveInterval(count, course.expected[i] ?? 0, course.dispersion, DEFAULT_RULE)) {
      from = i + 1;
      present = 0;
      continue;
    }
    present++;
    if (present < ordinaryDay) continue;
    // The day must be ordinary as a sum, too; else the window moves on.
    const first = Math.max(from, i + 1 - ordinaryDay);
    let observed = 0;
    let expected = 0;
    for (let j = first; j <= i; j++) {
      const c = course.counts[j];
      if (c === null || c === undefined) continue;
      observed += c;
      expected += course.expected[j] ?? 0;
    }
    if (!isAboveInterval(observed, expected, course.dayDispersion, DEFAULT_RULE)) return first;
  }
  return undefined;
}

/** The mean course behind the counts: a running mean that widens with the distance from the onset. */
export function smoothCourse(course: Course): number[] {
  return course.counts.map((_, i) => {
    const reach = Math.min(12, Math.floor(i / 3));
    let above = 0;
    let n = 0;
    for (let j = i - reach; j <= i + reach; j++) {
      const count = course.counts[j];
      if (count === null || count === undefined) continue;
      above += count - (course.expected[j] ?? 0);
      n++;
    }
    return Math.max(0, (course.expected[i] ?? 0) + (n > 0 ? above / n : 0));
  });
}
