/**
 * How one spike ran, measured against the counts that its past makes expected. The baseline is fitted
 * on what lies before the onset and stands still after it.
 *
 * Intervals are parametric bootstraps (Efron and Tibshirani 1993, chapter 6): counts are drawn around
 * the smoothed course of the spike, the level of the baseline around its estimate, and each draw is
 * measured like the data.
 */
import type { Random } from '../domain/clock.ts';
import { DAY_MS, HOUR_MS, type CountSeries } from '../domain/series.ts';
import type { Estimate, Trajectory } from '../domain/spike.ts';
import { type Baseline, expectedAt, fitBaseline, type History } from './baseline.ts';
import { cleanByHour } from './clean-history.ts';
import { type Course, measureCourse, type CourseMeasures, smoothCourse } from './course.ts';
import { quantileOfSorted } from './robust.ts';
import { sampleCount, sampleNormal } from './sampling.ts';
import { DEFAULT_RULE, windowBuckets } from './spike-rule.ts';

export interface TrajectoryOptions {
  /** Chance for the bootstrap; the same generator state gives the same intervals. */
  readonly random: Random;
  /** Bootstrap draws; 400 unless told. */
  readonly draws?: number;
  /** Stop measuring here, ms: the next spike's onset or the end of the window. */
  readonly until?: number;
  /** Earlier incidents to leave out of the baseline, ms. */
  readonly exclude?: readonly { readonly from: number; readonly to: number }[];
}

/** Measures the spike with that onset. Undefined where the history before it gives no baseline. */
export function trajectoryOf(
  series: CountSeries,
  onset: number,
  options: TrajectoryOptions,
): Trajectory | undefined {
  const first = Math.max(0, Math.floor((onset - series.start) / series.widthMs));
  const baseline = baselineBefore(series, first, options.exclude ?? []);
  if (!baseline) return undefined;
  const last =
    options.until === undefined
      ? series.counts.length
      : Math.min(series.counts.length, Math.ceil((options.until - series.start) / series.widthMs));
  const times = Array.from(
    { length: Math.max(0, last - first) },
    (_, k) => series.start + (first + k) * series.widthMs,
  );
  const course: Course = {
    widthMs: series.widthMs,
    counts: series.counts.slice(first, last),
    expected: times.map((at) => expectedAt(baseline, at)),
    dispersion: baseline.dispersion[0] ?? 0,
    dayDispersion: baseline.dispersion.at(-1) ?? 0,
  };
  const measured = measureCourse(course);
  const draws = bootstrap(course, baseline, options);
  const excess = estimate(
    measured.excess,
    draws.map((d) => d.excess),
    measured.recovery === undefined,
  );
  const hours = series.widthMs / HOUR_MS;
  return {
    baselinePerHour: baseline.level / hours,
    onset,
    peak: {
      value: measured.peak,
      // Of the level, not of the hour: at night next to nothing is normal, and any count a huge multiple.
      multiple: measured.peak / Math.max(baseline.level, 1e-9),
      at: series.start + (first + measured.peakAt) * series.widthMs,
    },
    excess: { ...excess, upper: excess.upper + unseenTail(course, measured) },
    halfLifeHours: scaled(measured.halfLife, draws, (d) => d.halfLife, hours, course.counts.length),
    recoveryHours: scaled(measured.recovery, draws, (d) => d.recovery, hours, course.counts.length),
  };
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

function bootstrap(course: Course, baseline: Baseline, options: TrajectoryOptions): CourseMeasures[] {
  const { random, draws = 400 } = options;
  const mean = smoothCourse(course);
  const results: CourseMeasures[] = [];
  // The baseline's dispersion holds its level's uncertainty, which is drawn apart here.
  const noise = Math.max(0, course.dispersion - baseline.levelVariance);
  for (let draw = 0; draw < draws; draw++) {
    const level = Math.exp(Math.sqrt(baseline.levelVariance) * sampleNormal(random));
    results.push(
      measureCourse({
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
    );
  }
  return results;
}

/**
 * Excess that may follow a recovery inside the band, if the decay goes on as before: the mean excess of the calm
 * day, or what the peak has decayed to by then where that is more, × half-life ÷ ln 2. It belongs to
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

/** The 95 % interval of a pivoted bootstrap, widened to hold the value itself. */
function estimate(value: number, draws: readonly number[], censored: boolean): Estimate {
  const sorted = Float64Array.from(draws).sort();
  const middle = quantileOfSorted(sorted, 0.5);
  const shift = Number.isFinite(middle) ? value - middle : 0;
  const lower = Math.min(value, quantileOfSorted(sorted, 0.025) + shift);
  const upper = Math.max(value, quantileOfSorted(sorted, 0.975) + shift);
  return { value, lower, upper, ...(censored ? { censored } : {}) };
}

/**
 * An estimate of a time in hours; one that never came is the length of the course, censored. Where counts are
 * small the pivot alone is too short above, because chance makes the peak high and the half-life brief: the
 * plain percentile bounds it, too.
 */
function scaled(
  value: number | undefined,
  draws: readonly CourseMeasures[],
  pick: (d: CourseMeasures) => number | undefined,
  hours: number,
  length: number,
): Estimate {
  const whole = draws.map((d) => (pick(d) ?? length) * hours);
  const result = estimate((value ?? length) * hours, whole, value === undefined);
  const high = quantileOfSorted(Float64Array.from(whole).sort(), 0.975);
  return { ...result, lower: Math.max(0, result.lower), upper: Math.max(result.upper, high) };
}
