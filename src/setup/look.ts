/**
 * The newest posts about a brand on sites that can be asked without a key, for a preview of terms. What was read is kept
 * for a few minutes, so that trying other terms of the same names asks nobody again.
 */
import type { Brand } from '../domain/brand.ts';
import { namesOf } from '../domain/brand.ts';
import { DAY_MS, MINUTE_MS } from '../domain/series.ts';
import { definitionOf, SOURCE_TYPES } from '../source/registry.ts';
import type { SetupContext } from './context.ts';
import { firstPosts } from './first-posts.ts';
import { partsFor, readSource } from './source-parts.ts';
import type { TrialPost } from './terms/check-terms.ts';
import type { Looked } from './terms/preview.ts';

const LIMITS = { pages: 4, entries: 400, ms: 8_000 };
/** How far back the first read of a site that is searched goes. */
const REACH_MS = 2 * DAY_MS;
const KEPT_MS = 5 * MINUTE_MS;
const MOST_KEPT = 20;
const STORED_DAYS = 30;
const MOST_STORED = 200;

export type Look = (brand: Brand) => Promise<readonly Looked[]>;

async function lookAt(ctx: SetupContext, type: string, brand: Brand): Promise<Looked | undefined> {
  const definition = definitionOf(type);
  if (definition?.brings !== 'mentions') return undefined;
  const { card } = definition;
  const base = ctx.env.previewSites?.get(type);
  const settings = { ...card.guess?.(brand), ...(base === undefined ? {} : { baseUrl: base }) };
  const read = readSource({ ...settings, type, slug: type, brands: [brand.slug] });
  const now = ctx.clock();
  const failed = (problem: string): Looked => ({ source: card.title, posts: [], coveredMs: 0, problem });
  if ('fields' in read) return failed('its settings are incomplete');
  const connector = definition.create(read.source, partsFor(ctx, read.source, brand, true), {});
  if ('needs' in connector) return failed(connector.needs);
  const { mentions, complete, problem } = await firstPosts(connector, LIMITS, now);
  const posts = mentions.map(
    ({ externalId, title, text, url, publishedAt }): TrialPost => ({
      key: `${type}:${externalId}`,
      source: card.title,
      title,
      text,
      url,
      publishedAt,
    }),
  );
  const oldest = posts.reduce((least, { publishedAt }) => Math.min(least, publishedAt), now);
  return {
    source: card.title,
    posts,
    coveredMs: problem !== undefined ? 0 : complete ? REACH_MS : now - oldest,
    ...(problem === undefined ? {} : { problem }),
  };
}

/** Posts that are stored about the brand already: what other terms would leave out. */
export async function storedPosts(ctx: SetupContext, brand: Brand): Promise<Looked | undefined> {
  const known = await ctx.store.read.brands.bySlug(brand.slug);
  if (!known) return undefined;
  const now = ctx.clock();
  const rows = await ctx.store.read.mentions.list({
    brandId: known.id,
    from: now - STORED_DAYS * DAY_MS,
    to: now + DAY_MS,
    order: 'newest',
    limit: MOST_STORED,
  });
  if (rows.length === 0) return undefined;
  const posts = rows.map(
    ({ id, title, text, url, publishedAt }): TrialPost => ({
      key: `stored:${id}`,
      source: 'Stored posts',
      title,
      text,
      url,
      publishedAt,
    }),
  );
  return { source: 'Stored posts', posts, coveredMs: 0 };
}

/** Asks all sites at once; none can hold up the others for longer than the limit. */
export function createLook(ctx: SetupContext): Look {
  const kept = new Map<string, { at: number; looked: Promise<readonly Looked[]> }>();
  const types = SOURCE_TYPES.filter(({ card }) => card.previews).map(({ type }) => type);
  const asked =
    ctx.env.previewSites === undefined
      ? []
      : types.filter((type) => ctx.env.previewSites!.size === 0 || ctx.env.previewSites!.has(type));

  return (brand) => {
    const key = JSON.stringify(
      namesOf(brand)
        .map((name) => name.toLowerCase())
        .sort(),
    );
    const before = kept.get(key);
    if (before && ctx.clock() - before.at < KEPT_MS) return before.looked;
    const looked = Promise.all(asked.map((type) => lookAt(ctx, type, brand))).then((all) =>
      all.filter((one) => one !== undefined),
    );
    kept.delete(key);
    kept.set(key, { at: ctx.clock(), looked });
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
    return looked;
  };
}
