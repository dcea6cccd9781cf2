/**
 * X through recent search, API v2: posts of the last seven days, newest first, 100 a page. Needs an app's bearer
 * token of a plan that includes search. Checked against docs.x.com/x-api/posts/search (query of 512 characters,
 * next_token, edit history, `note_tweet`). This search does not show
 * deletions: an operator who must honour them needs X's compliance endpoints, which are not read here.
 */
import { namesOf } from '../../domain/brand.ts';
import type { NewMention } from '../../domain/mention.ts';
import { dead, type Outcome, UserError } from '../../domain/result.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/series.ts';
import type { Deletion } from '../../ingest/erase.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import type { FetchedPage } from '../../net/guarded-fetch.ts';
import { quotaOf } from '../../net/rate-headers.ts';
import {
  type BackfillRange,
  type Connector,
  SourceAccessError,
  type SourceContext,
  SourceShapeError,
} from '../connector.ts';
import { mirrorField } from '../card.ts';
import { defineSource, siteAt } from '../definition.ts';
import { readJson, textField } from '../json.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';
import { mentionOf } from '../post.ts';
import { envelope, post, type Raw, user, withheld } from './x-shapes.ts';
import { type Attached, attachedTo, mediaKeys, wordsOf } from './x-text.ts';

export interface XOptions extends SourceContext {
  readonly baseUrl: string;
  /** Bearer token of an app. */
  readonly token: string;
}

/** Longest query of plans without a contract, in characters. */
const QUERY_LENGTH = 512;
const NO_REPOSTS = ' -is:retweet';
/** Seven days, less the time a pagination may take: an earlier start is refused. */
const REACH_MS = 7 * DAY_MS - 30 * MINUTE_MS;
/** `end_time` must be at least this long ago. */
const END_LAG_MS = 15_000;
/** 450 requests per app in 15 minutes. */
const RATE = { perMinute: 25, burst: 10 };

/** Queries of terms joined by OR, as few as the length limit allows. */
export function queriesOf(terms: readonly string[]): string[] {
  const queries: string[] = [];
  let parts: string[] = [];
  const written = (list: readonly string[]) => `(${list.join(' OR ')})${NO_REPOSTS}`;
  for (const term of new Set(terms.map((one) => `"${one.replaceAll('"', ' ').trim()}"`))) {
    if (parts.length > 0 && written([...parts, term]).length > QUERY_LENGTH) {
      queries.push(written(parts));
      parts = [];
    }
    parts.push(term);
  }
  return parts.length > 0 ? [...queries, written(parts)] : queries;
}

/** A token is where the window closes (s since 1970, may be empty) and the site's own. */
function parseToken(token: string | undefined): { close: number | undefined; next: string | undefined } {
  const [, close = '', next = ''] = /^(\d*)\/(.*)$/.exec(token ?? '') ?? [];
  return { close: close === '' ? undefined : Number(close), next: next === '' ? undefined : next };
}

const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** 402 and 403 mean that the plan does not cover the request. */
function refusal(page: FetchedPage): SourceAccessError {
  const said = /"title"\s*:\s*"([\w .:-]{1,80})"/.exec(page.body)?.[1];
  const why =
    page.status === 402
      ? 'the credit of the plan is used up'
      : 'the plan of this token does not include recent search';
  const words = said === undefined ? '' : ` ("${said}")`;
  return new SourceAccessError(`${new URL(page.url).host} answered ${page.status}${words}: ${why}`);
}

export function xConnector(options: XOptions): Connector<Raw> {
  const { clock } = options;

  async function fetchPage({
    listing,
    token,
    since,
    before,
    signal,
  }: ListingRequest): Promise<ListingPage<Raw>> {
    const at = parseToken(token);
    const now = clock();
    const from = Math.max(since, now - REACH_MS);
    const asked = at.close === undefined ? before : at.close * 1000;
    const to = asked === undefined ? undefined : Math.min(asked, now - END_LAG_MS);
    if (to !== undefined && to - from < 1000) return { entries: [] };
    const query = new URLSearchParams({
      query: listing,
      max_results: '100',
      start_time: iso(from),
      ...(to === undefined ? {} : { end_time: iso(to) }),
      ...(at.next === undefined ? {} : { next_token: at.next }),
      sort_order: 'recency',
      'tweet.fields':
        'created_at,lang,public_metrics,author_id,referenced_tweets,note_tweet,edit_history_tweet_ids,entities,attachments,withheld',
      expansions: 'author_id,attachments.media_keys',
      'media.fields': 'media_key,alt_text',
      'user.fields': 'username,public_metrics',
    });
    const page = await options.fetch(`${options.baseUrl}/2/tweets/search/recent?${query.toString()}`, {
      signal,
      api: true,
      rate: RATE,
      headers: { authorization: `Bearer ${options.token}` },
    });
    if (page.status === 402 || page.status === 403) throw refusal(page);
    const answer = readJson(page, envelope);
    if (!answer.data && (answer.meta.result_count > 0 || (answer.errors?.length ?? 0) > 0)) {
      throw new SourceShapeError(`${new URL(page.url).host} answered with an error and no posts`);
    }
    const media = new Map(answer.includes?.media?.map((one) => [textField(one, 'media_key'), one]));
    const users = new Map(answer.includes?.users?.map((one) => [textField(one, 'id'), one]));
    const quota = quotaOf(page.headers, now);
    const next = answer.meta.next_token;
    return {
      entries: (answer.data ?? []).map((tweet) => {
        const author = users.get(textField(tweet, 'author_id'));
        const shown = mediaKeys(tweet).flatMap((key) => media.get(key) ?? []);
        return {
          tweet,
          ...(author === undefined ? {} : { user: author }),
          ...(shown.length === 0 ? {} : { media: shown }),
        };
      }),
      ...(next === undefined ? {} : { next: `${at.close ?? ''}/${next}` }),
      ...(quota ? { quota } : {}),
    };
  }

  const reader = listingReader<Raw>({
    listings: queriesOf(options.brands.flatMap(namesOf)),
    fetchPage,
    timeOf: ({ tweet }) => parseInstant(textField(tweet, 'created_at')),
    idOf: ({ tweet }) => textField(tweet, 'id'),
    tokenBelow: (time) => `${Math.floor(time / 1000) + 1}/`,
    clock,
    // Posts can be edited for half an hour.
    overlapMs: HOUR_MS,
    firstReachMs: DAY_MS,
    reachMs: REACH_MS,
  });

  function toMention(raw: Raw, now: number): Outcome<NewMention> {
    const parsed = post.safeParse(raw.tweet);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return dead(`not a post as documented: ${issue?.path.join('.')}: ${issue?.message}`);
    }
    const p = parsed.data;
    const linked = (type: string) => p.referenced_tweets?.find((one) => one.type === type)?.id;
    if (linked('retweeted')) return { kind: 'drop', reason: 'a repost' };
    const attached: Attached = {
      urls: p.note_tweet?.entities?.urls ?? p.entities?.urls ?? [],
      media: raw.media ?? [],
    };
    const text = attachedTo(p.note_tweet?.text ?? p.text, attached);
    const brands = options.match(wordsOf(text, attached));
    if (brands.length === 0) return { kind: 'drop', reason: 'names no watched brand' };
    const author = user.safeParse(raw.user).data;
    // Each edit is a new post; the first id identifies it.
    const [first = p.id, ...edits] = p.edit_history_tweet_ids ?? [];
    const { like_count, retweet_count, quote_count, reply_count, impression_count } = p.public_metrics ?? {};
    const reposts = [retweet_count, quote_count].filter((n) => n !== undefined);
    return mentionOf(
      {
        externalId: first,
        text,
        url: `https://x.com/${author?.username ?? 'i'}/status/${p.id}`,
        lang: p.lang === 'und' ? undefined : (p.lang ?? undefined),
        author:
          p.author_id === undefined
            ? undefined
            : { id: p.author_id, followers: author?.public_metrics?.followers_count },
        publishedAt: p.created_at,
        editedAt: edits.length > 0 ? p.created_at : undefined,
        engagement: {
          likes: like_count,
          reposts: reposts.length > 0 ? reposts.reduce((a, b) => a + b, 0) : undefined,
          replies: reply_count,
          views: impression_count,
        },
        parentExternalId: linked('replied_to'),
      },
      { source: options.id, brands, kind: linked('replied_to') ? 'comment' : 'post', now },
    );
  }

  /** Throws UserError if the range starts further back than X shows. */
  async function* backfill(range: BackfillRange, cursor: string | undefined, signal: AbortSignal) {
    if (cursor === undefined && range.from < clock() - 7 * DAY_MS) {
      throw new UserError('X shows only the last seven days: choose a later start');
    }
    yield* reader.backfill(range, cursor, signal);
  }

  /** What X withholds everywhere, or for a copyright, it no longer shows. */
  function toDeletion({ tweet }: Raw): Deletion | undefined {
    const {
      id,
      edit_history_tweet_ids: [first = id] = [],
      withheld: kept,
    } = withheld.safeParse(tweet).data ?? {};
    const everywhere = kept?.country_codes?.some((code) => code === 'XX' || code === 'XY');
    return first !== undefined && (kept?.copyright || everywhere) ? { externalId: first } : undefined;
  }

  return {
    id: options.id,
    read: reader.read,
    toDeletion,
    backfill,
    toMention,
    refOf: ({ tweet }) => textField(tweet, 'id'),
  };
}

export const x = defineSource({
  type: 'x',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 5,
  keys: { token: 'OUTCRY_X_TOKEN' },
  card: {
    title: 'X',
    reads: 'Posts of the last seven days that name the brand, without reposts.',
    needs: 'The bearer token of an app in a plan with recent search.',
    cost: 'X charges for each post that is read',
    delay: 'About 5 minutes',
    key: {
      how: 'Create an app in the developer portal and copy its bearer token.',
      url: 'https://developer.x.com',
    },
    fields: [mirrorField],
    guess: () => ({}),
  },
  fields: { baseUrl: siteAt('https://api.x.com') },
  create: (source, parts, { token }) =>
    token === undefined
      ? { needs: 'set OUTCRY_X_TOKEN to the bearer token of an X app' }
      : xConnector({ ...source, ...parts, token }),
});
