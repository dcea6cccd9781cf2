/**
 * Mastodon: hashtag timelines of one server, and with a user's token its full-text search. Checked against
 * mastodon/documentation (methods/timelines.md, methods/search.md, entities/Status.md) and mastodon/mastodon
 * (statuses_search_service.rb, rate_limit_headers.rb).
 *
 * A server has only the posts that reached it, and those of other servers arrive late: two hours are read again, and
 * edits within them are seen. An unused tag answers 404 or an empty list, and so does a server that shows none. Search
 * pages by `offset`: its `max_id` is cut to whole seconds and omits posts of the same second.
 */
import { z } from 'zod';
import { namesOf } from '../../domain/brand.ts';
import type { NewMention } from '../../domain/mention.ts';
import type { Outcome } from '../../domain/result.ts';
import { DAY_MS, HOUR_MS } from '../../domain/series.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import type { FetchedPage } from '../../net/guarded-fetch.ts';
import { quotaOf } from '../../net/rate-headers.ts';
import { LEFT_OUT } from '../automatic.ts';
import { type Connector, SourceAccessError, type SourceContext } from '../connector.ts';
import { serverField } from '../card.ts';
import { defineSource, nameList, siteUrl } from '../definition.ts';
import { deadShape, readJson, textField } from '../json.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';
import { mentionOf } from '../post.ts';
import { status, textOf, wordsOf } from './mastodon-status.ts';

export interface MastodonOptions extends SourceContext {
  readonly baseUrl: string;
  /** Without the #; the brands' own hashtags and one-word terms when empty. */
  readonly hashtags: readonly string[];
  /** Access token of a user of that server, with `read:statuses` and `read:search`. */
  readonly token?: string | undefined;
}

const LIMIT = 40;
/** Servers allow 300 requests in five minutes. */
const RATE = { perMinute: 50, burst: 10 };
/** A search shows no more than the 10,000 newest: the result window of Elasticsearch. */
const SEARCH_MAX = 10_000;

const timeline = z.array(z.unknown());
const found = z.object({ statuses: z.array(z.unknown()) });

const suspended = z.object({ account: z.object({ suspended: z.literal(true) }) });

type Raw = unknown;

function hashtagsOf({ hashtags, brands }: MastodonOptions): string[] {
  const words = hashtags.length > 0 ? hashtags : brands.flatMap(namesOf);
  const tags = words.map((word) => word.replace(/^#/, '').toLowerCase());
  return [...new Set(tags.filter((tag) => /^[\p{L}\p{M}\p{N}_]+$/u.test(tag)))];
}

/** Listings are named `#tag` and `"term"`. */
function listingsOf(options: MastodonOptions): string[] {
  const terms = [...new Set(options.brands.flatMap(namesOf))];
  const searches = options.token === undefined ? [] : terms.map((term) => `"${term.replaceAll('"', ' ')}"`);
  return [...hashtagsOf(options).map((tag) => `#${tag}`), ...searches];
}

/** The `max_id` of the Link header's next page. */
function nextOf(page: FetchedPage): string | undefined {
  const link = /<([^>]+)>\s*;\s*rel="?next"?/.exec(page.headers.get('link') ?? '')?.[1];
  return link === undefined ? undefined : (new URL(link, page.url).searchParams.get('max_id') ?? undefined);
}

export function mastodonConnector(options: MastodonOptions): Connector<Raw> {
  const { baseUrl, token } = options;
  const listings = listingsOf(options);
  const tags = new Set(options.hashtags.map((tag) => tag.replace(/^#/, '').toLowerCase()));

  async function ask(path: string, signal: AbortSignal): Promise<FetchedPage> {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const page = await options.fetch(`${baseUrl}${path}`, { signal, api: true, rate: RATE, headers });
    if (![401, 403, 422].includes(page.status)) return page;
    const { host } = new URL(baseUrl);
    throw new SourceAccessError(
      token === undefined
        ? `${host} shows posts only to its own users (${page.status}): set OUTCRY_MASTODON_TOKEN`
        : `${host} rejects the token (${page.status}): OUTCRY_MASTODON_TOKEN must belong to this server`,
    );
  }

  async function fetchTag(tag: string, maxId: string | undefined, signal: AbortSignal) {
    const query = new URLSearchParams({ limit: String(LIMIT), ...(maxId ? { max_id: maxId } : {}) });
    const page = await ask(`/api/v1/timelines/tag/${encodeURIComponent(tag)}?${query.toString()}`, signal);
    if (page.status === 404 && page.body.includes('"error"')) return { page, entries: [], next: undefined };
    const entries = readJson(page, timeline);
    return { page, entries, next: nextOf(page) ?? textField(entries.at(-1), 'id') };
  }

  async function fetchSearch(term: string, at: string | undefined, signal: AbortSignal) {
    const offset = Number(at ?? 0);
    const query = new URLSearchParams({
      q: term,
      type: 'statuses',
      limit: String(LIMIT),
      offset: String(offset),
    });
    const page = await ask(`/api/v2/search?${query.toString()}`, signal);
    const entries = readJson(page, found).statuses;
    const more = entries.length > 0 && offset + 2 * LIMIT <= SEARCH_MAX;
    return { page, entries, next: more ? String(offset + LIMIT) : undefined };
  }

  async function fetchPage({ listing, token: at, signal }: ListingRequest): Promise<ListingPage<Raw>> {
    const { page, entries, next } = listing.startsWith('#')
      ? await fetchTag(listing.slice(1), at, signal)
      : await fetchSearch(listing, at, signal);
    const quota = quotaOf(page.headers, options.clock());
    return { entries, ...(next === undefined ? {} : { next }), ...(quota ? { quota } : {}) };
  }

  const reader = listingReader<Raw>({
    listings,
    fetchPage,
    timeOf: (raw) => parseInstant(textField(raw, 'created_at')),
    idOf: (raw) => textField(raw, 'uri'),
    clock: options.clock,
    overlapMs: 2 * HOUR_MS,
    firstReachMs: 2 * DAY_MS,
  });

  /** A post under a hashtag that was configured for one brand is about that brand, whatever its text. */
  function brandsOf(text: string, its: readonly string[]): string[] {
    const named = options.match(text);
    const only = options.brands.length === 1 ? options.brands[0] : undefined;
    if (named.length > 0 || only === undefined) return named;
    return its.some((tag) => tags.has(tag.toLowerCase())) ? [only.slug] : [];
  }

  function toMention(raw: Raw, now: number): Outcome<NewMention> {
    const parsed = status.safeParse(raw);
    if (!parsed.success) return deadShape('a status', parsed.error);
    const s = parsed.data;
    if (s.reblog != null) return { kind: 'drop', reason: 'reposts somebody else' };
    if (s.visibility !== 'public' && s.visibility !== 'unlisted') {
      return { kind: 'drop', reason: `is not public: ${s.visibility}` };
    }
    if (s.account.noindex) return { kind: 'drop', reason: 'its author has opted out of search' };
    if (s.account.bot) return LEFT_OUT;
    const text = textOf(s);
    const names = (s.tags ?? []).map(({ name }) => name);
    const brands = brandsOf(wordsOf(s), names);
    if (brands.length === 0) return { kind: 'drop', reason: 'names no watched brand' };
    return mentionOf(
      {
        externalId: s.uri,
        text,
        url: s.url ?? undefined,
        author: { id: s.account.acct, followers: s.account.followers_count ?? undefined },
        publishedAt: s.created_at,
        editedAt: s.edited_at ?? undefined,
        lang: s.language ?? undefined,
        engagement: {
          likes: s.favourites_count ?? undefined,
          reposts: s.reblogs_count ?? undefined,
          replies: s.replies_count ?? undefined,
        },
        parentExternalId: s.in_reply_to_id ?? undefined,
      },
      { source: options.id, brands, kind: s.in_reply_to_id == null ? 'post' : 'comment', now },
    );
  }

  return {
    id: options.id,
    ...reader,
    toMention,
    /** The posts of a suspended account are no longer shown. */
    toDeletion(raw) {
      const externalId = textField(raw, 'uri');
      const { success } = suspended.safeParse(raw);
      return success && externalId !== undefined ? { externalId } : undefined;
    },
    refOf: (raw) => textField(raw, 'uri'),
  };
}

export const mastodon = defineSource({
  type: 'mastodon',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 5,
  keys: { token: 'OUTCRY_MASTODON_TOKEN' },
  card: {
    title: 'Mastodon',
    reads:
      'Public posts with the hashtags of the brand, as one server shows them; with a token also all posts with its names.',
    needs: 'The address of a server. A token of an account there only for searching words.',
    cost: 'Free',
    delay: 'About 5 minutes; posts of other servers later',
    key: {
      how: 'On your server, under Preferences, Development, create an application with read access.',
      optional: true,
    },
    fields: [
      serverField('For example https://mastodon.social'),
      {
        name: 'hashtags',
        label: 'Hashtags',
        kind: 'list',
        hint: 'Leave empty to follow the hashtags and one-word names of the brand.',
      },
    ],
    guess: () => ({ baseUrl: 'https://mastodon.social' }),
    previews: true,
  },
  fields: {
    /** The server that is asked, for example https://mastodon.social. */
    baseUrl: siteUrl,
    /** Without the #; the brands' own hashtags and one-word terms when empty. */
    hashtags: nameList.default([]),
  },
  create(source, parts, { token }) {
    const options = { ...source, ...parts, token };
    return listingsOf(options).length > 0
      ? mastodonConnector(options)
      : { needs: 'write hashtags, or set OUTCRY_MASTODON_TOKEN to search for words' };
  },
});
