/** Puts each post into one group: what was read in it, what similar posts say, and the words of each group decide. */
import type { ArgumentPost } from './argument.ts';
import type { Space } from './features.ts';
import { type Described, refine } from './mixture.ts';
import { neighboursOf } from './neighbours.ts';
import { heaviest, propagate } from './propagate.ts';
import { type Seeds, sharesOf } from './seeds.ts';

/** What was not read is weak evidence that nothing is there; a usual post is weak evidence too. */
const NOTHING_READ = 0.15;
const USUAL = 0.3;

/** Where posts in which no seed was read begin: by mood, so that praise does not draw in anger. */
export const MOODS = ['negative', 'neutral', 'positive'] as const;

/** Categories and mood of each post, in numbers. */
function described(posts: readonly ArgumentPost[]): Described {
  const numbers = new Map<string, number>();
  const numberOf = (code: string) => {
    const known = numbers.get(code) ?? numbers.size + 1;
    numbers.set(code, known);
    return known;
  };
  const codes = posts.map((post) => {
    const shares = sharesOf(post).map(([code, share]): [number, number] => [numberOf(code), share]);
    return shares.length > 0 ? shares : [[0, 1] as [number, number]];
  });
  const moods = posts.map(({ sentiment }) => MOODS.indexOf(sentiment ?? 'neutral'));
  return { codes, codeCount: numbers.size + 1, moods };
}

/** Rows that sum to 1. */
function asShares(weights: Float64Array, groups: number): Float64Array {
  const shares = weights.slice();
  for (let at = 0; at < shares.length; at += groups) {
    let sum = 0;
    for (let g = 0; g < groups; g += 1) sum += shares[at + g]!;
    for (let g = 0; g < groups; g += 1) shares[at + g] = sum > 0 ? shares[at + g]! / sum : 1 / groups;
  }
  return shares;
}

/** The group of each post: a seed, or after them a mood; the last is for what is said on any day. */
export function groupPosts(
  posts: readonly ArgumentPost[],
  usual: readonly ArgumentPost[],
  { list, held }: Seeds,
  space: Space,
): Int32Array {
  const groups = list.length + MOODS.length + 1;
  const own = new Float64Array((posts.length + usual.length) * groups);
  for (const [i, post] of posts.entries()) {
    const holds = held[i] ?? [];
    for (const [seed, weight] of holds) own[i * groups + seed] = weight;
    if (holds.length > 0) continue;
    own[i * groups + list.length + MOODS.indexOf(post.sentiment ?? 'neutral')] = NOTHING_READ;
  }
  for (let i = posts.length; i < space.of.length; i += 1) own[(i + 1) * groups - 1] = USUAL;
  const near = asShares(propagate(own, groups, neighboursOf(space)), groups);
  for (let i = posts.length; i < space.of.length; i += 1)
    for (let g = 0; g < groups; g += 1) near[i * groups + g] = g === groups - 1 ? 1 : 0;
  return heaviest(refine(space, described([...posts, ...usual]), near, groups, posts.length), groups);
}
