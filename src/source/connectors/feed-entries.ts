/** One shape for the entries of the four feed formats that feedsmith reads. */
import type { parseFeed } from 'feedsmith';

export interface FeedEntry {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly summary?: string | undefined;
  readonly author?: string | undefined;
  readonly publishedAt?: unknown;
  readonly lang?: string | undefined;
  /** Title and summary are words, without markup. */
  readonly plain?: boolean;
}

type Parsed = ReturnType<typeof parseFeed>;

/** The entries of a parsed feed, in its order. */
export function feedEntries(parsed: Parsed): FeedEntry[] {
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.guid?.value,
        url: item.link,
        title: item.title,
        summary: item.description ?? item.content?.encoded,
        author: item.dc?.creators?.[0] ?? nameOf(item.authors?.[0]),
        publishedAt: item.pubDate ?? item.dc?.dates?.[0],
        lang: parsed.feed.language,
      }));
    case 'atom':
      return (parsed.feed.entries ?? []).map((entry) => ({
        id: entry.id,
        url: (entry.links?.find((link) => !link.rel || link.rel === 'alternate') ?? entry.links?.[0])?.href,
        title: entry.title?.value,
        summary: entry.summary?.value ?? entry.content?.value,
        author: entry.authors?.[0]?.name,
        publishedAt: entry.published ?? entry.updated,
      }));
    case 'rdf':
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.rdf?.about,
        url: item.link,
        title: item.title,
        summary: item.description ?? item.content?.encoded,
        author: item.dc?.creators?.[0],
        publishedAt: item.dc?.dates?.[0],
      }));
    case 'json':
      return (parsed.feed.items ?? []).map((item) => ({
        id: item.id,
        url: item.url,
        title: item.title,
        summary: item.content_text ?? item.summary ?? item.content_html,
        author: item.authors?.[0]?.name,
        publishedAt: item.date_published ?? item.date_modified,
        lang: item.language ?? parsed.feed.language,
      }));
  }
}

function nameOf(author: string | { name?: string } | undefined): string | undefined {
  return typeof author === 'string' ? author : author?.name;
}
