/**
 * Reviews of an app in Apple's App Store, country by country, through the public customer reviews feed in JSON. Apple does
 * not document it; the shape was checked against facundoolano/app-store-scraper (lib/reviews.js). A country shows
 * its newest 500 in ten pages of 50, sometimes with an empty page in between, and a single review without a list around
 * it. Numbers are strings. An app without reviews has no `entry` at all. `updated` is when the review was written or last
 * changed, with seconds and a zone; before July 2021 the feed in JSON had none (facundoolano/app-store-scraper #13, #164),
 * and a copy of such an answer holds no time that a review could be placed at.
 */
import { z } from 'zod';
import type { NewMention } from '../../domain/mention.ts';
import { dead, type Outcome } from '../../domain/result.ts';
import { DAY_MS } from '../../domain/series.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import type { Connector, SourceContext } from '../connector.ts';
import { mirrorField } from '../card.ts';
import { defineSource, siteAt } from '../definition.ts';
import { asList, deadShape, readJson } from '../json.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';
import { undoEntities } from '../markup.ts';
import { mentionOf } from '../post.ts';

export interface AppStoreOptions extends SourceContext {
  readonly baseUrl: string;
  readonly appId: string;
  /** Two letters each; each country is a listing. */
  readonly countries: readonly string[];
}

const PAGES = 10;
const RATE = { perMinute: 20, burst: 5 };

const leaf = z.object({ label: z.string() });
const envelope = z.object({ feed: z.object({ entry: z.unknown().optional() }) });

const review = z.object({
  id: leaf,
  author: z.object({ name: leaf, uri: leaf.optional() }),
  'im:rating': leaf,
  'im:version': leaf.optional(),
  'im:voteSum': leaf.optional(),
  title: leaf,
  content: leaf,
  updated: leaf.optional(),
});

interface Raw {
  readonly country: string;
  readonly entry: unknown;
}

function labelOf({ entry }: Raw, name: string): string | undefined {
  const parsed = z.object({ [name]: leaf }).safeParse(entry);
  return parsed.success ? parsed.data[name]?.label : undefined;
}

export function appStoreConnector(options: AppStoreOptions): Connector<Raw> {
  const { baseUrl, appId, countries } = options;
  const brand = options.brands[0];

  async function fetchPage({ listing: country, token, signal }: ListingRequest): Promise<ListingPage<Raw>> {
    const page = Number(token ?? 1);
    const path = `rss/customerreviews/page=${page}/id=${appId}/sortby=mostrecent/json`;
    const answer = readJson(
      await options.fetch(`${baseUrl}/${country}/${path}`, { signal, api: true, rate: RATE }),
      envelope,
    );
    const entries = asList(answer.feed.entry)
      // The first page may start with the app itself, which has no rating.
      .filter((entry) => !(typeof entry === 'object' && entry !== null && 'im:artist' in entry))
      .map((entry) => ({ country, entry }));
    return { entries, ...(page < PAGES ? { next: String(page + 1) } : {}) };
  }

  const reader = listingReader<Raw>({
    listings: countries,
    fetchPage,
    timeOf: (raw) => parseInstant(labelOf(raw, 'updated')),
    idOf: (raw) => labelOf(raw, 'id'),
    clock: options.clock,
    // Reviews sometimes appear a day late, with the time at which they were written.
    overlapMs: DAY_MS,
    firstReachMs: 3650 * DAY_MS,
    capped: true,
    neverEmpty: true,
  });

  function toMention(raw: Raw, now: number): Outcome<NewMention> {
    const parsed = review.safeParse(raw.entry);
    if (!parsed.success) return deadShape('a review', parsed.error);
    if (!brand) return { kind: 'drop', reason: 'its brand is not configured' };
    const r = parsed.data;
    if (!r.updated)
      return dead(
        'Apple sent no time for this review (updated), so it cannot be placed; its feed in JSON has had one since July 2021',
      );
    return mentionOf(
      {
        externalId: r.id.label,
        title: undoEntities(r.title.label),
        text: undoEntities(r.content.label),
        url: `https://apps.apple.com/${raw.country}/app/id${appId}`,
        author: r.author.uri?.label || r.author.name.label,
        publishedAt: r.updated.label,
        rating: r['im:rating'].label,
        engagement: { likes: r['im:voteSum']?.label },
      },
      { source: options.id, brands: [brand.slug], kind: 'review', now },
    );
  }

  return {
    id: options.id,
    read: reader.read,
    toMention,
    refOf: (raw) => labelOf(raw, 'id'),
  };
}

export const appStore = defineSource({
  type: 'app-store',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 30,
  aboutOneBrand: true,
  card: {
    title: 'App Store',
    reads: 'Reviews of your iOS app, country by country.',
    needs: 'The number in the address of the app. No key.',
    cost: 'Free',
    delay: 'About 30 minutes after Apple shows them',
    note: 'Apple shows the newest 500 reviews of each country.',
    fields: [
      {
        name: 'appId',
        label: 'Number of the app',
        kind: 'text',
        hint: 'The digits in apps.apple.com/app/id324684580',
      },
      { name: 'countries', label: 'Countries', kind: 'list', hint: 'Two letters each: us, gb, de' },
      mirrorField,
    ],
    guess: ({ apps }) => (apps?.appStore === undefined ? {} : { appId: apps.appStore }),
  },
  fields: {
    appId: z.string().regex(/^\d+$/, 'the number in the address of the app, in quotes'),
    countries: z
      .array(z.string().regex(/^[a-z]{2}$/, 'use two lower-case letters, e.g. us'))
      .min(1)
      .default(['us', 'gb', 'ca', 'au', 'ie', 'nz']),
    baseUrl: siteAt('https://itunes.apple.com'),
  },
  create: (source, parts) => appStoreConnector({ ...source, ...parts }),
});
