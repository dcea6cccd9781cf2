/**
 * How one spike ran, measured against the counts expected from its past. The baseline is fitted on what lies before the
 * onset and not again after it.
 *
 * Peak multiple, half-life, excess and recovery are those of the course behind the counts (`src/detect/course/`), since the
 * highest of many noisy counts is too high, and what falls from it falls too fast. Their intervals are quantiles of courses
 * that the data leave possible. None of them depends on how many posts a brand has, but for the width of its interval.
 *
 * A multiple is of the level of the weeks before: what was added at the peak, and one. (Headline, chart and mail have the
 * multiple of `src/report/incident/size.ts`.)
 */
import type { Random } from '../../domain/clock.ts';
import { DAY_MS, HOUR_MS, type CountSeries } from '../../domain/series.ts';
import type { Estimate, Trajectory } from '../../domain/spike.ts';
import { type Baseline, expectedAt, fitBaseline } from './baseline.ts';
import type { History } from './clean-history.ts';
import { cleanByHour } from './clean-history.ts';
import { type Course, meanOfThree, recoveryOf } from './course.ts';
import { type CourseDraw, drawCourses } from '../course/course-draws.ts';
import { fitCourse } from '../course/fit-course.ts';
import { quantileEstimate } from '../stats/interval.ts';
import { bucketsPerDay, DEFAULT_RULE, peakReach, windowBuckets } from './rule.ts';

export interface TrajectoryOptions {
  /** Chance for the draws; the same generator state gives the same intervals. */
  readonly random: Random;
  /** Courses drawn; default 400. */
  readonly draws?: number;
  /** Stop measuring here, ms: the next spike's onset or the end of the window. */
  readonly until?: number;
  /** Earlier incidents to leave out of the baseline, ms. */
  readonly exclude?: readonly { readonly from: number; readonly to: number }[];
}

/** Measures of the courses drawn, one value per draw. */
interface TrajectoryDraws {
  readonly peakMultiple: readonly number[];
  readonly excess: readonly number[];
  /** Times that were not reached are the length of the course. */
  readonly halfLifeHours: readonly number[];
  readonly recoveryHours: readonly number[];
}

export interface MeasuredTrajectory {
  readonly trajectory: Trajectory;
  readonly draws: TrajectoryDraws;
}

/** The course from the onset on, and the baseline of what lies before it. */
interface CourseOfSpike {
  readonly course: Course;
  readonly baseline: Baseline;
  /** Start of its first bucket. */
  readonly from: number;
}

/** Undefined where the history before the onset gives no baseline. */
export function courseOf(
  series: CountSeries,
  onset: number,
  options: Pick<TrajectoryOptions, 'until' | 'exclude'>,
): CourseOfSpike | undefined {
  const first = Math.max(0, Math.floor((onset - series.start) / series.widthMs));
  const baseline = baselineBefore(series, first, options.exclude ?? []);
  if (!baseline) return undefined;
  const last =
    options.until === undefined
      ? series.counts.length
      : Math.min(series.counts.length, Math.ceil((options.until - series.start) / series.widthMs));
  const from = series.start + first * series.widthMs;
  const times = Array.from({ length: Math.max(0, last - first) }, (_, k) => from + k * series.widthMs);
  const course: Course = {
    widthMs: series.widthMs,
    counts: series.counts.slice(first, last),
    expected: times.map((at) => expectedAt(baseline, at)),
    dispersion: baseline.dispersion[0] ?? 0,
    dayDispersion: baseline.dispersion.at(-1) ?? 0,
  };
  return { course, baseline, from };
}

/** Measures the spike with that onset. Undefined where the history before it gives no baseline. */
export function trajectoryOf(
  series: CountSeries,
  onset: number,
  options: TrajectoryOptions,
): Trajectory | undefined {
  return measureTrajectory(series, onset, options)?.trajectory;
}

/** The same with the draws behind its intervals. */
export function measureTrajectory(
  series: CountSeries,
  onset: number,
  options: TrajectoryOptions,
): MeasuredTrajectory | undefined {
  const found = courseOf(series, onset, options);
  if (!found) return undefined;
  const { course, baseline, from } = found;
  const { random, draws: many = 400 } = options;
  const coursesOf = (one: Course) => drawCourses(one, fitCourse(one, baseline.levelVariance), many, random);
  const fitted = coursesOf(course);
  // A burst of few posts says nothing to the fit of when it was over: a day inside the prediction interval does.
  const over = mostlyCut(fitted, (d) => d.recovery) ? recoveryOf(course) : undefined;
  const drawn = over === undefined ? fitted : coursesOf(until(course, over + bucketsPerDay(series.widthMs)));
  if (drawn.length === 0) return undefined;
  const whole = over ?? course.counts.length;
  const hours = series.widthMs / HOUR_MS;
  const draws: TrajectoryDraws = {
    peakMultiple: drawn.map((d) => 1 + d.peak / Math.max(baseline.level * d.level, 1e-9)),
    excess: drawn.map((d) => d.excess),
    halfLifeHours: drawn.map((d) => (d.halfLife ?? whole) * hours),
    recoveryHours: drawn.map((d) => (d.recovery ?? whole) * hours),
  };
  const cut = (one: (d: CourseDraw) => number | undefined) => over === undefined && mostlyCut(drawn, one);
  const recoveryHours = inWholeBuckets(
    quantileEstimate(
      draws.recoveryHours,
      cut((d) => d.recovery),
    ),
    series.widthMs,
  );
  const top = highestMean(course, recoveryHours.value / hours);
  const trajectory: Trajectory = {
    ...(series.widthMs >= DAY_MS ? { precision: 'day' as const } : {}),
    baselinePerHour: baseline.level / hours,
    onset,
    peak: {
      value: top.value,
      multiple: quantileEstimate(draws.peakMultiple, false).value,
      at: from + top.at * series.widthMs,
    },
    excess: quantileEstimate(draws.excess, recoveryHours.censored ?? false),
    halfLifeHours: inWholeBuckets(
      quantileEstimate(
        draws.halfLifeHours,
        cut((d) => d.halfLife),
      ),
      series.widthMs,
    ),
    recoveryHours,
  };
  return { trajectory, draws };
}

/** Its first `end` buckets. */
function until(course: Course, end: number): Course {
  return { ...course, counts: course.counts.slice(0, end), expected: course.expected.slice(0, end) };
}

/** Whether most courses end before they come to it. */
function mostlyCut(drawn: readonly CourseDraw[], time: (draw: CourseDraw) => number | undefined): boolean {
  return drawn.filter((draw) => time(draw) === undefined).length > drawn.length / 2;
}

/** Of counts by the day no more than whole days is known. */
function inWholeBuckets(time: Estimate, widthMs: number): Estimate {
  if (widthMs < DAY_MS) return time;
  const hours = widthMs / HOUR_MS;
  return {
    ...time,
    value: Math.round(time.value / hours) * hours,
    lower: Math.floor(time.lower / hours) * hours,
    upper: Math.ceil(time.upper / hours) * hours,
  };
}

/** Largest three-bucket mean of the counts before `end`, and its middle bucket. */
function highestMean(course: Course, end: number): { readonly value: number; readonly at: number } {
  const seen = meanOfThree(course, (count) => count, peakReach(course.widthMs));
  let at = 0;
  for (let i = 1; i < Math.min(end, seen.length); i++) if ((seen[i] ?? Number.NaN) > (seen[at] ?? -1)) at = i;
  return { value: Math.max(0, seen[at] ?? 0), at };
}

/** Ordinary counts before an onset, and the variance of that level relative to its square. */
export interface OrdinaryLevel {
  readonly perHour: number;
  readonly variance: number;
}

/** Undefined where the history before the onset gives no baseline. */
export function ordinaryLevel(
  series: CountSeries,
  onset: number,
  exclude: NonNullable<TrajectoryOptions['exclude']> = [],
): OrdinaryLevel | undefined {
  const first = Math.max(0, Math.floor((onset - series.start) / series.widthMs));
  const baseline = baselineBefore(series, first, exclude);
  return (
    baseline && { perHour: (baseline.level * HOUR_MS) / series.widthMs, variance: baseline.levelVariance }
  );
}

function baselineBefore(
  series: CountSeries,
  before: number,
  exclude: readonly { readonly from: number; readonly to: number }[],
): Baseline | undefined {
  const { start, widthMs, counts } = series;
  const history: History = {
    start,
    widthMs,
    clean: new Float64Array(before),
    usable: new Uint8Array(before),
  };
  cleanByHour(counts, start, widthMs, 0, before, history.clean);
  for (let i = 0; i < before; i++) {
    const at = start + i * widthMs;
    const out = exclude.some(({ from, to }) => at >= from && at < to);
    history.usable[i] = counts[i] === null || out ? 0 : 1;
  }
  const windows = windowBuckets(DEFAULT_RULE, widthMs);
  return fitBaseline(history, before, 0, windows);
}
