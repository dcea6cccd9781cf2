/**
 * Shares among the excess posts of a stretch. Of n posts a part is usual ones, with the brand's usual share of hits; the
 * rest is excess, whose share is sought: k ~ Bin(n, a·π + (1 − a)·u), with a the part that is excess. The posterior of π
 * on a grid, from Jeffreys' prior Beta(½, ½).
 */

/** A share, 0 to 1, and what its certainty is worth: so many hits among so many posts. */
export interface UsualShare {
  readonly share: number;
  readonly hits: number;
  readonly weight: number;
}

export interface ShareEstimate {
  /** Posterior mean, and the 95% interval. */
  readonly share: number;
  readonly lower: number;
  readonly upper: number;
  /** Probability that the excess has a larger share than usual posts, or than `over`. */
  readonly above: number;
}

const GRID = 200;
/** Posts on one topic repeat each other: intraclass correlation. However many there are, they say as much as 200 separate ones. */
const TOPIC_ICC = 0.005;

/** The number of separate posts that `posts` posts on one topic are worth (design effect: Kish 1965). */
export function effectivePosts(posts: number): number {
  return posts <= 1 ? posts : posts / (1 + (posts - 1) * TOPIC_ICC);
}

/** ln of a binomial probability without its coefficient; counts may be fractions. */
export function logBinomial(hits: number, total: number, share: number): number {
  const p = Math.min(1 - 1e-9, Math.max(1e-9, share));
  return hits * Math.log(p) + (total - hits) * Math.log1p(-p);
}

/** The share of hits among the excess, which is the part `added` of `total`; `over` is what it is compared with. */
export function excessShare(
  hits: number,
  total: number,
  added: number,
  usual: number,
  over: number = usual,
): ShareEstimate {
  const n = effectivePosts(total);
  const k = total > 0 ? (hits * n) / total : 0;
  const logs: number[] = [];
  for (let i = 0; i < GRID; i++) {
    const p = (i + 0.5) / GRID;
    const prior = -0.5 * Math.log(p * (1 - p));
    logs.push(prior + logBinomial(k, n, added * p + (1 - added) * usual));
  }
  const most = Math.max(...logs);
  const mass = logs.map((log) => Math.exp(log - most));
  const sum = mass.reduce((a, b) => a + b, 0);
  const before = Math.round(over * GRID);
  const above = mass.slice(before).reduce((a, b) => a + b, 0);
  const mean = mass.reduce((a, m, i) => a + m * ((i + 0.5) / GRID), 0) / sum;
  const [lower, upper] = [quantile(mass, 0.025 * sum), quantile(mass, 0.975 * sum)];
  return { share: Math.min(upper, Math.max(lower, mean)), lower, upper, above: above / sum };
}

/** The share below which `target` of the mass lies, between the edges of the cells. */
function quantile(mass: readonly number[], target: number): number {
  let below = 0;
  for (const [i, m] of mass.entries()) {
    if (below + m >= target) return (i + (target - below) / m) / GRID;
    below += m;
  }
  return 1;
}
