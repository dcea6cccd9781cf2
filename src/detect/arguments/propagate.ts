/**
 * Spreads what is known of some posts to those that say alike: a post belongs to a group by what was read in it and by the
 * groups of its neighbours (Zhou et al., Learning with local and global consistency, NIPS 2003). A category that was
 * misread in one of ten posts that say the same is outvoted, and a post in which none was read joins those it resembles.
 */
import type { Neighbour } from './neighbours.ts';

/** Weight of the neighbours against what was read in the post itself. */
const NEIGHBOURS = 0.8;
const ROUNDS = 8;

/** For each post the weight of each of `groups`, from the weights that were read, `own`: post after post. */
export function propagate(
  own: Float64Array,
  groups: number,
  neighbours: readonly (readonly Neighbour[])[],
): Float64Array {
  let now = own.slice();
  let next = new Float64Array(own.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [i, near] of neighbours.entries()) {
      const sum = near.reduce((total, { like }) => total + like, 0);
      const share = sum > 0 ? NEIGHBOURS : 0;
      for (let g = 0; g < groups; g += 1) {
        let around = 0;
        for (const { at, like } of near) around += like * now[at * groups + g]!;
        const at = i * groups + g;
        next[at] = (1 - share) * own[at]! + (sum > 0 ? (share * around) / sum : 0);
      }
    }
    [now, next] = [next, now];
  }
  return now;
}

/** The heaviest group of each post; the first of equal ones. */
export function heaviest(weights: Float64Array, groups: number): Int32Array {
  const found = new Int32Array(weights.length / groups);
  for (let i = 0; i < found.length; i += 1) {
    let best = 0;
    for (let g = 1; g < groups; g += 1) if (weights[i * groups + g]! > weights[i * groups + best]!) best = g;
    found[i] = best;
  }
  return found;
}
