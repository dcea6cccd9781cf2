/** The kind of a spike, with its themes: judged as a whole and, more strictly, day by day. */
import type { BrandSeries } from '../../domain/series.ts';
import { bucketsPerDay } from '../spike/rule.ts';
import type { SpikeKind } from '../../domain/spike.ts';
import type { ThemeShare } from '../../domain/kind/theme.ts';
import { sumOf } from '../stats/sums.ts';
import { CERTAINTY, type KindFinding, kindOf, LEAST_ADDED, type TrustCounts, withoutTheme } from './kind.ts';
import { hasTwoSides, isConduct, type Stretch, themesOf } from './themes.ts';

/** A part of a spike that is judged by itself. */
interface Look extends Stretch {
  /** Mentions expected in it without a spike. */
  readonly expected: number;
  readonly certainty: number;
}

/** What a kind is judged on; positions are buckets. */
export interface KindEvidence {
  /** The whole spike first. */
  readonly looks: readonly Look[];
  /** Ordinary stretches before it. */
  readonly usual: readonly Stretch[];
}

export interface JudgedKind {
  readonly kind: SpikeKind;
  /** Probability of `kind`, 0 to 1. */
  readonly kindProbability: number;
  readonly themes: readonly ThemeShare[];
  readonly polarised: boolean;
}

/** An outcry that begins within a launch is hidden in the sum: each day is judged too. More looks, more chances to err. */
const DAY_CERTAINTY = 0.97;
const MOST_DAYS = 28;
/** Days of posts that are judged together where a spike is known by the day. */
const DAYS_TOGETHER = 3;
/** Where nothing can be weighed, most spikes are talk. */
const UNREAD = 0.5;

/**
 * The looks at a spike from `onset` to `end`: the whole, from each of `turns` (a more specific series began to rise there)
 * to the end, and each of its days.
 */
export function looksOf(
  { widthMs }: Pick<BrandSeries, 'widthMs'>,
  { from: onset, to: end }: Stretch,
  turns: readonly number[],
  expectedOf: (stretch: Stretch) => number,
): Look[] {
  const look = (from: number, to: number, certainty: number) => {
    return { from, to, certainty, expected: expectedOf({ from, to }) };
  };
  const looks = [look(onset, end, CERTAINTY)];
  for (const at of new Set(turns)) if (at > onset && at < end) looks.push(look(at, end, CERTAINTY));
  const perDay = bucketsPerDay(widthMs);
  const step = perDay === 1 ? DAYS_TOGETHER : perDay;
  const last = Math.min(end, onset + MOST_DAYS * perDay);
  if (end - onset > step)
    for (let from = onset; from < last; from += step)
      looks.push(look(from, Math.min(end, from + step), DAY_CERTAINTY));
  return looks;
}

/** Judges a spike by the counts of `brand`: of posts, or of votes (one a near-duplicate cluster and author). */
export function judgeKind(brand: BrandSeries, { looks, usual }: KindEvidence): JudgedKind {
  const before = trustIn(brand, usual);
  const judged = looks.map((look) => {
    const counts = trustIn(brand, [look]);
    const posts = sumOf(brand.series['all'], [look]);
    const added = posts > 0 ? Math.max(LEAST_ADDED, 1 - Math.min(1, look.expected / posts)) : 1;
    const found = kindOf({ ...counts, expected: counts.all * (1 - added) }, before, look);
    const themes = themesOf(brand, { spike: [look], usual, added });
    return { look, added, themes, found: themes.some(isConduct) ? found : withoutTheme(found) };
  });
  const [whole] = judged;
  if (!whole) return { kind: 'attention', kindProbability: UNREAD, themes: [], polarised: false };
  const angriest = judged
    .filter(({ found }) => found.kind === 'backlash')
    .toSorted((a, b) => b.found.probability - a.found.probability)[0];
  const deciding = whole.found.kind === 'backlash' ? whole : (angriest ?? whole);
  const { look, added, themes, found } = deciding;
  const kind = priceAlone(found, themes) ? 'complaints' : found.kind;
  return {
    kind,
    kindProbability: found.each?.[found.kind] ?? UNREAD,
    themes,
    polarised: themes.some(isConduct) && hasTwoSides(brand, { spike: [look], usual, added }),
  };
}

/** A price alone is complained about; with a promise, a lie or a loss beside it, people turn against the brand. */
function priceAlone({ kind }: KindFinding, themes: readonly ThemeShare[]): boolean {
  const [first, second] = themes;
  return kind === 'backlash' && first?.code === 'price_terms' && second === undefined && first.lower >= 0.5;
}

/** What people said in some stretches, of the posts that were read: those in other languages say nothing. */
export function trustIn({ series }: Pick<BrandSeries, 'series'>, stretches: readonly Stretch[]): TrustCounts {
  const { betrayal, service_failure: service } = series;
  const broken = betrayal ? sumOf(betrayal, stretches) : undefined;
  const bad = sumOf(series['negative'], stretches);
  // A brand without the series `all` is judged by the widest one it has.
  const all = Math.max(sumOf(series['all'], stretches), bad, broken ?? 0);
  const failing = betrayal ? sumOf(service, stretches) : undefined;
  const read = Math.max(all - sumOf(series['unread'], stretches), bad, broken ?? 0);
  return { all: read, negative: bad, betrayal: broken, service: failing };
}
