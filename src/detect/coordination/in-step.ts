/**
 * Pairs of accounts that post the same within seconds of each other, again and again: the sign of coordinated sharing in
 * Giglietto et al. 2020 (Information, Communication & Society 23) and Pacheco et al. 2021 (ICWSM). One text that goes
 * round is shared by many within seconds and proves nothing; the same two accounts side by side on several texts are rare.
 */
import type { Trace } from '../../domain/kind/trace.ts';

const SECONDS = 30;
/** Of this many different texts, links or sets of tags. */
const AGAIN_AND_AGAIN = 3;
/** Of the posts with one mark that are within reach of a post, only so many are paired with it: the rest is a crowd. */
const MOST_NEIGHBOURS = 40;

interface Pair {
  readonly marks: Set<string>;
  readonly posts: Set<number>;
}

/** The accounts of such pairs, and their posts that were side by side. */
export function inStep(traces: readonly Trace[]): { readonly accounts: number; readonly posts: Set<number> } {
  const byMark = new Map<string, Trace[]>();
  for (const trace of traces) {
    if (trace.author === undefined) continue;
    for (const mark of [`text ${trace.cluster}`, ...trace.marks]) {
      const group = byMark.get(mark);
      if (group) group.push(trace);
      else byMark.set(mark, [trace]);
    }
  }
  const pairs = new Map<string, Pair>();
  for (const [mark, group] of byMark) if (group.length > 1) pairUp(mark, group, pairs);
  const accounts = new Set<string>();
  const posts = new Set<number>();
  for (const [key, pair] of pairs) {
    if (pair.marks.size < AGAIN_AND_AGAIN) continue;
    for (const author of key.split('\n')) accounts.add(author);
    for (const id of pair.posts) posts.add(id);
  }
  return { accounts: accounts.size, posts };
}

function pairUp(mark: string, group: readonly Trace[], pairs: Map<string, Pair>): void {
  const sorted = group.toSorted((a, b) => a.at - b.at || a.id - b.id);
  for (const [i, one] of sorted.entries()) {
    const most = Math.min(sorted.length, i + 1 + MOST_NEIGHBOURS);
    for (let j = i + 1; j < most; j++) {
      const other = sorted[j]!;
      if (other.at - one.at > SECONDS * 1000) break;
      if (one.author === undefined || other.author === undefined || other.author === one.author) continue;
      const [a, b] = one.author < other.author ? [one.author, other.author] : [other.author, one.author];
      const key = `${a}\n${b}`;
      const pair = pairs.get(key) ?? { marks: new Set<string>(), posts: new Set<number>() };
      pairs.set(key, pair);
      pair.marks.add(mark);
      pair.posts.add(one.id).add(other.id);
    }
  }
}
