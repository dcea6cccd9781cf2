/**
 * YouTube comments through the Data API v3: `commentThreads.list` by video, or by channel for all its videos, newest
 * first. A page costs one unit of a daily quota of 10,000 that starts at midnight Pacific time; an empty quota is a pause.
 * Replies to comments are not read: each thread's would cost another request. Checked against
 * developers.google.com/youtube/v3/docs (commentThreads/list, comments, errors) and cloud.google.com/apis/docs/
 * system-parameters (the key goes in a header and never into an address).
 */
import { z } from 'zod';
import type { NewMention } from '../../domain/mention.ts';
import { dead, type Outcome } from '../../domain/result.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/series.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import type { FetchedPage } from '../../net/guarded-fetch.ts';
import { RetryLaterError } from '../../net/retry-later.ts';
import { type Connector, SourceAccessError, type SourceContext, type SourcePage } from '../connector.ts';
import { mirrorField } from '../card.ts';
import { defineSource, nameList, siteAt } from '../definition.ts';
import { readJson, textField } from '../json.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';
import { wordsOfEither } from '../markup.ts';
import { mentionOf } from '../post.ts';

export interface YoutubeOptions extends SourceContext {
  readonly baseUrl: string;
  readonly key: string;
  /** Ids of videos and of channels. */
  readonly videos: readonly string[];
  readonly channels: readonly string[];
}

const RATE = { perMinute: 120, burst: 10 };

const envelope = z.object({ items: z.array(z.unknown()), nextPageToken: z.string().min(1).optional() });
const problem = z.object({ error: z.object({ errors: z.array(z.object({ reason: z.string() })).min(1) }) });

const comment = z.object({
  id: z.string().min(1),
  snippet: z.object({
    textOriginal: z.string().optional(),
    textDisplay: z.string().optional(),
    authorDisplayName: z.string().optional(),
    authorChannelId: z.object({ value: z.string() }).optional(),
    likeCount: z.number().optional(),
    publishedAt: z.string(),
    updatedAt: z.string().optional(),
    videoId: z.string().optional(),
    channelId: z.string().optional(),
  }),
});
const thread = z.object({
  snippet: z.object({
    topLevelComment: comment,
    totalReplyCount: z.number().optional(),
    videoId: z.string().optional(),
    channelId: z.string().optional(),
  }),
});

type Raw = unknown;

/** The first comment of a thread, unchecked. */
function topOf(raw: Raw): { id?: unknown; snippet?: unknown } | undefined {
  return (raw as { snippet?: { topLevelComment?: object } } | null)?.snippet?.topLevelComment;
}

/** Time of day in California, in ms. */
function pacificTime(at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Los_Angeles',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  return part('hour') * HOUR_MS + part('minute') * MINUTE_MS + part('second') * 1000;
}

/** The next midnight in California, including days on which clocks change. */
export function nextPacificMidnight(now: number): number {
  const guess = now + DAY_MS - pacificTime(now);
  const off = pacificTime(guess);
  return off > DAY_MS / 2 ? guess + DAY_MS - off : guess - off;
}

export function youtubeConnector(options: YoutubeOptions): Connector<Raw> {
  const listings = [
    ...options.videos.map((id) => `video/${id}`),
    ...options.channels.map((id) => `channel/${id}`),
  ];
  const brands = options.brands.slice(0, 1).map((brand) => brand.slug);
  let gone: string[] = [];

  /** Whether the listing has nothing to show. Throws RetryLaterError when the quota or the rate limit is reached. */
  function isClosed(page: FetchedPage, listing: string): boolean {
    if (page.status !== 403 && page.status !== 404) return false;
    const reason = reasonOf(page.body);
    const now = options.clock();
    if (reason === 'quotaExceeded' || reason === 'dailyLimitExceeded') {
      throw new RetryLaterError('the quota of the YouTube key is used up', nextPacificMidnight(now) - now);
    }
    if (reason === 'rateLimitExceeded' || reason === 'userRateLimitExceeded') {
      throw new RetryLaterError('too many requests to YouTube', MINUTE_MS);
    }
    if (reason === 'videoNotFound' || reason === 'channelNotFound') gone.push(listing.replace('/', ' '));
    return reason === 'commentsDisabled' || gone.includes(listing.replace('/', ' '));
  }

  async function fetchPage({ listing, token, signal }: ListingRequest): Promise<ListingPage<Raw>> {
    const [kind, ...id] = listing.split('/');
    const query = new URLSearchParams({
      part: 'snippet',
      [kind === 'video' ? 'videoId' : 'allThreadsRelatedToChannelId']: id.join('/'),
      order: 'time',
      textFormat: 'plainText',
      maxResults: '100',
      ...(token === undefined ? {} : { pageToken: token }),
    });
    const page = await options.fetch(`${options.baseUrl}/youtube/v3/commentThreads?${query.toString()}`, {
      signal,
      api: true,
      rate: RATE,
      headers: { 'x-goog-api-key': options.key },
    });
    if (isClosed(page, listing)) return { entries: [], unchanged: true };
    const { items, nextPageToken: next } = readJson(page, envelope);
    return { entries: items, ...(next === undefined ? {} : { next }) };
  }

  const reader = listingReader<Raw>({
    listings,
    fetchPage,
    timeOf: (raw) => parseInstant(textField(topOf(raw)?.snippet, 'publishedAt')),
    idOf: (raw) => textField(topOf(raw), 'id'),
    clock: options.clock,
    // Comments held for review appear late.
    overlapMs: 3 * HOUR_MS,
    firstReachMs: 7 * DAY_MS,
  });

  /** Reads everything available. Then throws SourceAccessError for videos or channels that do not exist. */
  async function* read(cursor: string | undefined, signal: AbortSignal): AsyncGenerator<SourcePage<Raw>> {
    gone = [];
    yield* reader.read(cursor, signal);
    if (gone.length > 0) {
      const names = [...new Set(gone)].join(', ');
      throw new SourceAccessError(`YouTube has no ${names}: remove it from the configuration`);
    }
  }

  function toMention(raw: Raw, now: number): Outcome<NewMention> {
    const parsed = thread.safeParse(raw);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return dead(`not a thread as documented: ${issue?.path.join('.')}: ${issue?.message}`);
    }
    const { topLevelComment: top, totalReplyCount, videoId, channelId } = parsed.data.snippet;
    const s = top.snippet;
    return mentionOf(
      {
        externalId: top.id,
        // `textDisplay` is HTML where a server ignores the format that it was asked for.
        text: s.textOriginal ?? wordsOfEither(s.textDisplay ?? ''),
        url: addressOf(top.id, s.videoId ?? videoId, s.channelId ?? channelId),
        author: s.authorChannelId?.value ?? s.authorDisplayName,
        publishedAt: s.publishedAt,
        editedAt: s.updatedAt === s.publishedAt ? undefined : s.updatedAt,
        engagement: { likes: s.likeCount, replies: totalReplyCount },
      },
      { source: options.id, brands, kind: 'comment', now },
    );
  }

  return {
    id: options.id,
    read,
    backfill: reader.backfill,
    toMention,
    refOf: (raw) => textField(topOf(raw), 'id'),
  };
}

/** The page of a comment: under a video, or of a channel where it is about none of its videos. */
function addressOf(id: string, video: string | undefined, channel: string | undefined): string | undefined {
  const place = video
    ? `watch?v=${encodeURIComponent(video)}&`
    : channel && `channel/${encodeURIComponent(channel)}/community?`;
  return place && `https://www.youtube.com/${place}lc=${encodeURIComponent(id)}`;
}

/** The site's own code for the refusal. */
function reasonOf(body: string): string | undefined {
  try {
    return problem.safeParse(JSON.parse(body)).data?.error.errors[0]?.reason;
  } catch {
    return undefined;
  }
}

export const youtube = defineSource({
  type: 'youtube',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 30,
  aboutOneBrand: true,
  keys: { key: 'OUTCRY_YOUTUBE_KEY' },
  card: {
    title: 'YouTube',
    reads: 'Comments under videos, or under all videos of a channel.',
    needs: 'An API key of a Google Cloud project.',
    cost: 'Free: 10,000 pages a day',
    delay: 'About 30 minutes',
    key: {
      how: 'Switch on the YouTube Data API v3 in a project and create an API key.',
      url: 'https://console.cloud.google.com/apis/library/youtube.googleapis.com',
    },
    fields: [
      {
        name: 'videos',
        label: 'Videos',
        kind: 'list',
        hint: 'The ids in their addresses: youtube.com/watch?v=ID',
      },
      { name: 'channels', label: 'Channels', kind: 'list', hint: 'Ids that begin with UC' },
      mirrorField,
    ],
  },
  fields: {
    videos: nameList.default([]),
    channels: nameList.default([]),
    baseUrl: siteAt('https://www.googleapis.com'),
  },
  problem: ({ videos, channels }) =>
    videos.length + channels.length === 0 ? 'name videos or channels by their ids' : undefined,
  create: (source, parts, { key }) =>
    key === undefined
      ? { needs: 'set OUTCRY_YOUTUBE_KEY to an API key of a Google Cloud project' }
      : youtubeConnector({ ...source, ...parts, key }),
});
