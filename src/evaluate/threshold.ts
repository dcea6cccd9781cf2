/**
 * The threshold at which the labels of a brand are read best, by F1. One is suggested only where it is better than the
 * present one in most draws of the bootstrap: a hundred labels often cannot tell. Pure.
 */
import { f1Of, massOf, type Weighed } from './judge.ts';

/** Labels, and posts of broken trust among them, without which nothing is suggested. */
export const LEAST_LABELS = 50;
const LEAST_TRUE = 5;
/** Share of draws in which the other threshold has to be better, and by how much at least on average. */
const SURE = 0.8;
const GAIN = 0.02;
const STEPS = Array.from({ length: 19 }, (_, k) => Math.round((k + 1) * 5) / 100);

export type Suggestion =
  | {
      readonly kind: 'better';
      readonly threshold: number;
      /** F1 at the present threshold and at this one. */
      readonly f1: { readonly now: number; readonly suggested: number };
      /** Share of draws in which it is better. */
      readonly sure: number;
    }
  | { readonly kind: 'keep' }
  | { readonly kind: 'too few'; readonly labels: number; readonly betrayals: number };

/** `isRead` says whether a post is labelled now. */
export function suggestThreshold(
  weighed: Weighed<boolean> | undefined,
  labels: number,
  betrayals: number,
): Suggestion {
  if (!weighed || labels < LEAST_LABELS || betrayals < LEAST_TRUE)
    return { kind: 'too few', labels, betrayals };
  const steps = weighed.posts.map(({ p }) => STEPS.findLastIndex((step) => p >= step));
  const now = weighed.draws.map((weights) => f1Now(weighed, weights));
  const then = weighed.draws.map((weights) => f1AtSteps(weighed, weights, steps));
  const gains = STEPS.map((_, k) => then.map((f1s, draw) => f1s[k]! - now[draw]!));
  const mean = (list: readonly number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
  const means = gains.map(mean);
  const k = means.indexOf(Math.max(...means));
  const sure = mean(gains[k]!.map((gain) => (gain > 0 ? 1 : 0)));
  if (means[k]! < GAIN || sure < SURE) return { kind: 'keep' };
  return {
    kind: 'better',
    threshold: STEPS[k]!,
    f1: {
      now: f1Now(weighed, weighed.estimate),
      suggested: f1AtSteps(weighed, weighed.estimate, steps)[k]!,
    },
    sure,
  };
}

function f1Now(weighed: Weighed<boolean>, weights: Float64Array): number {
  return f1Of(
    massOf(weighed, weights, ({ truth, read }) => truth && read),
    massOf(weighed, weights, ({ read }) => read),
    massOf(weighed, weights, ({ truth }) => truth),
  );
}

/** F1 at each step; `steps` has the highest step that each post reaches. */
function f1AtSteps({ posts }: Weighed<boolean>, weights: Float64Array, steps: readonly number[]): number[] {
  const [hits, read] = [STEPS.map(() => 0), STEPS.map(() => 0)];
  let all = 0;
  for (let i = 0; i < posts.length; i++) {
    const { truth } = posts[i]!;
    const weight = weights[i]!;
    if (truth) all += weight;
    for (let k = 0; k <= steps[i]!; k++) {
      read[k]! += weight;
      if (truth) hits[k]! += weight;
    }
  }
  return STEPS.map((_, k) => f1Of(hits[k]!, read[k]!, all));
}
