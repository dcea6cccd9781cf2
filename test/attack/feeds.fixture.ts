/** Feeds whose entries may hold anything; around them the document is a good one. */
import type { Json, Shapes } from './shapes.ts';

export interface Written {
  readonly id?: Json | undefined;
  readonly title?: Json | undefined;
  readonly text?: Json | undefined;
  readonly at?: Json | undefined;
}

const textOf = (value: Json) => (typeof value === 'string' ? value : JSON.stringify(value));

function xml(value: Json): string {
  return textOf(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const element = (name: string, value: Json | undefined) =>
  value === undefined ? '' : `<${name}>${xml(value)}</${name}>`;

export function xmlFeedOf(entries: readonly Written[], format: 'rss' | 'atom'): string {
  if (format === 'rss') {
    const items = entries.map(
      ({ id, title, text, at }) =>
        `<item>${element('guid', id)}${element('title', title)}${element('description', text)}${element('pubDate', at)}</item>`,
    );
    return `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items.join('\n')}</channel></rss>`;
  }
  const items = entries.map(
    ({ id, title, text, at }) =>
      `<entry>${element('id', id)}${element('title', title)}${element('summary', text)}${element('updated', at)}</entry>`,
  );
  return `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>${items.join('\n')}</feed>`;
}

/** Now and then an extension of an entry nests without end. */
export function jsonFeedOf(entries: readonly Written[], shape: Shapes): string {
  const items = entries.map(({ id, title, text, at }) => {
    const item = JSON.stringify({ id, title, content_html: text, date_published: at });
    const plain = typeof id === 'string' && /^good-\d+$/.test(id);
    return plain || shape.random() < 0.7 ? item : `${item.slice(0, -1)},"_x":${shape.nestedText(20_000)}}`;
  });
  return `{"version":"https://jsonfeed.org/version/1.1","title":"News","items":[${items.join(',')}]}`;
}
