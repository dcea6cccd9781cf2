/**
 * RSS, Atom, RDF and JSON Feed through feedsmith (https://feedsmith.dev), with conditional requests
 * (RFC 9110 section 13: ETag and Last-Modified). A feed shows only its newest entries: those that
 * dropped out between two reads are a gap.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { NewMention } from '../../domain/mention.ts';
import type { Outcome } from '../../domain/result.ts';
import { DAY_MS } from '../../domain/series.ts';
import { cutText } from '../../domain/text.ts';
import { readTime } from '../../ingest/time/read-time.ts';
import { TimeSurvey } from '../../ingest/time/survey.ts';
import {
  type Connector,
  SourceAccessError,
  type SourceContext,
  SourceShapeError,
  SourceStatusError,
} from '../connector.ts';
import { defineSource, siteUrl } from '../definition.ts';
import type { FeedEntry } from '../feed/feed-entry.ts';
import { plainText } from '../html.ts';
import { readDocument, SourceDocumentError } from '../read-document.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';
import { mentionOf } from '../post.ts';

export interface FeedOptions extends SourceContext {
  readonly url: string;
  readonly keep: 'match' | 'all';
}

const LISTING = 'feed';
const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';

interface Memo {
  readonly etag?: string;
  readonly lastModified?: string;
}

function readMemo(memo: string | undefined): Memo {
  return memo === undefined ? {} : (JSON.parse(memo) as Memo);
}

async function entriesOf(url: string, body: string): Promise<FeedEntry[]> {
  const { host } = new URL(url);
  try {
    return await readDocument('feed', body, url);
  } catch (error) {
    if (error instanceof SourceDocumentError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceShapeError(`${host} did not answer with a feed: ${cutText(reason, 200)}`);
  }
}

interface Words {
  readonly title: string;
  readonly summary: string;
  readonly teaser: string;
}

/** What an entry says. Entries in dead letters of earlier releases hold markup. */
function wordsOf({ title = '', summary = '', teaser = '', plain }: FeedEntry): Words {
  const words = (text: string) => (plain ? text : plainText(text)).trim();
  return { title: words(title), summary: words(summary), teaser: words(teaser) };
}

/** The first of its times that can be read. An entry without one is dated when it is first seen. */
function timeOf({ publishedAt, otherDates = [], times }: FeedEntry): unknown {
  return [publishedAt, ...otherDates].find((date) => 'at' in readTime(date, times));
}

/** What the dates of all entries say about each: 13/07/2026 shows the order of day and month for its neighbours. */
function withTimes(entries: readonly FeedEntry[], now: number): FeedEntry[] {
  const survey = new TimeSurvey({}, now);
  for (const [i, entry] of entries.entries()) survey.add(i + 1, entry.publishedAt);
  const { order, emptyTime } = survey.result().found;
  if (order === undefined && emptyTime === undefined) return [...entries];
  return entries.map((entry) => ({ ...entry, times: { order, emptyTime } }));
}

function momentOf(time: unknown, { times }: FeedEntry): number | undefined {
  const read = readTime(time, times);
  return 'at' in read ? read.at : undefined;
}

function idOf(entry: FeedEntry): string {
  const named = entry.id ?? entry.url;
  if (named !== undefined) return named;
  const { title, summary } = wordsOf(entry);
  return createHash('sha256').update(`${title}\0${summary}`).digest('hex');
}

export function feedConnector(options: FeedOptions): Connector<FeedEntry> {
  const slugs = options.brands.map((brand) => brand.slug);

  async function fetchPage({ memo, signal }: ListingRequest): Promise<ListingPage<FeedEntry>> {
    const before = readMemo(memo);
    const headers: Record<string, string> = { accept: ACCEPT };
    if (before.etag) headers['if-none-match'] = before.etag;
    if (before.lastModified) headers['if-modified-since'] = before.lastModified;
    const page = await options.fetch(options.url, { headers, signal });
    if (page.status === 304) return { entries: [], unchanged: true };
    const { host } = new URL(page.url);
    if (page.status === 401 || page.status === 403) {
      throw new SourceAccessError(`${host} refuses access (${page.status})`);
    }
    if (page.status !== 200) throw new SourceStatusError(host, page.status);
    const entries = withTimes(await entriesOf(page.url, page.body), options.clock());
    const etag = page.headers.get('etag');
    const lastModified = page.headers.get('last-modified');
    return {
      entries,
      memo: JSON.stringify({ ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) }),
    };
  }

  const reader = listingReader<FeedEntry>({
    listings: [LISTING],
    fetchPage,
    timeOf: (entry) => momentOf(timeOf(entry), entry),
    idOf,
    clock: options.clock,
    overlapMs: 0,
    firstReachMs: 3650 * DAY_MS,
    capped: true,
  });

  function toMention(entry: FeedEntry, now: number): Outcome<NewMention> {
    const { title, summary, teaser } = wordsOf(entry);
    const named = options.match(`${title}\n${summary}`);
    // A teaser of its own words is kept where it alone names a brand.
    const ledBy = teaser === '' ? [] : options.match(teaser).filter((slug) => !named.includes(slug));
    const text = ledBy.length > 0 ? `${teaser}\n\n${summary}` : summary;
    const brands = options.keep === 'all' ? slugs : [...named, ...ledBy];
    if (brands.length === 0) return { kind: 'drop', reason: 'names no watched brand' };
    return mentionOf(
      {
        externalId: idOf(entry),
        text: text === '' ? title : text,
        title: text === '' ? undefined : title,
        url: entry.url,
        author: entry.author,
        publishedAt: timeOf(entry),
        lang: entry.lang,
      },
      {
        source: options.id,
        brands,
        kind: 'article',
        now,
        timeOptional: true,
        timeOptions: entry.times ?? {},
      },
    );
  }

  return {
    id: options.id,
    read: reader.read,
    toMention,
    toDeletion: (entry) => (entry.gone && entry.id !== undefined ? { externalId: entry.id } : undefined),
    refOf: idOf,
  };
}

export const feed = defineSource({
  type: 'feed',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 10,
  card: {
    title: 'Feed (RSS, Atom)',
    reads: 'Articles of a news site, a blog, a forum or a saved search.',
    needs: 'The address of the feed. No key.',
    cost: 'Free',
    delay: 'About 10 minutes',
    note: 'A feed shows only its newest entries.',
    fields: [
      {
        name: 'url',
        label: 'Address of the feed',
        kind: 'url',
        hint: 'For example https://news.example.com/feed.xml',
      },
      {
        name: 'keep',
        label: 'Which entries count',
        kind: 'choice',
        choices: [
          ['match', 'Those that name the brand'],
          ['all', 'All: the whole feed is about the brand'],
        ],
      },
    ],
  },
  fields: {
    url: siteUrl,
    /** `match`: only entries that name the brand · `all`: the whole feed is about it. */
    keep: z.enum(['match', 'all']).default('match'),
  },
  problem: ({ keep, brands }) =>
    keep === 'all' && brands.includes('*')
      ? '"keep: all" needs the brands that the whole feed is about'
      : undefined,
  create: (source, parts) => feedConnector({ ...source, ...parts }),
});
