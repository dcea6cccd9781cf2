/** Feeds of our own in the four formats. */

export interface Entry {
  readonly id: string;
  readonly title: string;
  /** HTML. */
  readonly text: string;
  /** ms since 1970, or something that is no time. */
  readonly at: number | string;
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function iso(at: number | string): string {
  return typeof at === 'number' ? new Date(at).toISOString() : at;
}

export function rss(entries: readonly Entry[]): string {
  const items = entries.map(
    ({ id, title, text, at }) =>
      `<item><guid isPermaLink="true">${id}</guid><link>${id}</link><title>${xml(title)}</title>` +
      `<description>${xml(text)}</description>` +
      `<pubDate>${typeof at === 'number' ? new Date(at).toUTCString() : at}</pubDate></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>News</title><link>https://news.example/</link><description>d</description>
${items.join('\n')}
</channel></rss>`;
}

export function atom(entries: readonly Entry[]): string {
  const items = entries.map(
    ({ id, title, text, at }) =>
      `<entry><id>${id}</id><link rel="alternate" href="${id}"/><title>${xml(title)}</title>` +
      `<summary type="html">${xml(text)}</summary><updated>${iso(at)}</updated></entry>`,
  );
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<id>https://news.example/</id><updated>2026-03-01T00:00:00Z</updated>${items.join('\n')}</feed>`;
}

export function rdf(entries: readonly Entry[]): string {
  const items = entries.map(
    ({ id, title, text, at }) =>
      `<item rdf:about="${id}"><title>${xml(title)}</title><link>${id}</link>` +
      `<description>${xml(text)}</description><dc:date>${iso(at)}</dc:date></item>`,
  );
  return `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://news.example/"><title>News</title><link>https://news.example/</link><description>d</description></channel>
${items.join('\n')}</rdf:RDF>`;
}

export function jsonFeed(entries: readonly Entry[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'News',
    items: entries.map(({ id, title, text, at }) => ({
      id,
      url: id,
      title,
      content_html: text,
      date_published: iso(at),
    })),
  });
}
