/** What is new in an argument since a moment: it began, or it takes a larger part of the posts than before. */
import type { Argument, ArgumentPost } from './argument.ts';

export interface Change {
  /** Posts since then. */
  readonly posts: number;
  readonly kind: 'began' | 'grew' | undefined;
}

const LEAST_POSTS = 3;
/** One in twenty arguments of unchanged size is said to have grown (one-sided). */
const SURE = 1.645;

/**
 * `began`: no post of it before `since`. `grew`: its share of the posts since then is larger than before by more than chance
 * (test of two proportions, pooled).
 */
export function changeSince(
  { members, firstAt }: Pick<Argument, 'members' | 'firstAt'>,
  posts: readonly Pick<ArgumentPost, 'at'>[],
  since: number,
): Change {
  const own = members.filter((i) => posts[i]!.at > since).length;
  const all = posts.filter(({ at }) => at > since).length;
  if (own === 0) return { posts: 0, kind: undefined };
  if (firstAt > since) return { posts: own, kind: 'began' };
  const before = posts.length - all;
  const pooled = members.length / posts.length;
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / all + 1 / before));
  const grew = own >= LEAST_POSTS && own / all - (members.length - own) / before > SURE * spread;
  return { posts: own, kind: grew ? 'grew' : undefined };
}
