/** Schemas of the files under `config/sources/`: which site, for which brands, how often. */
import { z } from 'zod';
import { slug } from './common.ts';

const url = z.url({ protocol: /^https?$/ });
const words = z.array(z.string().trim().min(1).max(200));
const country = z.string().regex(/^[a-z]{2}$/, 'use two lower-case letters, e.g. us');
const all: string[] = ['*'];

function common(everyMinutes: number) {
  return {
    slug,
    /** Brands that its mentions may be about; `*` means all. */
    brands: z
      .array(z.union([slug, z.literal('*')]))
      .min(1)
      .default(all),
    everyMinutes: z.number().int().min(1).max(1440).default(everyMinutes),
    enabled: z.boolean().default(true),
  };
}

/** Where the site answers; another address serves mirrors, proxies and tests. */
const at = (base: string) => url.default(base);

const feed = z.strictObject({
  ...common(10),
  type: z.literal('feed'),
  url,
  /** `match`: only entries that name the brand · `all`: the whole feed is about it. */
  keep: z.enum(['match', 'all']).default('match'),
});

const hackerNews = z.strictObject({
  ...common(5),
  type: z.literal('hacker-news'),
  baseUrl: at('https://hn.algolia.com'),
});

const bluesky = z.strictObject({
  ...common(1),
  type: z.literal('bluesky'),
  /** Jetstream servers; the next is tried when one does not answer. */
  endpoints: z
    .array(z.url({ protocol: /^wss?$/ }))
    .min(1)
    .default([
      'wss://jetstream2.us-east.bsky.network/subscribe',
      'wss://jetstream1.us-east.bsky.network/subscribe',
      'wss://jetstream2.us-west.bsky.network/subscribe',
      'wss://jetstream1.us-west.bsky.network/subscribe',
    ]),
});

const mastodon = z.strictObject({
  ...common(5),
  type: z.literal('mastodon'),
  /** The server that is asked, e.g. https://mastodon.social. */
  baseUrl: url,
  /** Without the #; the brands' own hashtags and one-word terms when empty. */
  hashtags: words.default([]),
});

const appStore = z.strictObject({
  ...common(30),
  type: z.literal('app-store'),
  appId: z.string().regex(/^\d+$/, 'the number in the address of the app, in quotes'),
  countries: z.array(country).min(1).default(['us', 'gb', 'ca', 'au', 'ie', 'nz']),
  baseUrl: at('https://itunes.apple.com'),
});

const googlePlay = z.strictObject({
  ...common(60),
  type: z.literal('google-play'),
  appId: z.string().min(3),
  languages: z.array(z.string().min(2).max(7)).min(1).default(['en']),
  /** Google offers no interface for this and its terms do not provide for it: switch it on knowingly. */
  enabled: z.boolean().default(false),
  baseUrl: at('https://play.google.com'),
});

const reddit = z.strictObject({
  ...common(5),
  type: z.literal('reddit'),
  /** Whole of Reddit by search when empty. */
  subreddits: words.default([]),
  baseUrl: at('https://oauth.reddit.com'),
  authUrl: at('https://www.reddit.com'),
});

const x = z.strictObject({ ...common(5), type: z.literal('x'), baseUrl: at('https://api.x.com') });

const youtube = z.strictObject({
  ...common(30),
  type: z.literal('youtube'),
  videos: words.default([]),
  channels: words.default([]),
  baseUrl: at('https://www.googleapis.com'),
});

const stackExchange = z.strictObject({
  ...common(60),
  type: z.literal('stack-exchange'),
  /** Names of sites, e.g. stackoverflow, superuser, security. */
  sites: words.min(1),
  baseUrl: at('https://api.stackexchange.com'),
});

const discourse = z.strictObject({ ...common(10), type: z.literal('discourse'), baseUrl: url });

const lemmy = z.strictObject({ ...common(10), type: z.literal('lemmy'), baseUrl: url });

const trustpilot = z.strictObject({
  ...common(60),
  type: z.literal('trustpilot'),
  businessUnit: z.string().min(1),
  baseUrl: at('https://api.trustpilot.com'),
});

const gdelt = z.strictObject({
  ...common(60),
  type: z.literal('gdelt'),
  /** What is searched in the news; the brand's first term when absent. */
  query: z.string().min(3).max(500).optional(),
  baseUrl: at('https://api.gdeltproject.org'),
});

const wikipedia = z.strictObject({
  ...common(720),
  type: z.literal('wikipedia'),
  project: z.string().default('en.wikipedia'),
  article: z.string().min(1),
  baseUrl: at('https://wikimedia.org'),
});

const openTermsArchive = z.strictObject({
  ...common(60),
  type: z.literal('open-terms-archive'),
  /** Address of a collection, e.g. https://…/api. */
  baseUrl: url,
  /** Its name for the service and its documents. */
  service: z.string().min(1),
  documents: words.min(1).default(['Privacy Policy']),
});

const policyPage = z.strictObject({
  ...common(360),
  type: z.literal('policy-page'),
  url,
  document: z.string().min(1).default('Privacy Policy'),
});

export const sourceSchema = z.discriminatedUnion('type', [
  feed,
  hackerNews,
  bluesky,
  mastodon,
  appStore,
  googlePlay,
  reddit,
  x,
  youtube,
  stackExchange,
  discourse,
  lemmy,
  trustpilot,
  gdelt,
  wikipedia,
  openTermsArchive,
  policyPage,
]);

export type SourceConfig = z.output<typeof sourceSchema>;
export type SourceType = SourceConfig['type'];
export type SourceOf<T extends SourceType> = Extract<SourceConfig, { type: T }>;
export type FeedSource = SourceOf<'feed'>;

/** Every type that a source may have. */
export const SOURCE_TYPES = sourceSchema.options.map((option) => option.shape.type.value);

/** These are about one brand as a whole: its app, its page, its article. */
const ABOUT_ONE: readonly SourceType[] = [
  'app-store',
  'google-play',
  'youtube',
  'trustpilot',
  'gdelt',
  'wikipedia',
  'open-terms-archive',
  'policy-page',
];

/** What is wrong with a source beyond its fields; undefined when nothing is. */
export function sourceProblem(source: SourceConfig): string | undefined {
  const one = source.brands.length === 1 && source.brands[0] !== '*';
  if (ABOUT_ONE.includes(source.type) && !one) {
    return `a source of type ${source.type} is about one brand: name it under "brands"`;
  }
  if (source.type === 'feed' && source.keep === 'all' && source.brands.includes('*')) {
    return '"keep: all" needs the brands that the whole feed is about';
  }
  if (source.type === 'youtube' && source.videos.length + source.channels.length === 0) {
    return 'name videos or channels by their ids';
  }
  return undefined;
}

/** The `source` of what it brings, e.g. `feed:acme-news`; the slug alone where it is the type. */
export function sourceId({ slug: name, type }: Pick<SourceConfig, 'slug' | 'type'>): string {
  return name === type ? name : `${type}:${name}`;
}
