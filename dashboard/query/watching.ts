/** What is happening with the sources: of one brand, or of all that the reader may see. */
import { DAY_MS, HOUR_MS } from '../../src/domain/series.ts';
import { sourceId } from '../../src/domain/source.ts';
import { type SourceHealth, sourceHealth } from '../../src/report/sources/health.ts';
import type { BrandRow } from '../../src/store/brands/port.ts';
import type { MentionRow } from '../../src/store/mentions/port.ts';
import type { Ctx } from '../deps.ts';

export const RECENT_DAYS = 30;
const MOST_POSTS = 8;

export interface WatchedSource extends SourceHealth {
  /** Scored posts of the last `RECENT_DAYS`. */
  readonly scored: number;
}

export interface Watching {
  readonly brands: readonly BrandRow[];
  readonly sources: readonly WatchedSource[];
  readonly scored: number;
  /** In the whole installation. */
  readonly waiting: number;
  /** Newest first. */
  readonly posts: readonly MentionRow[];
}

async function scoredBySource(
  c: Ctx,
  brands: readonly BrandRow[],
  now: number,
): Promise<Map<string, number>> {
  const { read } = c.var.deps.store;
  const totals = new Map<string, number>();
  for (const { id: brandId } of brands) {
    const range = { brandId, widthMs: HOUR_MS, from: now - RECENT_DAYS * DAY_MS, to: now + HOUR_MS };
    for (const { source, all } of await read.counts.bySource(range)) {
      totals.set(source, (totals.get(source) ?? 0) + all);
    }
  }
  return totals;
}

async function newestPosts(c: Ctx, brands: readonly BrandRow[], now: number): Promise<MentionRow[]> {
  const { read } = c.var.deps.store;
  const range = { from: now - RECENT_DAYS * DAY_MS, to: now + HOUR_MS };
  const found: MentionRow[] = [];
  for (const { id: brandId } of brands)
    found.push(...(await read.mentions.list({ ...range, brandId, order: 'newest', limit: MOST_POSTS })));
  const seen = new Map(found.map((one) => [one.id, one]));
  return [...seen.values()].sort((a, b) => b.publishedAt - a.publishedAt).slice(0, MOST_POSTS);
}

/** `slug`: of that brand alone. */
export async function loadWatching(c: Ctx, slug: string | undefined): Promise<Watching> {
  const { store, config, clock } = c.var.deps;
  const now = clock();
  const known = (await store.read.brands.all()).filter(({ simulated }) => !simulated);
  const brands = slug === undefined ? known : known.filter((brand) => brand.slug === slug);
  const totals = await scoredBySource(c, brands, now);
  const concerns = (given: readonly string[]) =>
    slug === undefined || given.includes(slug) || given.includes('*');
  const sources = config.sources.filter((source) => concerns(source.brands));
  const ids = new Set([...sources.map(sourceId), ...totals.keys()]);
  const health = sourceHealth({
    sources,
    states: (await store.read.sources.all()).filter(({ source }) => ids.has(source)),
    gaps: [],
    backfills: [],
    others: [...totals.keys()],
    now,
  });
  return {
    brands,
    sources: health.map((one) => ({ ...one, scored: totals.get(one.id) ?? 0 })),
    scored: [...totals.values()].reduce((sum, one) => sum + one, 0),
    waiting: (await store.read.mentions.unscored()).pending,
    posts: await newestPosts(c, brands, now),
  };
}
