/** Groups the posts of an incident by what they argue. Pure and deterministic: the same posts give the same groups. */
import { HOUR_MS } from '../../domain/series.ts';
import { weightsOf } from '../kind/votes.ts';
import { phrasesOf, sentencesOf } from '../spike/phrases.ts';
import type { Argument, ArgumentPost, Arguments } from './argument.ts';
import { demandsOf } from './demands.ts';
import { spaceOf } from './features.ts';
import { groupPosts, MOODS } from './group-posts.ts';
import { demandsIn, recentOf, typicalOf } from './measure.ts';
import { apart, phrasesIn } from './phrases.ts';
import { type Seed, seedsOf, sharesOf } from './seeds.ts';

/** Fewer posts cannot be grouped. */
export const LEAST_POSTS = 30;
/** Of a longer text only the beginning is compared: people say first what they want to say. */
const COMPARED = 600;
/** Of all votes; a smaller group is a part of the rest. */
const LEAST_SHARE = 0.02;
const LEAST_MEMBERS = 3;
const MOST_PHRASES = 4;

export interface ArgumentInput {
  /** Of the incident. */
  readonly posts: readonly ArgumentPost[];
  /** Of the brand before the onset, and how many hours they cover. */
  readonly usual: readonly ArgumentPost[];
  readonly usualHours: number;
  /** The incident's stretch, ms; `to` is its end or now. */
  readonly from: number;
  readonly to: number;
  /** Of the brand: they tell no two posts apart. */
  readonly names: readonly string[];
}

const sumOf = (members: readonly number[], votes: readonly number[]) =>
  members.reduce((sum, i) => sum + votes[i]!, 0);

const voiceOf = ({ cluster, author, thread }: ArgumentPost) => ({ cluster, author, thread });

/** The beginning of each text, without names of people: a handle is nobody's argument. */
function readable(posts: readonly ArgumentPost[]): ArgumentPost[] {
  return posts
    .filter(({ sentiment }) => sentiment !== undefined)
    .map((post) => ({ ...post, text: post.text.slice(0, COMPARED).replace(/@[\w.-]+/g, ' ') }));
}

/** Votes of usual posts that speak of the category of a seed. */
function usualVotesOf({ code }: Seed, usual: readonly ArgumentPost[], votes: readonly number[]): number {
  if (code === undefined) return 0;
  return usual.reduce((sum, post, i) => {
    const share = sharesOf(post).find((one) => one[0] === code)?.[1] ?? 0;
    return sum + share * votes[i]!;
  }, 0);
}

/** Undefined where fewer than `LEAST_POSTS` posts were read. */
export function findArguments(input: ArgumentInput): Arguments | undefined {
  const { usualHours, from, to, names } = input;
  const at = input.posts.flatMap((post, i) => (post.sentiment === undefined ? [] : [i]));
  if (at.length < LEAST_POSTS) return undefined;
  const [posts, usual] = [readable(input.posts), readable(input.usual)];
  const all = [...posts, ...usual].map(({ text }) => text);
  const masked = new Set(names.flatMap((name) => sentencesOf(name).flat()));
  const [votes, usualVotes] = [weightsOf(posts.map(voiceOf)), weightsOf(usual.map(voiceOf))];
  const ratio = usualHours > 0 ? (to - from) / HOUR_MS / usualHours : 0;
  const phrases = all.map(phrasesOf);
  const seeds = seedsOf(posts, usual, votes, usualVotes, { ratio, masked, phrases });
  const space = spaceOf(all, masked);
  const groups = groupPosts(posts, usual, seeds, space);
  const membersOf = (group: number) => posts.flatMap((_, i) => (groups[i] === group ? [i] : []));
  const total = votes.reduce((a, b) => a + b, 0);
  const clusters = new Set<number>();
  const isFirst = (i: number) => {
    const post = posts[i];
    if (!post) return true;
    const first = !clusters.has(post.cluster);
    clusters.add(post.cluster);
    return first;
  };
  const phrased = phrasesIn(phrases, isFirst, masked);
  const found = seeds.list.flatMap((seed, group): Omit<Argument, 'share'>[] => {
    const members = membersOf(group);
    const excess = sumOf(members, votes) - usualVotesOf(seed, usual, usualVotes) * ratio;
    if (members.length < LEAST_MEMBERS || excess < LEAST_SHARE * total) return [];
    return [
      {
        ...seed,
        excess,
        firstAt: Math.min(...members.map((i) => posts[i]!.at)),
        recent: recentOf(members, posts, from, to),
        typical: typicalOf(members, posts, space),
        demands: demandsIn(members, votes, (i) => demandsOf(posts[i]!.text)),
        phrases: apart(phrased, members, MOST_PHRASES),
        members: members.map((i) => at[i]!),
      },
    ];
  });
  const grown = found.reduce((sum, { excess }) => sum + excess, 0);
  const usualTotal = usualVotes.reduce((a, b) => a + b, 0) * ratio;
  const excess = Math.max(total - usualTotal, grown);
  const left = Math.max(0, 1 - grown / excess);
  const named = new Set(found.flatMap(({ members }) => members));
  const rest = MOODS.map((mood, m) => ({
    mood,
    members: posts.flatMap((post, i) => {
      const inMood = groups[i] === seeds.list.length + m;
      const dropped = groups[i]! < seeds.list.length && !named.has(at[i]!) && post.sentiment === mood;
      return inMood || dropped ? [i] : [];
    }),
  }));
  const restVotes = rest.reduce((sum, { members }) => sum + sumOf(members, votes), 0);
  return {
    list: found
      .map((one) => ({ ...one, share: one.excess / excess }))
      .toSorted((a, b) => b.share - a.share || (a.key < b.key ? -1 : 1)),
    rest: rest.map(({ mood, members }) => ({
      mood,
      share: restVotes > 0 ? (left * sumOf(members, votes)) / restVotes : 0,
      members: members.map((i) => at[i]!),
    })),
    other: left,
    unread: input.posts.length - posts.length,
  };
}
