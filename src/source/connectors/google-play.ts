/**
 * Reviews of an app in Google Play, by the call that its web page makes (`batchexecute`, rpc `UsvDTd`). This is not a
 * documented API and Google's terms do not provide for it: sources of this type are off until an operator enables them.
 * Positions in its arrays were checked against facundoolano/google-play-scraper (lib/reviews.js).
 * Refusals come inside answers with status 200: without a payload, with a code or an error (JoMingyu/google-play-scraper
 * issue 209). The end of a list is a payload without a token.
 */
import { z } from 'zod';
import type { NewMention } from '../../domain/mention.ts';
import type { Outcome } from '../../domain/result.ts';
import { DAY_MS } from '../../domain/series.ts';
import type { FetchedPage } from '../../net/guarded-fetch.ts';
import { type Connector, type SourceContext, SourceShapeError } from '../connector.ts';
import { mirrorField } from '../card.ts';
import { defineSource, siteAt } from '../definition.ts';
import { deadShape, readJson } from '../json.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';
import { undoEntities } from '../markup.ts';
import { mentionOf } from '../post.ts';

export interface GooglePlayOptions extends SourceContext {
  readonly baseUrl: string;
  readonly appId: string;
  /** Each language is a listing. */
  readonly languages: readonly string[];
}

const RPC = 'UsvDTd';
const NEWEST = 2;
const PER_PAGE = 150;
const RATE = { perMinute: 10, burst: 2 };
/** A prefix that keeps the JSON from being run as a script. */
const GUARD = /^\)\]\}'\s*/;

const envelope = z.array(z.array(z.unknown())).min(1);
const data = z.tuple([z.array(z.unknown()).nullish()]).rest(z.unknown());

const review = z
  .tuple([
    z.string(),
    z.tuple([z.string().nullable()]).rest(z.unknown()),
    z.number(),
    z.unknown(),
    z.string().nullable(),
    z.tuple([z.number()]).rest(z.unknown()),
  ])
  .rest(z.unknown());

interface Raw {
  readonly language: string;
  readonly entry: unknown;
}

function idOf({ entry }: Raw): string | undefined {
  return Array.isArray(entry) && typeof entry[0] === 'string' ? entry[0] : undefined;
}

/** Seconds and nanoseconds → ms. */
function timeOf({ entry }: Raw): number | undefined {
  const at: unknown = Array.isArray(entry) ? entry[5] : undefined;
  const seconds: unknown = Array.isArray(at) ? at[0] : undefined;
  if (typeof seconds !== 'number' || !Array.isArray(at)) return undefined;
  return seconds * 1000 + Math.floor((typeof at[1] === 'number' ? at[1] : 0) / 1e6);
}

/** The form that requests a page: JSON within JSON. */
function formOf(appId: string, token: string | undefined): string {
  const page = [PER_PAGE, null, token ?? null];
  const request = JSON.stringify([null, null, [2, NEWEST, page, null, []], [appId, 7]]);
  return new URLSearchParams({ 'f.req': JSON.stringify([[[RPC, request, null, 'generic']]]) }).toString();
}

/** The payload of the answer. Throws SourceShapeError where there is none: the call was refused. */
function payloadOf(page: FetchedPage): z.output<typeof data> {
  const frames = readJson({ ...page, body: page.body.replace(GUARD, '') }, envelope);
  const frame = frames.find(([, rpc]) => rpc === RPC);
  if (frame === undefined) throw new SourceShapeError('Google Play answered a different request');
  const [, , text, , , why] = frame;
  if (typeof text !== 'string') {
    const code = Array.isArray(why) && typeof why[0] === 'number' ? ` with code ${why[0]}` : '';
    throw new SourceShapeError(`Google Play refused the call${code}`);
  }
  try {
    return data.parse(JSON.parse(text));
  } catch {
    throw new SourceShapeError('Google Play answered with an unexpected shape');
  }
}

export function googlePlayConnector(options: GooglePlayOptions): Connector<Raw> {
  const { baseUrl, appId } = options;
  const brand = options.brands[0];

  async function fetchPage({ listing: language, token, signal }: ListingRequest): Promise<ListingPage<Raw>> {
    const query = new URLSearchParams({ rpcids: RPC, hl: language, gl: 'us' });
    const page = await options.fetch(`${baseUrl}/_/PlayStoreUi/data/batchexecute?${query.toString()}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      body: formOf(appId, token),
      signal,
      api: true,
      rate: RATE,
    });
    const payload = payloadOf(page);
    const after: unknown = payload[1];
    const next: unknown = Array.isArray(after) ? after[1] : undefined;
    return {
      entries: (payload[0] ?? []).map((entry) => ({ language, entry })),
      ...(typeof next === 'string' && next !== '' ? { next } : {}),
    };
  }

  const reader = listingReader<Raw>({
    listings: options.languages,
    fetchPage,
    timeOf,
    idOf,
    clock: options.clock,
    overlapMs: DAY_MS,
    firstReachMs: 30 * DAY_MS,
    neverEmpty: true,
  });

  function toMention(raw: Raw, now: number): Outcome<NewMention> {
    const parsed = review.safeParse(raw.entry);
    if (!parsed.success) return deadShape('a review', parsed.error);
    if (!brand) return { kind: 'drop', reason: 'its brand is not configured' };
    const [id, [name], score, , text, , thumbs] = parsed.data;
    if (text === null || text.trim() === '') return { kind: 'drop', reason: 'a rating without text' };
    const query = new URLSearchParams({ id: appId, reviewId: id });
    return mentionOf(
      {
        externalId: id,
        text: undoEntities(text),
        url: `${baseUrl}/store/apps/details?${query.toString()}`,
        author: name ?? undefined,
        publishedAt: timeOf(raw),
        rating: score,
        lang: raw.language.slice(0, 2),
        engagement: { likes: typeof thumbs === 'number' ? thumbs : undefined },
      },
      { source: options.id, brands: [brand.slug], kind: 'review', now },
    );
  }

  return {
    id: options.id,
    ...reader,
    toMention,
    refOf: idOf,
  };
}

export const googlePlay = defineSource({
  type: 'google-play',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 60,
  aboutOneBrand: true,
  card: {
    title: 'Google Play',
    reads: 'Reviews of your Android app.',
    needs: 'The package name of the app. No key.',
    cost: 'Free',
    delay: 'About an hour',
    note: 'Google offers no interface for this, and its terms do not provide for it. Decide knowingly.',
    fields: [
      { name: 'appId', label: 'Package name', kind: 'text', hint: 'For example com.spotify.music' },
      { name: 'languages', label: 'Languages', kind: 'list', hint: 'For example en, de' },
      mirrorField,
    ],
    guess: ({ apps }) => ({
      enabled: true,
      ...(apps?.googlePlay === undefined ? {} : { appId: apps.googlePlay }),
    }),
  },
  fields: {
    appId: z.string().min(3),
    languages: z.array(z.string().min(2).max(7)).min(1).default(['en']),
    /** Google offers no interface for this and its terms do not provide for it: switch it on knowingly. */
    enabled: z.boolean().default(false),
    baseUrl: siteAt('https://play.google.com'),
  },
  create: (source, parts) => googlePlayConnector({ ...source, ...parts }),
});
