/**
 * The course behind the counts of a spike. Its form (`shape.ts`) is fitted by quasi-likelihood (Wedderburn 1974) with a
 * prior, its noise is one of a list (`noise.ts`), and the time of its top one of several. All that the data leave possible
 * is kept with its weight (Laplace's approximation; Kass and Raftery 1995), so what the noise and the top are is part of the
 * doubt.
 */
import { HOUR_MS } from '../../domain/series.ts';
import { type Course, smoothCourse } from '../spike/course.ts';
import { bucketsPerDay } from '../spike/rule.ts';
import { type Rows, solveRows } from './least-squares.ts';
import { type Linear, linearised } from './linear.ts';
import { FIRST_NOISE, type Noise, NOISES, ordinaryNoise, type OrdinaryNoise, spreadOf } from './noise.ts';
import { type Clock, type Prior, priorOf } from './shape.ts';

/** One form with one noise. */
export interface FittedForm {
  readonly clock: Clock;
  readonly noise: Noise;
  readonly mean: Float64Array;
  /** Root of the precision of the parameters, by rows. */
  readonly root: Float64Array;
  readonly weight: number;
  /** What the fit was made on, and with which variances. */
  readonly rows: FittedRows;
  readonly prior: Prior;
}

export interface FittedRows extends Rows {
  readonly rowOf: Int32Array;
}

/** Hours from the onset in which the top may lie. */
const TOPS = [0, 1, 2, 3, 4, 5, 7, 10, 14, 20, 28, 40, 60];
const ROUNDS = 6;
/** The times of the top that are looked at with every noise. */
const KEPT_TOPS = 3;
const LEAST_WEIGHT = 0.002;
const MOST_STEP = 1.2;

/** What does not change while one course is fitted. */
interface Problem {
  readonly course: Course;
  readonly ordinary: OrdinaryNoise;
  readonly prior: Prior;
}

interface Fit {
  readonly clock: Clock;
  readonly parameters: Float64Array;
  readonly logEvidence: number;
}

type Weighed = Omit<FittedForm, 'weight'> & { readonly log: number };

/** The likeliest first; weights add up to 1. Empty where nothing can be fitted. */
export function fitCourse(course: Course, levelVariance: number): FittedForm[] {
  const hours = course.widthMs / HOUR_MS;
  const problem = problemOf(course, levelVariance);
  const tops = [...new Set(TOPS.map((top) => Math.round(top / hours)))].filter(
    (top) => top < course.counts.length,
  );
  const likeliest = (fits: readonly Fit[]) => fits.toSorted((a, b) => b.logEvidence - a.logEvidence);
  const first = likeliest(
    tops.flatMap((top) => fitAt(problem, { top, hours }, FIRST_NOISE, problem.prior.mean)),
  ).slice(0, KEPT_TOPS);
  const noise = first[0] && noisesOf(problem, first[0]).toSorted((a, b) => b.log - a.log)[0]?.noise;
  if (!noise) return [];
  const again = first.flatMap((fit) => fitAt(problem, fit.clock, noise, fit.parameters));
  return weighed(again.flatMap((fit) => noisesOf(problem, fit)));
}

function problemOf(course: Course, levelVariance: number): Problem {
  const own = (dispersion: number) => Math.max(0, dispersion - levelVariance);
  const ordinary = ordinaryNoise(
    own(course.dispersion),
    own(course.dayDispersion),
    bucketsPerDay(course.widthMs),
  );
  const smooth = smoothCourse(course).map((mean, i) => mean - (course.expected[i] ?? 0));
  const usual = course.expected.reduce((sum, e) => sum + e, 0) / Math.max(1, course.expected.length);
  return { course, ordinary, prior: priorOf(Math.log(Math.max(0.3, usual / 10, ...smooth)), levelVariance) };
}

/** The mode with one noise; none where there is none. */
function fitAt(problem: Problem, clock: Clock, noise: Noise, from: Float64Array): Fit[] {
  const { prior, course } = problem;
  let parameters = Float64Array.from(from);
  let logEvidence = Number.NEGATIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const rows = rowsOf(problem, linearised(course, prior, clock, parameters), noise);
    const solved = solveRows(rows, prior, memoryOf(noise, clock));
    if (!solved) return [];
    logEvidence = solved.logEvidence + topPrior(clock);
    const moves = prior.mean.map((m, j) => m + (solved.shift[j] ?? 0) - (parameters[j] ?? 0));
    const largest = moves.reduce((most, move) => Math.max(most, Math.abs(move)), 0);
    const size = Math.min(1, MOST_STEP / Math.max(1e-9, largest));
    parameters = parameters.map((p, j) => p + size * (moves[j] ?? 0));
    if (largest < 0.02) break;
  }
  return Number.isFinite(logEvidence) ? [{ clock, parameters, logEvidence }] : [];
}

/** A top is about as likely at any time on the scale of its logarithm. */
const topPrior = ({ top, hours }: Clock) => -0.3 * Math.log(1 + (top * hours) / 6);

export const memoryOf = (noise: Noise, { hours }: Clock) => noise.memory ** hours;

/** All noises around one fit. */
function noisesOf(problem: Problem, { clock, parameters }: Fit): Weighed[] {
  const { prior } = problem;
  const linear = linearised(problem.course, prior, clock, parameters);
  return NOISES.flatMap((noise) => {
    const rows = rowsOf(problem, linear, noise);
    const solved = solveRows(rows, prior, memoryOf(noise, clock));
    if (!solved) return [];
    const mean = prior.mean.map((m, j) => m + (solved.shift[j] ?? 0));
    const log = solved.logEvidence + noise.logPrior + topPrior(clock);
    return [{ clock, noise, mean, root: solved.root, log, rows, prior }];
  });
}

function rowsOf({ ordinary }: Problem, linear: Linear, noise: Noise): FittedRows {
  const own = new Float64Array(linear.n);
  const lasting = new Float64Array(linear.n);
  for (let i = 0; i < linear.n; i++) spreadOf(noise, ordinary, linear, i, own, lasting);
  return { ...linear, own, lasting };
}

function weighed(forms: readonly Weighed[]): FittedForm[] {
  const top = Math.max(...forms.map(({ log }) => log));
  const all = forms.map(({ log, ...form }) => ({ ...form, weight: Math.exp(log - top) }));
  const sum = (some: readonly FittedForm[]) => some.reduce((total, { weight }) => total + weight, 0);
  const least = LEAST_WEIGHT * sum(all);
  const kept = all.filter(({ weight }) => weight > least);
  const total = sum(kept);
  return kept
    .map((form) => ({ ...form, weight: form.weight / total }))
    .toSorted((a, b) => b.weight - a.weight);
}
