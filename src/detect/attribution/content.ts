/** Whether the excess posts of a spike speak of what a change touches more than the brand's usual posts do. */
import type { PolicyChange } from '../../domain/brand.ts';
import { type BrandSeries, DAY_MS } from '../../domain/series.ts';
import type { Spike } from '../../domain/spike.ts';
import { excessShare } from '../kind/excess-share.ts';
import { sumOf } from '../stats/sums.ts';

export type Content = 'supports' | 'contradicts' | 'unknown';

/** Usual posts are those of so many days before the onset. */
const USUAL_DAYS = 56;
/** The excess speaks of it where it has a larger share than usual with this probability, this share and so many posts at least. */
const NEW = { probability: 0.99, share: 0.1, posts: 3 };

export interface ContentEvidence {
  readonly content: Content;
  /** Categories that the change touches and that are new in the excess. */
  readonly shared: readonly string[];
  /** Of the touched category with the largest share: among the excess posts, and among usual ones. */
  readonly share?: { readonly excess: number; readonly usual: number };
}

/**
 * Weighs what the posts say. `counted` holds votes in place of posts where authors, threads and near-duplicates are known. A
 * category that the brand's posts always speak of is no evidence: its share must be larger in the excess.
 */
export function contentOf(change: PolicyChange, spike: Spike, counted: BrandSeries): ContentEvidence {
  const all = counted.series['all'];
  const touched = change.touches.filter((code) => counted.series[code] !== undefined);
  const at = (ms: number) => Math.floor((ms - counted.start) / counted.widthMs);
  const onset = Math.max(0, at(spike.onset));
  const end =
    spike.end === undefined ? counted.length : Math.max(onset + 1, Math.ceil(at(spike.end - 1) + 1));
  const before = [
    { from: Math.max(0, onset - Math.round((USUAL_DAYS * DAY_MS) / counted.widthMs)), to: onset },
  ];
  const during = [{ from: onset, to: Math.min(counted.length, end) }];
  const posts = sumOf(all, during);
  if (!all || change.touches.length === 0 || posts < NEW.posts) return { content: 'unknown', shared: [] };
  const usualPosts = sumOf(all, before);
  const added = addedPart(spike, counted, posts, usualPosts, before[0]!, during[0]!);
  const weighed = touched.map((code) => {
    const hits = sumOf(counted.series[code], during);
    const usual = (sumOf(counted.series[code], before) + 0.5) / (usualPosts + 1);
    const { share, above } = excessShare(hits, posts, added, Math.min(1, usual));
    const isNew = hits >= NEW.posts && above >= NEW.probability && share >= NEW.share;
    return { code, isNew, share: { excess: share, usual: Math.min(1, usual) } };
  });
  const shared = weighed.filter(({ isNew }) => isNew).map(({ code }) => code);
  const [most] = weighed.toSorted((a, b) => b.share.excess - a.share.excess);
  const spoken = shared.length > 0 || spike.categories.length > 0;
  return {
    content: shared.length > 0 ? 'supports' : spoken ? 'contradicts' : 'unknown',
    shared,
    ...(most ? { share: most.share } : {}),
  };
}

/** The part of the spike's posts that is beyond the usual number of the same stretch. */
function addedPart(
  spike: Spike,
  { widthMs }: BrandSeries,
  posts: number,
  usualPosts: number,
  before: { readonly from: number; readonly to: number },
  during: { readonly from: number; readonly to: number },
): number {
  const perBucket = usualPosts / Math.max(1, before.to - before.from);
  const expected =
    spike.series === 'all' && widthMs > 0 ? spike.expected : perBucket * (during.to - during.from);
  return Math.min(0.99, Math.max(0.02, 1 - expected / posts));
}
