/**
 * RSS, Atom, RDF and JSON Feed through feedsmith (https://feedsmith.dev), with conditional requests
 * (RFC 9110 section 13: ETag and Last-Modified).
 */
import { createHash } from 'node:crypto';
import { parseFeed } from 'feedsmith';
import { convert } from 'html-to-text';
import type { Clock } from '../domain/clock.ts';
import type { NewMention } from '../domain/mention.ts';
import type { Outcome } from '../domain/result.ts';
import { DAY_MS } from '../domain/series.ts';
import { checkMention } from '../ingest/check.ts';
import type { FetchedPage } from '../net/guarded-fetch.ts';
import type { Connector, SourcePage } from './connector.ts';
import { type FeedEntry, feedEntries } from './feed-entries.ts';

export interface FeedOptions {
  readonly slug: string;
  readonly url: string;
  readonly brands: readonly string[];
  readonly keep: 'match' | 'all';
  readonly match: (text: string) => string[];
  readonly clock: Clock;
  readonly fetch: (url: string, headers: Record<string, string>, signal: AbortSignal) => Promise<FetchedPage>;
}

interface Cursor {
  readonly etag?: string;
  readonly lastModified?: string;
}

/** The site asked to be left alone for a while. */
export class RetryLaterError extends Error {
  override readonly name = 'RetryLaterError';
  readonly afterMs: number;
  constructor(message: string, afterMs: number) {
    super(message);
    this.afterMs = afterMs;
  }
}

function readCursor(text: string | undefined): Cursor {
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as Cursor;
  } catch {
    return {};
  }
}

/** `Retry-After` is a number of seconds or a date (RFC 9110 section 10.2.3); a day at most. */
function retryAfterMs(value: string | undefined, now: number): number {
  const seconds = Number(value);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value ?? '') - now;
  return ms > 0 ? Math.min(ms, DAY_MS) : 15 * 60_000;
}

function plainText(html: string): string {
  if (!/[<&]/.test(html)) return html;
  return convert(html.slice(0, 200_000), {
    wordwrap: false,
    selectors: [
      { selector: 'a', options: { ignoreHref: true } },
      { selector: 'img', format: 'skip' },
    ],
  });
}

export function feedConnector(options: FeedOptions): Connector<FeedEntry> {
  const source = `feed:${options.slug}`;

  async function* read(
    cursor: string | undefined,
    signal: AbortSignal,
  ): AsyncGenerator<SourcePage<FeedEntry>> {
    const before = readCursor(cursor);
    const headers: Record<string, string> = {
      accept:
        'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
    };
    if (before.etag) headers['if-none-match'] = before.etag;
    if (before.lastModified) headers['if-modified-since'] = before.lastModified;
    const page = await options.fetch(options.url, headers, signal);
    if (page.status === 304) {
      yield { entries: [] };
      return;
    }
    if (page.status === 429 || page.status === 503) {
      throw new RetryLaterError(
        `${options.url} answered ${page.status}`,
        retryAfterMs(page.headers.get('retry-after'), options.clock()),
      );
    }
    if (page.status !== 200) throw new Error(`${options.url} answered ${page.status}`);
    const entries = feedEntries(parseFeed(page.body));
    const etag = page.headers.get('etag');
    const lastModified = page.headers.get('last-modified');
    yield {
      entries,
      cursor: JSON.stringify({ ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) }),
    };
  }

  function toMention(entry: FeedEntry, now: number): Outcome<NewMention> {
    const title = plainText(entry.title ?? '').trim();
    const summary = plainText(entry.summary ?? '').trim();
    const text = summary === '' ? title : summary;
    const about = `${title} ${summary}`;
    const named = options.match(about).filter((slug) => options.brands.includes(slug));
    const brands = options.keep === 'all' ? options.brands : named;
    if (brands.length === 0) return { kind: 'drop', reason: 'names no watched brand' };
    const id = entry.id ?? entry.url;
    const externalId = id ?? createHash('sha256').update(`${title}\0${summary}`).digest('hex');
    return checkMention(
      {
        externalId,
        text,
        title: summary === '' ? undefined : title,
        url: entry.url,
        author: entry.author,
        publishedAt: entry.publishedAt,
        lang: entry.lang,
      },
      { source, brands, kind: 'article', now, timeOptional: true },
    );
  }

  return {
    id: source,
    capabilities: { stream: false, poll: true, backfill: false, deletes: false, edits: false },
    read,
    toMention,
  };
}
