/**
 * Posts as votes: one a near-duplicate cluster and author, and less in a long thread, whose posts repeat each other's mood.
 * What people say is judged by votes; pages count posts.
 */
import type { BrandSeries } from '../../domain/series.ts';
import type { Voice } from '../../domain/voice.ts';

/** Intraclass correlation of what posts of one thread say. */
const THREAD_ICC = 0.3;

/** The weight of each voice, 0 to 1: n posts of a thread are worth n / (1 + (n − 1) · ICC) (Kish 1965). */
export function weightsOf(voices: readonly Pick<Voice, 'cluster' | 'author' | 'thread'>[]): number[] {
  const clusters = new Set<number>();
  const authors = new Set<string>();
  const threads = new Map<string, number>();
  const first = voices.map(({ cluster, author, thread }) => {
    if (clusters.has(cluster) || (author !== undefined && authors.has(author))) return false;
    clusters.add(cluster);
    if (author !== undefined) authors.add(author);
    if (thread !== undefined) threads.set(thread, (threads.get(thread) ?? 0) + 1);
    return true;
  });
  return voices.map(({ thread }, i) => {
    if (!first[i]) return 0;
    const n = thread === undefined ? 1 : (threads.get(thread) ?? 1);
    return 1 / (1 + (n - 1) * THREAD_ICC);
  });
}

/** The series with votes in place of posts in the buckets [from, to). `voices` are the posts of those. */
export function withVotes(
  brand: BrandSeries,
  { from, to }: { readonly from: number; readonly to: number },
  voices: readonly Voice[],
): BrandSeries {
  const series: Record<string, (number | null)[]> = {};
  for (const [name, counts] of Object.entries(brand.series))
    series[name] = counts.map((count, i) => (count === null || i < from || i >= to ? count : 0));
  const add = (name: string, i: number, weight: number) => {
    const counts = (series[name] ??= new Array<number>(brand.length).fill(0));
    if (counts[i] !== null) counts[i] = (counts[i] ?? 0) + weight;
  };
  const weights = weightsOf(voices);
  for (const [k, { at, sentiment, betrayal, codes }] of voices.entries()) {
    const i = Math.floor((at - brand.start) / brand.widthMs);
    const weight = weights[k] ?? 0;
    if (i < from || i >= to || weight === 0) continue;
    add('all', i, weight);
    if (sentiment === undefined) add('unread', i, weight);
    else if (sentiment !== 'neutral') add(sentiment, i, weight);
    if (betrayal) add('betrayal', i, weight);
    for (const code of codes) add(code, i, weight);
  }
  return { ...brand, series };
}
