/** What the excess posts of a stretch are about, with intervals, and whether both sides speak. */
import { type BrandSeries } from '../../domain/series.ts';
import { SERVICE, THEME_CODES, THEMES, type ThemeShare } from '../../domain/kind/theme.ts';
import { sumOf } from '../stats/sums.ts';
import { excessShare } from './excess-share.ts';

/** A theme is named when this much is sure to speak of it more than usual. */
const SURE = 0.95;
const LEAST_POSTS = 2;
/** Both sides speak where at least this share of the excess takes each. */
const LEAST_SIDE = 0.25;
const SIDE_SURE = 0.8;
const PRIOR_SHARE = 0.01;
const PRIOR_POSTS = 20;

/** Counts of a brand over stretches: [from, to) in buckets. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Posts that speak of any of `codes`. Counts are by code, and a post may have two: of the posts read as broken trust, each
 * code is taken to strike at random.
 */
export function postsOfCodes(
  { series }: Pick<BrandSeries, 'series'>,
  codes: readonly string[],
  stretches: readonly Stretch[],
): number {
  const counts = codes.map((code) => sumOf(series[code], stretches)).filter((count) => count > 0);
  if (counts.length <= 1) return counts[0] ?? 0;
  const labelled = Math.max(sumOf(series['betrayal'], stretches), ...counts);
  return labelled * (1 - counts.reduce((left, count) => left * (1 - count / labelled), 1));
}

/** Share of a brand's usual posts, with a prior of one in a hundred worth 20 posts. */
function usualShareOf(hits: number, total: number): number {
  return (Math.min(hits, total) + PRIOR_SHARE * PRIOR_POSTS) / (total + PRIOR_POSTS);
}

interface Excess {
  readonly spike: readonly Stretch[];
  readonly usual: readonly Stretch[];
  /** Part of the spike's posts that are excess, 0 to 1. */
  readonly added: number;
}

function readPosts({ series }: Pick<BrandSeries, 'series'>, stretches: readonly Stretch[]): number {
  return sumOf(series['all'], stretches) - sumOf(series['unread'], stretches);
}

/** Themes of which the excess speaks more than usual, the largest first. */
export function themesOf(brand: Pick<BrandSeries, 'series'>, { spike, usual, added }: Excess): ThemeShare[] {
  const all = readPosts(brand, spike);
  const before = readPosts(brand, usual);
  const found: ThemeShare[] = [];
  for (const code of THEMES) {
    const hits = postsOfCodes(brand, THEME_CODES[code], spike);
    if (hits < LEAST_POSTS) continue;
    const ordinary = usualShareOf(postsOfCodes(brand, THEME_CODES[code], usual), before);
    const { above, share, lower, upper } = excessShare(hits, all, added, ordinary);
    if (above >= SURE) found.push({ code, share, lower, upper });
  }
  return found.toSorted((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1));
}

/** Whether a large part of the excess is kind while another is angry: both sides speak. */
export function hasTwoSides(brand: Pick<BrandSeries, 'series'>, { spike, usual, added }: Excess): boolean {
  const { series } = brand;
  const all = readPosts(brand, spike);
  const before = readPosts(brand, usual);
  return ['positive', 'negative'].every((name) => {
    const ordinary = usualShareOf(sumOf(series[name], usual), before);
    const { above } = excessShare(sumOf(series[name], spike), all, added, ordinary, LEAST_SIDE);
    return above >= SIDE_SURE;
  });
}

/** Whether a theme speaks for a backlash. */
export function isConduct({ code }: Pick<ThemeShare, 'code'>): boolean {
  return code !== SERVICE;
}
