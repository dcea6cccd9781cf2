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
import { checkMention } from '../../ingest/check.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import {
  type Connector,
  SourceAccessError,
  type SourceContext,
  SourceShapeError,
  SourceStatusError,
} from '../connector.ts';
import type { FeedEntry } from './feed-entries.ts';
import { defineSource, siteUrl } from '../definition.ts';
import { plainText } from '../html.ts';
import { readDocument, SourceDocumentError } from '../read-document.ts';
import { type ListingPage, type ListingRequest, listingReader } from '../listing.ts';

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
    return await readDocument('feed', body, host);
  } catch (error) {
    if (error instanceof SourceDocumentError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new SourceShapeError(`${host} did not answer with a feed: ${cutText(reason, 200)}`);
  }
}

/** Title and summary. Entries in dead letters of earlier releases hold markup. */
function wordsOf({ title = '', summary = '', plain }: FeedEntry): { title: string; summary: string } {
  const words = (text: string) => (plain ? text : plainText(text)).trim();
  return { title: words(title), summary: words(summary) };
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
    const entries = await entriesOf(page.url, page.body);
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
    timeOf: (entry) => parseInstant(entry.publishedAt),
    idOf,
    clock: options.clock,
    overlapMs: 0,
    firstReachMs: 3650 * DAY_MS,
    capped: true,
  });

  function toMention(entry: FeedEntry, now: number): Outcome<NewMention> {
    const { title, summary } = wordsOf(entry);
    const named = options.match(`${title} ${summary}`);
    const brands = options.keep === 'all' ? slugs : named;
    if (brands.length === 0) return { kind: 'drop', reason: 'names no watched brand' };
    return checkMention(
      {
        externalId: idOf(entry),
        text: summary === '' ? title : summary,
        title: summary === '' ? undefined : title,
        url: entry.url,
        author: entry.author,
        publishedAt: entry.publishedAt,
        lang: entry.lang,
      },
      { source: options.id, brands, kind: 'article', now, timeOptional: true },
    );
  }

  return {
    id: options.id,
    read: reader.read,
    toMention,
    refOf: idOf,
  };
}

export const feed = defineSource({
  type: 'feed',
  brings: 'mentions',
  mode: 'poll',
  everyMinutes: 10,
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
