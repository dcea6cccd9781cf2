/**
 * Posts as votes: one an author, and little more for a text that many repeat or a long thread, whose posts share a mood.
 * What people say is judged by votes; pages count posts.
 */
import type { BrandSeries } from '../../domain/series.ts';
import type { Voice } from '../../domain/kind/voice.ts';

/** Intraclass correlation of what posts of one thread say, and of those who repeat a text. */
const ICC = 0.3;

/**
 * The weight of each voice, 0 to 1. An author votes once. n posts of a thread, or n people who post the same text, are worth
 * n / (1 + (n − 1) · ICC) votes (Kish 1965): three at most.
 */
export function weightsOf(voices: readonly Pick<Voice, 'cluster' | 'author' | 'thread'>[]): number[] {
  const authors = new Set<string>();
  const sizes = new Map<string | number, number>();
  const first = voices.map(({ cluster, author, thread }) => {
    if (author !== undefined && authors.has(author)) return false;
    if (author !== undefined) authors.add(author);
    sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
    if (thread !== undefined) sizes.set(thread, (sizes.get(thread) ?? 0) + 1);
    return true;
  });
  return voices.map(({ cluster, thread }, i) => {
    if (!first[i]) return 0;
    const n = Math.max(sizes.get(cluster) ?? 1, thread === undefined ? 1 : (sizes.get(thread) ?? 1));
    return 1 / (1 + (n - 1) * ICC);
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
