/**
 * Draws the posts of a brand that tell most about its reading: a sample stratified by the probability of broken trust, with
 * more posts where labels are least certain. Posts that people corrected have strata of their own and are labelled already.
 * Within a stratum every post has the same chance, so that shares, precision and recall can be computed without bias
 * (Horvitz and Thompson 1952; Neyman 1934). Pure.
 */
import type { Random } from '../domain/clock.ts';
import type { Corrected } from '../domain/correction.ts';

/** Posts that a person is asked to label. */
export const SAMPLE = 100;
/** With fewer posts in the frame there is nothing to learn. */
export const LEAST_POSTS = 20;
/** Corrected posts that are taken into a sample at most. */
const MOST_CORRECTED = 2_000;
/** Of a stratum where it holds so many. */
const LEAST_OF_STRATUM = 6;

interface FramePost {
  readonly id: number;
  readonly p: number;
  readonly corrected?: Pick<Corrected, 'betrayal' | 'sentiment'> | undefined;
}

export interface DrawnPost {
  readonly mentionId: number;
  readonly stratum: number;
  readonly position?: number | undefined;
}

export interface Draw {
  /** Posts of each stratum in the frame. */
  readonly sizes: readonly number[];
  readonly posts: readonly DrawnPost[];
}

/** Upper ends of the strata by probability, around the threshold and on both sides of it. */
export function stratumEnds(threshold: number): readonly number[] {
  return [0.03 * threshold, 0.15 * threshold, 0.5 * threshold, threshold, (1 + threshold) / 2, Infinity];
}

/** Strata after those by probability: broken trust corrected, sentiment, both. */
const CORRECTED_STRATA = 3;

function stratumOf({ p, corrected }: FramePost, ends: readonly number[]): number {
  const [betrayal, sentiment] = [corrected?.betrayal !== undefined, corrected?.sentiment !== undefined];
  if (betrayal || sentiment) return ends.length + (betrayal && sentiment ? 2 : sentiment ? 1 : 0);
  return ends.findIndex((end) => p < end);
}

/** How many to draw of each stratum: half by Neyman's rule (size × standard deviation), half in equal parts. */
function allocate(strata: readonly (readonly FramePost[])[], total: number): number[] {
  const open = strata.map((posts, h) => (h < strata.length - 1 ? posts.length : 0));
  const spread = strata.map((posts) => {
    const mean = posts.reduce((sum, { p }) => sum + p, 0) / Math.max(1, posts.length);
    const share = Math.min(0.98, Math.max(0.02, mean));
    return Math.sqrt(share * (1 - share));
  });
  const weight = open.map((size, h) => size * (spread[h] ?? 0));
  const sum = weight.reduce((a, b) => a + b, 0);
  const parts = open.filter((size) => size > 0).length;
  const taken = open.map((size, h) =>
    size === 0
      ? 0
      : Math.min(
          size,
          Math.max(LEAST_OF_STRATUM, Math.floor((total / 2) * ((weight[h] ?? 0) / sum + 1 / parts))),
        ),
  );
  // What small strata leave goes to those with room, and what is too much is taken from the largest.
  for (;;) {
    const left = total - taken.reduce((a, b) => a + b, 0);
    if (left === 0) return taken;
    const room = open.map((size, h) => (left > 0 ? size - (taken[h] ?? 0) : (taken[h] ?? 0)));
    const most = room.indexOf(Math.max(...room));
    if ((room[most] ?? 0) <= 0) return taken;
    taken[most] = (taken[most] ?? 0) + Math.sign(left);
  }
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
}

/**
 * Undefined where the frame is too small. The order of the list mixes the strata evenly, so that a person who stops early
 * has labelled some of each.
 */
export function drawSample(
  frame: readonly FramePost[],
  threshold: number,
  random: Random,
  total = SAMPLE,
): Draw | undefined {
  if (frame.length < LEAST_POSTS) return undefined;
  const ends = stratumEnds(threshold);
  const strata: FramePost[][] = Array.from({ length: ends.length + CORRECTED_STRATA }, () => []);
  for (const post of frame) strata[stratumOf(post, ends)]?.push(post);
  const mixed = strata.map((posts) => shuffled(posts, random));
  const taken = allocate(mixed, Math.min(total, frame.length));
  const listed = mixed.flatMap((posts, stratum) => {
    const n = taken[stratum] ?? 0;
    return posts.slice(0, n).map((post, k) => ({ id: post.id, stratum, rank: (k + random()) / n }));
  });
  const order = listed.toSorted((a, b) => a.rank - b.rank);
  const corrected = mixed.flatMap((posts, stratum) =>
    stratum < ends.length
      ? []
      : posts
          .slice(taken[stratum] ?? 0, MOST_CORRECTED)
          .map((post): DrawnPost => ({ mentionId: post.id, stratum })),
  );
  return {
    sizes: strata.map((posts) => posts.length),
    posts: [
      ...order.map(({ id, stratum }, position): DrawnPost => ({ mentionId: id, stratum, position })),
      ...corrected,
    ],
  };
}
