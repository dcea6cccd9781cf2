/** Makes the connector of a configured source: the table of all types. */
import type { SourceConfig, SourceOf, SourceType } from '../config/schema/sources.ts';
import { sourceId } from '../config/schema/sources.ts';
import { brandMatcher } from '../src/ingest/match.ts';
import type { Connector, SourceContext } from '../src/source/connector.ts';
import { feedConnector } from '../src/source/feed.ts';
import { hackerNewsConnector } from '../src/source/hacker-news.ts';
import { hasMastodonLanes, mastodonConnector } from '../src/source/mastodon.ts';
import type { StageContext } from './context.ts';

/** What keeps a source from being read, in words that say what to do. */
export interface Obstacle {
  readonly needs: string;
}

type Connect<T extends SourceType> = (
  source: SourceOf<T>,
  given: SourceContext,
  ctx: StageContext,
) => Connector | Obstacle;

/** Types that bring mentions. Control series and trackers of policies have stages of their own. */
const CONNECT: { readonly [T in SourceType]?: Connect<T> } = {
  feed: (source, given) => feedConnector({ ...source, ...given }),
  'hacker-news': (source, given) => hackerNewsConnector({ ...source, ...given }),
  mastodon: (source, given, { env }) => {
    const options = { ...source, ...given, token: env.keys.mastodonToken };
    return hasMastodonLanes(options)
      ? mastodonConnector(options)
      : { needs: 'write hashtags, or set OUTCRY_MASTODON_TOKEN to search for words' };
  },
};

/** The brands of the configuration that a source is read for. */
export function brandsOf(ctx: Pick<StageContext, 'config'>, source: SourceConfig, only?: string) {
  const all = source.brands.includes('*');
  return ctx.config.brands.filter(
    (brand) => (all || source.brands.includes(brand.slug)) && (only === undefined || brand.slug === only),
  );
}

/** Whether a source of this type brings mentions. */
export function bringsMentions(type: SourceType): boolean {
  return CONNECT[type] !== undefined;
}

/** The connector of a source; `only` one of its brands is matched where that is given. */
export function connect(ctx: StageContext, source: SourceConfig, only?: string): Connector | Obstacle {
  const make = CONNECT[source.type] as Connect<SourceType> | undefined;
  if (!make) return { needs: `a source of type ${source.type} brings no mentions` };
  const brands = brandsOf(ctx, source, only);
  const given = {
    id: sourceId(source),
    brands,
    match: brandMatcher(brands),
    clock: ctx.clock,
    fetch: ctx.fetch,
  };
  return make(source, given, ctx) as Connector | Obstacle;
}
