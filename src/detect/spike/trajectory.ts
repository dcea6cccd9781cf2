/**
 * How one spike ran, measured against the counts expected from its past. The baseline is fitted on what lies before the
 * onset and not again after it.
 *
 * A multiple is of the level of the weeks before, not of the same hour, so that the hour of the day does not move it in
 * comparisons. (Headline, chart and mail have the multiple of `src/report/incident/size.ts`.)
 *
 * Intervals are parametric bootstraps (Efron and Tibshirani 1993, chapter 6): counts are drawn around
 * the smoothed course of the spike, the level of the baseline around its estimate, and each draw is
 * measured like the data.
 */
import type { Random } from '../../domain/clock.ts';
import { DAY_MS, HOUR_MS, type CountSeries } from '../../domain/series.ts';
import type { Trajectory } from '../../domain/spike.ts';
import { type Baseline, expectedAt, fitBaseline } from './baseline.ts';
import type { History } from './clean-history.ts';
import { cleanByHour } from './clean-history.ts';
import { type Course, measureCourse, type CourseMeasures, smoothCourse } from './course.ts';
import { estimate, timeEstimate } from '../stats/interval.ts';
import { sampleCount, sampleNormal } from '../stats/sampling.ts';
import { DEFAULT_RULE, windowBuckets } from './rule.ts';

export interface TrajectoryOptions {
  /** Chance for the bootstrap; the same generator state gives the same intervals. */
  readonly random: Random;
  /** Bootstrap draws; default 400. */
  readonly draws?: number;
  /** Stop measuring here, ms: the next spike's onset or the end of the window. */
  readonly until?: number;
  /** Earlier incidents to leave out of the baseline, ms. */
  readonly exclude?: readonly { readonly from: number; readonly to: number }[];
}

/** What the bootstrap drew, one value per draw. */
interface TrajectoryDraws {
  readonly peakMultiple: readonly number[];
  readonly excess: readonly number[];
  /** Times that were not reached are the length of the course. */
  readonly halfLifeHours: readonly number[];
  readonly recoveryHours: readonly number[];
  /** Excess that may follow the recovery without being measured. */
  readonly tail: number;
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
  const measured = measureCourse(course);
  const drawn = bootstrap(course, baseline, options);
  const hours = series.widthMs / HOUR_MS;
  const whole = course.counts.length;
  const draws: TrajectoryDraws = {
    // Of the level, not of the hour: at night next to nothing is normal, and any count would be a huge multiple.
    peakMultiple: drawn.map((d) => d.peak / Math.max(baseline.level * d.level, 1e-9)),
    excess: drawn.map((d) => d.excess),
    halfLifeHours: drawn.map((d) => (d.halfLife ?? whole) * hours),
    recoveryHours: drawn.map((d) => (d.recovery ?? whole) * hours),
    tail: unseenTail(course, measured),
  };
  const { halfLife, recovery } = measured;
  const excess = estimate(measured.excess, draws.excess, recovery === undefined);
  const trajectory: Trajectory = {
    ...(series.widthMs >= DAY_MS ? { precision: 'day' as const } : {}),
    baselinePerHour: baseline.level / hours,
    onset,
    peak: {
      value: measured.peak,
      multiple: measured.peak / Math.max(baseline.level, 1e-9),
      at: from + measured.peakAt * series.widthMs,
    },
    excess: { ...excess, upper: excess.upper + draws.tail },
    halfLifeHours: timeEstimate((halfLife ?? whole) * hours, draws.halfLifeHours, halfLife === undefined),
    recoveryHours: timeEstimate((recovery ?? whole) * hours, draws.recoveryHours, recovery === undefined),
  };
  return { trajectory, draws };
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

function bootstrap(
  course: Course,
  baseline: Baseline,
  options: TrajectoryOptions,
): (CourseMeasures & { readonly level: number })[] {
  const { random, draws = 400 } = options;
  const mean = smoothCourse(course);
  const results = [];
  // The baseline's dispersion holds its level's uncertainty, which is drawn apart here.
  const noise = Math.max(0, course.dispersion - baseline.levelVariance);
  for (let draw = 0; draw < draws; draw++) {
    const level = Math.exp(Math.sqrt(baseline.levelVariance) * sampleNormal(random));
    results.push({
      level,
      ...measureCourse({
        ...course,
        counts: course.counts.map((c, i) => {
          if (c === null) return null;
          const expected = course.expected[i] ?? 0;
          const above = Math.max(0, (mean[i] ?? 0) - expected);
          // Ordinary noise swells with the ordinary count only; the excess is Poisson.
          return sampleCount(expected, noise, random) + sampleCount(above, 0, random);
        }),
        expected: course.expected.map((e) => e * level),
      }),
    });
  }
  return results;
}

/**
 * Excess that may follow a recovery within the prediction interval, if the decay continues as before: the mean excess of
 * the ordinary day, or what the peak has decayed to by then where that is more, × half-life ÷ ln 2. It belongs to
 * the upper limit only.
 */
function unseenTail(course: Course, measured: CourseMeasures): number {
  const { recovery, halfLife, peakAt, peak } = measured;
  if (recovery === undefined || halfLife === undefined) return 0;
  const day = Math.round(DAY_MS / course.widthMs);
  let above = 0;
  let n = 0;
  for (let i = recovery; i < recovery + day; i++) {
    const count = course.counts[i];
    if (count === null || count === undefined) continue;
    above += count - (course.expected[i] ?? 0);
    n++;
  }
  if (n === 0) return 0;
  const top = peak - (course.expected[peakAt] ?? 0);
  const decayed = halfLife > 0 ? top * 0.5 ** ((recovery - peakAt) / halfLife) : 0;
  return (Math.max(0, above / n, decayed) * halfLife) / Math.LN2;
}
