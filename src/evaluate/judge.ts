/**
 * What labels say about the reading of a brand: precision, recall, shares, each with a 95% interval. Estimates weigh every
 * labelled post with the posts it stands for (Horvitz and Thompson 1952); intervals are quantiles of a Bayesian bootstrap
 * within strata (Rubin 1981), once with half a post of each answer added to a stratum (Jeffreys) and once without: an interval
 * holds both, so that none has width 0 and what no label of a large stratum shows is still possible. Pure.
 */
import type { Random } from '../domain/clock.ts';
import type { SentimentLabel } from '../domain/scoring.ts';
import type { Estimate } from '../domain/spike.ts';
import { quantileOfSorted } from '../detect/stats/robust.ts';
import { sampleGamma } from '../detect/stats/sampling.ts';

/** A post with what a person says and what was read. */
export interface LabelledPost<T> {
  readonly stratum: number;
  /** Probability of broken trust, as scored. */
  readonly p: number;
  readonly truth: T;
  readonly read: T;
}

/** Weights of posts, one list for the estimate and one for each draw. */
export interface Weighed<T> {
  readonly posts: readonly LabelledPost<T>[];
  readonly estimate: Float64Array;
  readonly draws: readonly Float64Array[];
}

const DRAWS = 600;

/** Neighbours of strata without a label stand for them: the nearest with one. */
function sizesWithLabels(sizes: readonly number[], labelled: readonly number[]): number[] {
  const merged = sizes.map(() => 0);
  sizes.forEach((size, h) => {
    if (size === 0) return;
    let best = -1;
    labelled.forEach((n, k) => {
      if (n > 0 && (best < 0 || Math.abs(k - h) < Math.abs(best - h))) best = k;
    });
    if (best >= 0) merged[best] = (merged[best] ?? 0) + size;
  });
  return merged;
}

/** Undefined without labels. `answers` are all that a label can be. */
export function weigh<T>(
  sizes: readonly number[],
  posts: readonly LabelledPost<T>[],
  answers: readonly T[],
  random: Random,
): Weighed<T> | undefined {
  if (posts.length === 0) return undefined;
  const counts = sizes.map((_, h) => posts.filter(({ stratum }) => stratum === h).length);
  const merged = sizesWithLabels(sizes, counts);
  const strata = merged.flatMap((size, h) => {
    const own = posts.filter(({ stratum }) => stratum === h);
    return own.length === 0 ? [] : [{ size: Math.max(size, own.length), own }];
  });
  // Half a post of each answer, read as most of its stratum are.
  const added = strata.map(({ own }) => {
    const middle = own.toSorted((a, b) => a.p - b.p)[Math.floor(own.length / 2)]!;
    return answers.map((truth): LabelledPost<T> => ({ ...middle, truth }));
  });
  const all = strata.flatMap(({ own }, k) => [...own, ...added[k]!]);
  const estimate = new Float64Array(all.length);
  const draws = Array.from({ length: DRAWS }, () => new Float64Array(all.length));
  let at = 0;
  strata.forEach(({ size, own }) => {
    const end = at + own.length + answers.length;
    for (let i = at; i < at + own.length; i++) estimate[i] = size / own.length;
    for (const [k, draw] of draws.entries()) {
      let sum = 0;
      const adds = k % 2 === 0;
      for (let i = at; i < end; i++) {
        const isOwn = i < at + own.length;
        const g = isOwn ? -Math.log(1 - random()) : adds ? sampleGamma(1 / answers.length, random) : 0;
        draw[i] = g;
        sum += g;
      }
      for (let i = at; i < end; i++) draw[i] = (draw[i]! * size) / sum;
    }
    at = end;
  });
  return { posts: all, estimate, draws };
}

/** Sum of weights where `is` holds. */
export function massOf<T>(
  { posts }: Weighed<T>,
  weights: Float64Array,
  is: (post: LabelledPost<T>) => boolean,
): number {
  let sum = 0;
  for (let i = 0; i < posts.length; i++) if (is(posts[i]!)) sum += weights[i]!;
  return sum;
}

/** The ratio of two sums with its interval; undefined where the estimate has nothing to divide by. */
function ratioOf<T>(
  weighed: Weighed<T>,
  part: (post: LabelledPost<T>) => boolean,
  whole: (post: LabelledPost<T>) => boolean,
): Measured | undefined {
  const of = (weights: Float64Array) =>
    massOf(weighed, weights, (post) => whole(post) && part(post)) / massOf(weighed, weights, whole);
  const value = of(weighed.estimate);
  if (!Number.isFinite(value)) return undefined;
  const draws = weighed.draws.map(of).map((draw) => (Number.isFinite(draw) ? draw : value));
  return { ...intervalOf(value, draws), draws };
}

function intervalOf(value: number, draws: readonly number[]): Estimate {
  const halves = [0, 1].map((half) => Float64Array.from(draws.filter((_, k) => k % 2 === half)).sort());
  return {
    value,
    lower: Math.min(value, ...halves.map((sorted) => quantileOfSorted(sorted, 0.025))),
    upper: Math.max(value, ...halves.map((sorted) => quantileOfSorted(sorted, 0.975))),
  };
}

/** An estimate with the draws that its interval comes from. */
export interface Measured extends Estimate {
  readonly draws: readonly number[];
}

/** How well one label is read. */
export interface Reading {
  /** Posts with this label by a person. */
  readonly labelled: number;
  readonly precision?: Measured | undefined;
  readonly recall?: Measured | undefined;
  readonly f1?: Estimate | undefined;
  /** Other posts that are read so. */
  readonly falseRate?: Measured | undefined;
  /** True share, by people. */
  readonly share: Estimate;
  /** Share that is read so. */
  readonly readShare: Estimate;
}

/** F1 from sums of hits, posts read so and posts that are so; 0 without any. */
export function f1Of(hits: number, read: number, true_: number): number {
  return read + true_ > 0 ? (2 * hits) / (read + true_) : 0;
}

/** `is` says whether a label is the one in question. */
export function readingOf<T>(weighed: Weighed<T>, labelled: number, is: (label: T) => boolean): Reading {
  const everything = () => true;
  const isTrue = ({ truth }: LabelledPost<T>) => is(truth);
  const isRead = ({ read }: LabelledPost<T>) => is(read);
  const f1 = (weights: Float64Array) =>
    f1Of(
      massOf(weighed, weights, (post) => isTrue(post) && isRead(post)),
      massOf(weighed, weights, isRead),
      massOf(weighed, weights, isTrue),
    );
  const recall = ratioOf(weighed, isRead, isTrue);
  return {
    labelled,
    precision: ratioOf(weighed, isTrue, isRead),
    recall,
    ...(recall ? { f1: intervalOf(f1(weighed.estimate), weighed.draws.map(f1)) } : {}),
    falseRate: ratioOf(weighed, isRead, (post) => !isTrue(post)),
    share: ratioOf(weighed, isTrue, everything)!,
    readShare: ratioOf(weighed, isRead, everything)!,
  };
}

export const SENTIMENTS: readonly SentimentLabel[] = ['negative', 'neutral', 'positive'];
