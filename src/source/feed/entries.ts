/** One shape for the entries of the four feed formats that feedsmith reads. */
import type { parseFeed } from 'feedsmith';

/** How a piece of prose is written: `either` where the feed does not say, as in RSS. */
export interface Prose {
  readonly value: string;
  readonly as: 'html' | 'text' | 'either' | 'title';
}

/** An entry as the feed has it. */
export interface WrittenEntry {
  readonly id?: string | undefined;
  /** Possible addresses of its page, the best first; relative ones too. */
  readonly links: readonly string[];
  /** What relative addresses are relative to, the nearest first. */
  readonly bases: readonly (string | undefined)[];
  readonly titles: readonly (Prose | undefined)[];
  /** The full text, summaries, descriptions. */
  readonly texts: readonly (Prose | undefined)[];
  readonly author?: string | undefined;
  /** Possible times of publication, the best first. */
  readonly dates: readonly string[];
  readonly lang?: string | undefined;
}

type Parsed = ReturnType<typeof parseFeed<string>>;
type Of<F extends Parsed['format']> = Extract<Parsed, { format: F }>['feed'];
type RssItem = NonNullable<Of<'rss'>['items']>[number];
type RdfItem = NonNullable<Of<'rdf'>['items']>[number];
type AtomEntry = NonNullable<Of<'atom'>['entries']>[number];
type AtomText = { readonly value?: string; readonly type?: string } | undefined;
type Media = RssItem['media'];

const present = <T>(list: readonly (T | undefined)[]): T[] =>
  list.filter((one): one is T => one !== undefined && one !== '');
const html = (value: string | undefined): Prose | undefined => (value && { value, as: 'html' }) || undefined;
const either = (value: string | undefined): Prose | undefined =>
  (value && { value, as: 'either' }) || undefined;
const title = (value: string | undefined): Prose | undefined =>
  (value && { value, as: 'title' }) || undefined;

const BASE64 = /^[A-Za-z0-9+/\s]{8,}={0,2}\s*$/;

/** Atom's older form carried any text as base64. */
function unpacked(value: string): string {
  if (!BASE64.test(value) || value.replaceAll(/\s/g, '').length % 4 !== 0) return value;
  const bytes = Buffer.from(value, 'base64');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: binary data has them
    return /[\x00-\x08\x0e-\x1f]/.test(text) ? value : text;
  } catch {
    return value;
  }
}

/** RFC 4287 section 3.1: plain text unless the type says otherwise. Media types are base64, or of Atom 0.3. */
function atomProse(text: AtomText, old = false): Prose | undefined {
  if (!text?.value) return undefined;
  const type = text.type?.trim().toLowerCase() ?? (old ? 'text/plain' : 'text');
  if (type === 'text') return { value: text.value, as: 'text' };
  const value = type === 'xhtml' ? text.value : unpacked(text.value);
  return { value, as: type === 'text/plain' ? 'either' : 'html' };
}

function mediaTitles(media: Media) {
  return [media?.title?.value, media?.groups?.[0]?.title?.value].map(title);
}

function mediaTexts(media: Media) {
  return [media?.description, media?.groups?.[0]?.description].map((one) => either(one?.value));
}

function datesOf(item: Pick<RssItem, 'dc' | 'dcterms' | 'atom'>): string[] {
  const { dc, dcterms, atom } = item;
  return present([
    dc?.dates?.[0],
    dcterms?.issued?.[0],
    dcterms?.created?.[0],
    dcterms?.dates?.[0],
    dcterms?.available?.[0],
    atom?.published,
    atom?.updated,
    dcterms?.modified?.[0],
  ]);
}

/** Texts of the namespaces that RSS and RDF have in common. */
function extraTexts({ dc, dcterms, atom, media }: RssItem & RdfItem) {
  return [
    ...[dc?.descriptions?.[0], dcterms?.abstracts?.[0], dcterms?.descriptions?.[0]].map(either),
    atomProse(atom?.content),
    atomProse(atom?.summary),
    ...mediaTexts(media),
  ];
}

function extraTitles({ dc, dcterms, atom, media }: RssItem & RdfItem) {
  return [
    ...mediaTitles(media),
    ...[dc?.titles?.[0], dcterms?.titles?.[0]].map(title),
    atomProse(atom?.title),
  ];
}

const nameOf = (person: { name?: string; email?: string } | undefined) => person?.name ?? person?.email;

function alternate(links: AtomEntry['links']): string[] {
  const pages = links?.filter(({ rel }) => !rel || rel === 'alternate') ?? [];
  const page = pages.find(({ type }) => !type || /html/i.test(type)) ?? pages[0];
  return present([page?.href, ...(links ?? []).map(({ href }) => href)]);
}

function rssEntries(feed: Of<'rss'>): WrittenEntry[] {
  return (feed.items ?? []).map((item) => ({
    id: item.guid?.value,
    links: present([
      item.link,
      item.guid?.isPermaLink === false || !/^https?:/i.test(item.guid?.value ?? '')
        ? undefined
        : item.guid?.value,
      ...alternate(item.atom?.links),
      item.enclosures?.[0]?.url,
    ]),
    bases: [item.xml?.base, feed.xml?.base, feed.link],
    titles: [title(item.title), title(item.itunes?.title), ...extraTitles(item)],
    texts: [
      html(item.content?.encoded),
      either(item.description),
      either(item.itunes?.summary),
      ...extraTexts(item),
      either(item.itunes?.subtitle),
    ],
    author:
      item.dc?.creators?.[0] ??
      nameOf(item.authors?.[0]) ??
      item.itunes?.author ??
      nameOf(item.atom?.authors?.[0]) ??
      item.dcterms?.creators?.[0],
    dates: present([item.pubDate, ...datesOf(item)]),
    lang: item.xml?.lang ?? item.dc?.languages?.[0] ?? feed.language ?? feed.dc?.languages?.[0],
  }));
}

function rdfEntries(feed: Of<'rdf'>): WrittenEntry[] {
  return (feed.items ?? []).map((item) => ({
    id: item.rdf?.about,
    links: present([item.link, ...alternate(item.atom?.links), item.rdf?.about]),
    bases: [item.xml?.base, feed.xml?.base, feed.link],
    titles: [title(item.title), ...extraTitles(item)],
    texts: [html(item.content?.encoded), either(item.description), ...extraTexts(item)],
    author: item.dc?.creators?.[0] ?? item.dcterms?.creators?.[0],
    dates: datesOf(item),
    lang: item.xml?.lang ?? item.dc?.languages?.[0] ?? feed.dc?.languages?.[0],
  }));
}

function atomEntries(feed: Of<'atom'>, old: boolean): WrittenEntry[] {
  return (feed.entries ?? []).map((entry) => ({
    id: entry.id,
    links: alternate(entry.links),
    bases: [entry.xml?.base, feed.xml?.base],
    titles: [atomProse(entry.title, old), ...mediaTitles(entry.media), title(entry.dc?.titles?.[0])],
    texts: [
      atomProse(entry.content, old),
      atomProse(entry.summary, old),
      ...mediaTexts(entry.media),
      either(entry.dc?.descriptions?.[0]),
      either(entry.itunes?.summary),
    ],
    author: nameOf(entry.authors?.[0]) ?? entry.dc?.creators?.[0] ?? nameOf(feed.authors?.[0]),
    dates: present([entry.published, entry.dc?.dates?.[0], entry.dcterms?.issued?.[0], entry.updated]),
    lang: entry.xml?.lang ?? entry.content?.xml?.lang ?? feed.xml?.lang,
  }));
}

function jsonEntries(feed: Of<'json'>): WrittenEntry[] {
  return (feed.items ?? []).map((item) => ({
    id: item.id,
    links: present([item.url, item.external_url]),
    bases: [feed.home_page_url],
    titles: [item.title ? { value: item.title, as: 'text' } : undefined],
    texts: [
      html(item.content_html),
      item.content_text ? { value: item.content_text, as: 'text' } : undefined,
      item.summary ? { value: item.summary, as: 'text' } : undefined,
    ],
    author: item.authors?.[0]?.name ?? feed.authors?.[0]?.name,
    dates: present([item.date_published, item.date_modified]),
    lang: item.language ?? feed.language,
  }));
}

/** The entries of a parsed feed, in its order; `old` is Atom 0.3. */
export function writtenEntries(parsed: Parsed, old = false): WrittenEntry[] {
  switch (parsed.format) {
    case 'rss':
      return rssEntries(parsed.feed);
    case 'atom':
      return atomEntries(parsed.feed, old);
    case 'rdf':
      return rdfEntries(parsed.feed);
    case 'json':
      return jsonEntries(parsed.feed);
  }
}
