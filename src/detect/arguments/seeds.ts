/**
 * Where groups begin: at the categories that the incident has more of than usual, and, among posts in which no such category
 * was read, at phrases that many of them share and usual posts do not (descriptions come first, as in Osiński and Weiss,
 * A concept-driven algorithm for clustering search results, IEEE Intelligent Systems 2005).
 */
import type { ArgumentPost } from './argument.ts';

export interface Seed {
  readonly key: string;
  readonly code: string | undefined;
  /** Of the phrase that a group began at. */
  readonly phrase: string | undefined;
}

export interface Seeds {
  readonly list: readonly Seed[];
  /** For each post the seeds that it holds, with weights that sum to 1; empty where it holds none. */
  readonly held: readonly (readonly (readonly [seed: number, weight: number])[])[];
}

/** Most groups. */
export const MOST_GROUPS = 7;
/** Most that begin at phrases, and the least share of all votes that a phrase needs. */
const MOST_PHRASES = 4;
const LEAST_PHRASE_SHARE = 0.05;
/** A category needs this share of all votes. */
const LEAST_SHARE = 0.02;
const LEAST_VOTES = 3;
/** Standard errors of a count above what is usual. */
const ABOVE = 2;
/** A phrase is this many times as frequent as in other posts. */
const TIMES = 3;

/**
 * Shares of a post's categories: the square favours the one that was read with the greatest certainty, and what stands first
 * counts up to twice as much as what stands last: people begin with what they want to say.
 */
export function sharesOf({ categories }: ArgumentPost): [code: string, share: number][] {
  const weights = categories.map(({ p, place }) => p * p * (1 - place / 2));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return sum > 0 ? categories.map(({ code }, i) => [code, weights[i]! / sum]) : [];
}

function votesByCode(posts: readonly ArgumentPost[], votes: readonly number[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [i, post] of posts.entries())
    for (const [code, share] of sharesOf(post))
      sums.set(code, (sums.get(code) ?? 0) + share * (votes[i] ?? 0));
  return sums;
}

/** Categories that rise above what usual posts would bring (`ratio`: usual votes in the incident's time, per vote). */
function risingCodes(
  [posts, votes]: readonly [readonly ArgumentPost[], readonly number[]],
  [usual, usualVotes]: readonly [readonly ArgumentPost[], readonly number[]],
  ratio: number,
): string[] {
  const before = votesByCode(usual, usualVotes);
  const all = votes.reduce((a, b) => a + b, 0);
  return [...votesByCode(posts, votes)]
    .map(([code, sum]) => ({ code, sum, expected: (before.get(code) ?? 0) * ratio }))
    .filter(
      ({ sum, expected }) =>
        sum >= Math.max(LEAST_VOTES, LEAST_SHARE * all) && sum > expected + ABOVE * Math.sqrt(expected + 1),
    )
    .toSorted((a, b) => b.sum - b.expected - (a.sum - a.expected) || (a.code < b.code ? -1 : 1))
    .map(({ code }) => code);
}

/** Phrases that the posts at `left` share and the others do not, greedily: each next one among the posts still without. */
function sharedPhrases(
  phrases: readonly ReadonlySet<string>[],
  left: ReadonlySet<number>,
  votes: readonly number[],
  { most, masked }: { readonly most: number; readonly masked: ReadonlySet<string> },
): { phrase: string; posts: number[] }[] {
  const outside = new Map<string, number>();
  let outsiders = 0;
  for (const [i, own] of phrases.entries()) {
    if (left.has(i)) continue;
    outsiders += 1;
    for (const phrase of own) outside.set(phrase, (outside.get(phrase) ?? 0) + 1);
  }
  const all = votes.reduce((a, b) => a + b, 0);
  const open = new Set(left);
  const found: { phrase: string; posts: number[] }[] = [];
  while (found.length < most) {
    const inside = new Map<string, number>();
    let weight = 0;
    for (const i of open) {
      weight += votes[i] ?? 0;
      for (const phrase of phrases[i] ?? []) inside.set(phrase, (inside.get(phrase) ?? 0) + (votes[i] ?? 0));
    }
    let best: { phrase: string; score: number } | undefined;
    for (const [phrase, sum] of inside) {
      if (sum < Math.max(LEAST_VOTES, LEAST_PHRASE_SHARE * all)) continue;
      if (phrase.split(' ').some((word) => masked.has(word))) continue;
      const times = sum / weight / (((outside.get(phrase) ?? 0) + 0.5) / (outsiders + 1));
      const score = sum * Math.log(times);
      if (times >= TIMES && (!best || score > best.score || (score === best.score && phrase < best.phrase)))
        best = { phrase, score };
    }
    if (!best) break;
    const { phrase } = best;
    const posts = [...open].filter((i) => phrases[i]?.has(phrase));
    for (const i of posts) open.delete(i);
    found.push({ phrase, posts });
  }
  return found;
}

/** Seeds of the incident's posts; `usual` are the brand's posts before its onset. */
export function seedsOf(
  posts: readonly ArgumentPost[],
  usual: readonly ArgumentPost[],
  votes: readonly number[],
  usualVotes: readonly number[],
  {
    ratio,
    masked,
    phrases: all,
  }: {
    readonly ratio: number;
    readonly masked: ReadonlySet<string>;
    /** Of all posts, the usual ones last. */
    readonly phrases: readonly ReadonlySet<string>[];
  },
): Seeds {
  const rising = risingCodes([posts, votes], [usual, usualVotes], ratio);
  const chosen = new Set(rising.slice(0, MOST_GROUPS));
  const without = new Set<number>();
  for (const [i, { categories }] of posts.entries())
    if (!categories.some(({ code }) => chosen.has(code))) without.add(i);
  const most = Math.round((MOST_PHRASES * without.size) / Math.max(1, posts.length));
  const phrases = sharedPhrases(all, without, votes, { most, masked });
  const codes = rising.slice(0, MOST_GROUPS - phrases.length);
  const list: Seed[] = [
    ...codes.map((code) => ({ key: code, code, phrase: undefined })),
    ...phrases.map(({ phrase }) => ({ key: `“${phrase}”`, code: undefined, phrase })),
  ];
  const at = new Map(codes.map((code, i) => [code, i]));
  const held: [number, number][][] = posts.map((post) => {
    const own = sharesOf(post).flatMap(([code, share]): [number, number][] => {
      const seed = at.get(code);
      return seed === undefined ? [] : [[seed, share]];
    });
    const sum = own.reduce((total, [, share]) => total + share, 0);
    return own.map(([seed, share]) => [seed, share / sum]);
  });
  for (const [k, { posts: those }] of phrases.entries())
    for (const i of those) if (held[i]?.length === 0) held[i] = [[codes.length + k, 1]];
  return { list, held };
}
