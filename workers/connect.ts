/** Makes the connector of a configured source: the table of all types. */
import type { SourceConfig, SourceOf, SourceType } from '../config/schema/sources.ts';
import { sourceId } from '../config/schema/sources.ts';
import { brandMatcher } from '../src/ingest/match.ts';
import { socketMessages } from '../src/net/guarded-socket.ts';
import { userAgent } from '../src/net/polite-fetch.ts';
import { appStoreConnector } from '../src/source/connectors/app-store.ts';
import { blueskyConnector } from '../src/source/connectors/bluesky.ts';
import type { Connector, SourceContext } from '../src/source/connector.ts';
import { discourseConnector } from '../src/source/connectors/discourse.ts';
import { feedConnector } from '../src/source/connectors/feed.ts';
import { googlePlayConnector } from '../src/source/connectors/google-play.ts';
import { hackerNewsConnector } from '../src/source/connectors/hacker-news.ts';
import { lemmyConnector } from '../src/source/connectors/lemmy.ts';
import { hasMastodonListings, mastodonConnector } from '../src/source/connectors/mastodon.ts';
import { redditConnector } from '../src/source/connectors/reddit.ts';
import { stackExchangeConnector } from '../src/source/connectors/stack-exchange.ts';
import { trustpilotConnector } from '../src/source/connectors/trustpilot.ts';
import { xConnector } from '../src/source/connectors/x.ts';
import { youtubeConnector } from '../src/source/connectors/youtube.ts';
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
  bluesky: (source, given, ctx) =>
    blueskyConnector({
      ...source,
      ...given,
      open: socketMessages,
      userAgent: userAgent(ctx.env.contact),
      allowPrivate: ctx.env.fetchPrivate,
    }),
  'hacker-news': (source, given) => hackerNewsConnector({ ...source, ...given }),
  mastodon: (source, given, { env }) => {
    const options = { ...source, ...given, token: env.keys.mastodonToken };
    return hasMastodonListings(options)
      ? mastodonConnector(options)
      : { needs: 'write hashtags, or set OUTCRY_MASTODON_TOKEN to search for words' };
  },
  'app-store': (source, given) => appStoreConnector({ ...source, ...given }),
  'google-play': (source, given) => googlePlayConnector({ ...source, ...given }),
  reddit: (source, given, { env: { keys } }) =>
    keys.redditId === undefined || keys.redditSecret === undefined
      ? { needs: 'set OUTCRY_REDDIT_ID and OUTCRY_REDDIT_SECRET of a Reddit app' }
      : redditConnector({ ...source, ...given, clientId: keys.redditId, clientSecret: keys.redditSecret }),
  x: (source, given, { env: { keys } }) =>
    keys.xToken === undefined
      ? { needs: 'set OUTCRY_X_TOKEN to the bearer token of an X app' }
      : xConnector({ ...source, ...given, token: keys.xToken }),
  youtube: (source, given, { env: { keys } }) =>
    keys.youtubeKey === undefined
      ? { needs: 'set OUTCRY_YOUTUBE_KEY to an API key of a Google Cloud project' }
      : youtubeConnector({ ...source, ...given, key: keys.youtubeKey }),
  'stack-exchange': (source, given, { env: { keys } }) =>
    stackExchangeConnector({ ...source, ...given, key: keys.stackExchangeKey }),
  discourse: (source, given) => discourseConnector({ ...source, ...given }),
  lemmy: (source, given) => lemmyConnector({ ...source, ...given }),
  trustpilot: (source, given, { env: { keys } }) =>
    keys.trustpilotKey === undefined
      ? { needs: 'set OUTCRY_TRUSTPILOT_KEY to the API key of a Trustpilot contract' }
      : trustpilotConnector({ ...source, ...given, key: keys.trustpilotKey }),
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
