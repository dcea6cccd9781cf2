/**
 * Reddit through its OAuth API: a search of all posts for each term, or the new posts and comments of chosen
 * subreddits. Needs an approved app. Listings show their newest 1,000 (r/redditdev wiki, api/faq); search shows no
 * comments. Checked against reddit.com/dev/api, the reddit/reddit wiki (JSON, OAuth2), and public client code for
 * `removed_by_category`. A post or comment that is read again without its text is a deletion; one that is
 * removed after the overlap is not noticed.
 */
import { z } from 'zod';
import { namesOf } from '../../domain/brand.ts';
import type { NewMention } from '../../domain/mention.ts';
import { dead, type Outcome } from '../../domain/result.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import type { Deletion } from '../../ingest/erase.ts';
import type { FetchedPage } from '../../net/guarded-fetch.ts';
import { quotaOf } from '../../net/rate-headers.ts';
import { isRedditProgram, LEFT_OUT } from '../automatic.ts';
import { type Connector, SourceAccessError, type SourceContext } from '../connector.ts';
import { mirrorField } from '../card.ts';
import { defineSource, nameList, siteAt } from '../definition.ts';
import { numberField, readJson, textField } from '../json.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';
import { undoEntities } from '../markup.ts';
import { isGone, likesOf, mentionOf } from '../post.ts';
import { type RedditKey, redditTokens } from './reddit-token.ts';

export interface RedditOptions extends SourceContext, RedditKey {
  readonly baseUrl: string;
  /** Names without r/; all of Reddit is searched when empty. */
  readonly subreddits: readonly string[];
}

/** 100 requests per minute; X-Ratelimit headers count them over ten minutes. */
const RATE = { perMinute: 80, burst: 20 };
/** Where a subreddit that does not exist leads to: a list of other subreddits. */
const NO_SUBREDDIT = /^\/subreddits\/search\b/;

const envelope = z.object({
  kind: z.literal('Listing'),
  data: z.object({ children: z.array(z.unknown()), after: z.string().nullish() }),
});

const thing = z.object({
  kind: z.enum(['t1', 't3']),
  data: z.object({
    name: z.string().regex(/^t[13]_/),
    author: z.string().nullish(),
    title: z.string().nullish(),
    selftext: z.string().nullish(),
    body: z.string().nullish(),
    created_utc: z.number(),
    permalink: z.string().nullish(),
    score: z.number().nullish(),
    num_comments: z.number().nullish(),
    parent_id: z.string().nullish(),
    /** False, when (s since 1970), or true where nobody noted when. */
    edited: z.union([z.boolean(), z.number()]).nullish(),
    poll_data: z
      .object({ options: z.array(z.object({ text: z.string().nullish() })) })
      .nullish()
      .catch(undefined),
  }),
});

type Raw = unknown;

function dataOf(raw: Raw): unknown {
  return typeof raw === 'object' && raw !== null ? (raw as { data?: unknown }).data : undefined;
}

export function redditConnector(options: RedditOptions): Connector<Raw> {
  const tokens = redditTokens(options, options.fetch, options.clock);
  const names = [...new Set(options.subreddits.map((name) => name.replace(/^\/?r\//i, '')))];
  const terms = [...new Set(options.brands.flatMap(namesOf))];
  const listings =
    names.length > 0
      ? names.flatMap((name) => [`r/${name}/new`, `r/${name}/comments`])
      : terms.map((term) => `search/${term}`);

  async function ask(url: string, signal: AbortSignal, again = true): Promise<FetchedPage> {
    const token = await tokens.current(signal);
    const headers = { authorization: `Bearer ${token}` };
    const page = await options.fetch(url, { signal, api: true, rate: RATE, headers });
    if (page.status !== 401) return page;
    tokens.forget(token);
    return again ? ask(url, signal, false) : page;
  }

  async function fetchPage({ listing, token, signal }: ListingRequest): Promise<ListingPage<Raw>> {
    const query = new URLSearchParams({ limit: '100', raw_json: '1' });
    let path = listing.split('/').map(encodeURIComponent).join('/');
    if (listing.startsWith('search/')) {
      path = 'search';
      query.set('q', `"${listing.slice('search/'.length).replaceAll('"', ' ')}"`);
      query.set('sort', 'new');
      query.set('type', 'link');
    }
    if (token !== undefined) query.set('after', token);
    const page = await ask(`${options.baseUrl}/${path}?${query.toString()}`, signal);
    if (NO_SUBREDDIT.test(new URL(page.url).pathname)) {
      throw new SourceAccessError(`Reddit has no ${listing}: check the names under "subreddits"`);
    }
    const { children, after } = readJson(page, envelope).data;
    const quota = quotaOf(page.headers, options.clock());
    return { entries: children, ...(after ? { next: after } : {}), ...(quota ? { quota } : {}) };
  }

  const reader = listingReader<Raw>({
    listings,
    fetchPage,
    timeOf: (raw) => {
      const at = numberField(dataOf(raw), 'created_utc');
      return at === undefined ? undefined : at * 1000;
    },
    idOf: (raw) => textField(dataOf(raw), 'name'),
    clock: options.clock,
    // Most removals happen within hours.
    overlapMs: 2 * HOUR_MS,
    firstReachMs: 2 * DAY_MS,
    capped: true,
  });

  function toDeletion(raw: Raw): Deletion | undefined {
    const data = dataOf(raw);
    const externalId = textField(data, 'name');
    const text = textField(data, 'body') ?? textField(data, 'selftext') ?? '';
    const gone =
      isGone(text) ||
      (text.trim() === '' && isGone(textField(data, 'title'))) ||
      textField(data, 'removed_by_category') !== undefined;
    return gone && externalId !== undefined ? { externalId } : undefined;
  }

  function toMention(raw: Raw, now: number): Outcome<NewMention> {
    const parsed = thing.safeParse(raw);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return dead(`not a post or comment as documented: ${issue?.path.join('.')}: ${issue?.message}`);
    }
    const { kind, data: d } = parsed.data;
    if (isRedditProgram(d.author)) return LEFT_OUT;
    // Markdown, in which characters may be written by their names.
    const body = undoEntities((kind === 't1' ? d.body : d.selftext) ?? '').trim();
    const choices = d.poll_data?.options.map((option) => `- ${option.text ?? ''}`) ?? [];
    const text = [body, ...choices].filter((part) => part !== '').join('\n');
    const title = kind === 't3' && d.title ? undoEntities(d.title) : undefined;
    const brands = options.match(`${title ?? ''}\n${text}`);
    if (brands.length === 0) return { kind: 'drop', reason: 'names no watched brand' };
    return mentionOf(
      {
        externalId: d.name,
        text: text === '' ? (title ?? '') : text,
        title: text === '' ? undefined : title,
        url: d.permalink ? `https://www.reddit.com${d.permalink}` : undefined,
        author: isGone(d.author) ? undefined : (d.author ?? undefined),
        publishedAt: d.created_utc,
        editedAt: typeof d.edited === 'number' ? d.edited : undefined,
        engagement: { likes: likesOf(d.score), replies: d.num_comments ?? undefined },
        parentExternalId: d.parent_id ?? undefined,
      },
      { source: options.id, brands, kind: kind === 't1' ? 'comment' : 'post', now },
    );
  }

  return {
    id: options.id,
    read: reader.read,
    toDeletion,
    toMention,
    refOf: (raw) => textField(dataOf(raw), 'name'),
  };
}

export const reddit = defineSource({
  type: 'reddit',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 5,
  keys: { clientId: 'OUTCRY_REDDIT_ID', clientSecret: 'OUTCRY_REDDIT_SECRET' },
  card: {
    title: 'Reddit',
    reads: 'Posts that name the brand; posts and comments of the subreddits that you name.',
    needs: 'The id and secret of an app that Reddit approved.',
    cost: 'Free for non-commercial use; commercial use needs an agreement with Reddit',
    delay: 'About 5 minutes',
    key: {
      how: 'Create an app of type "script" and copy its id and secret.',
      url: 'https://www.reddit.com/prefs/apps',
    },
    fields: [
      {
        name: 'subreddits',
        label: 'Subreddits',
        kind: 'list',
        hint: 'Without r/. Leave empty to search all of Reddit.',
      },
      mirrorField,
      { ...mirrorField, name: 'authUrl', label: 'Address that gives tokens' },
    ],
    guess: () => ({}),
  },
  fields: {
    /** All of Reddit is searched when empty. */
    subreddits: nameList.default([]),
    baseUrl: siteAt('https://oauth.reddit.com'),
    authUrl: siteAt('https://www.reddit.com'),
  },
  create: (source, parts, { clientId, clientSecret }) =>
    clientId === undefined || clientSecret === undefined
      ? { needs: 'set OUTCRY_REDDIT_ID and OUTCRY_REDDIT_SECRET of a Reddit app' }
      : redditConnector({ ...source, ...parts, clientId, clientSecret }),
});
