/** What is said of a group of posts: its most typical one, its course, and what it asks for. */
import { HOUR_MS } from '../../domain/series.ts';
import type { Argument, ArgumentPost, Demand } from './argument.ts';
import { DEMANDS } from './demands.ts';
import type { Space } from './features.ts';

/** A demand of fewer is left out. */
const LEAST_DEMAND = 0.05;
const RECENT_HOURS = 6;

/** The member that is nearest to the middle of all; a made post only where all are. */
export function typicalOf(
  members: readonly number[],
  posts: readonly ArgumentPost[],
  { of, size }: Space,
): number {
  const middle = new Float64Array(size);
  for (const i of members) {
    const { ids, weights } = of[i]!;
    for (let j = 0; j < ids.length; j += 1) middle[ids[j]!]! += weights[j]!;
  }
  const real = members.filter((i) => !posts[i]!.simulated);
  let best: { at: number; like: number } | undefined;
  for (const i of real.length > 0 ? real : members) {
    const { ids, weights } = of[i]!;
    let like = 0;
    for (let j = 0; j < ids.length; j += 1) like += weights[j]! * middle[ids[j]!]!;
    if (!best || like > best.like) best = { at: i, like };
  }
  return posts[best?.at ?? members[0]!]!.id;
}

/** Counts of its last hours: six, or half of a shorter incident. */
export function recentOf(
  members: readonly number[],
  posts: readonly ArgumentPost[],
  from: number,
  to: number,
): Argument['recent'] {
  const hours = Math.max(1, Math.min(RECENT_HOURS, Math.floor((to - from) / HOUR_MS / 2)));
  const counted = (start: number, end: number) =>
    members.filter((i) => posts[i]!.at >= start && posts[i]!.at < end).length;
  const middle = to - hours * HOUR_MS;
  return { hours, now: counted(middle, to + 1), before: counted(middle - hours * HOUR_MS, middle) };
}

/** Shares of its votes. */
export function demandsIn(
  members: readonly number[],
  votes: readonly number[],
  asked: (i: number) => readonly Demand[],
) {
  const all = members.reduce((sum, i) => sum + votes[i]!, 0);
  const of = members.map(asked);
  return DEMANDS.map((demand) => ({
    demand,
    share: members.reduce((sum, i, m) => sum + (of[m]!.includes(demand) ? votes[i]! : 0), 0) / all,
  }))
    .filter(({ share }) => share >= LEAST_DEMAND)
    .toSorted((a, b) => b.share - a.share || DEMANDS.indexOf(a.demand) - DEMANDS.indexOf(b.demand));
}
