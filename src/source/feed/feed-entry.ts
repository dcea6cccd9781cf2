/** What an entry of a feed says, whatever format the feed has. */
import type { TimeOptions } from '../../ingest/time/read-time.ts';
import { plainText } from '../html.ts';
import { pictureWords, wordsOfEither, wordsOfTitle } from '../markup.ts';
import type { Prose, WrittenEntry } from './entries.ts';

export interface FeedEntry {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  /** The fullest of its texts. */
  readonly summary?: string | undefined;
  /** Another text, of which the summary has not every word. */
  readonly teaser?: string | undefined;
  readonly author?: string | undefined;
  readonly publishedAt?: unknown;
  /** Other times that it gives, for where the first cannot be read. */
  readonly otherDates?: readonly string[];
  /** What the dates of the whole feed say about this one. */
  readonly times?: Pick<TimeOptions, 'order' | 'emptyTime'>;
  readonly lang?: string | undefined;
  /** The feed says that the entry of this id is gone. */
  readonly gone?: boolean;
  /** Title and summary are words, without markup. */
  readonly plain?: boolean;
}

function wordsOf({ value, as }: Prose): string {
  switch (as) {
    case 'html':
      return plainText(value).trim();
    case 'text':
      return value.trim();
    case 'either':
      return wordsOfEither(value).trim();
    case 'title':
      return wordsOfTitle(value);
  }
}

/** The end of a text that was cut, as feeds mark it. */
const CUT = /(?:\[?(?:…|\.{3})\]?|(?:read|continue reading) (?:more|on)\W{0,5})$/i;
const alike = (text: string) => text.replaceAll(/[^\p{L}\p{N}]+/gu, '').toLowerCase();
/** How much of a teaser is looked for in the full text. */
const MOST_TEASER = 500;

/** The fullest of some texts, and another that says something else. */
function fullest(texts: readonly (Prose | undefined)[]): Pick<FeedEntry, 'summary' | 'teaser'> {
  const given = texts.filter((text) => text !== undefined);
  const words = given.map(wordsOf).filter((text) => text !== '');
  const best = words.reduce((a, b) => (b.length > a.length ? b : a), '');
  if (best === '')
    return { summary: given.map(({ value }) => pictureWords(value)).find((text) => text !== '') };
  const all = alike(best);
  const beginning = (text: string) => alike(text.replace(CUT, '').slice(0, MOST_TEASER));
  const other = words.find((text) => !all.includes(beginning(text)));
  return { summary: best, ...(other === undefined ? {} : { teaser: other }) };
}

/** An address that is on the web; relative ones by the nearest base that leads there. */
function addressOf(
  links: readonly string[],
  bases: readonly (string | undefined)[],
  at: string,
): string | undefined {
  // Each base may itself be relative to the next outer one.
  const base = bases.reduceRight<string>((outer, one) => resolved(one, outer) ?? outer, at);
  for (const link of links) {
    const address = resolved(link, base);
    if (address !== undefined) return address;
  }
  return undefined;
}

function resolved(link: string | undefined, base: string): string | undefined {
  const given = link?.trim();
  if (!given || !URL.canParse(given, base)) return undefined;
  const url = new URL(given, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  // What is absolute stays as it was written: it may be the identity of its entry.
  return /^https?:\/\//i.test(given) ? given : url.href;
}

/** The entry of a feed that was read from `at`. */
export function feedEntry(written: WrittenEntry, at: string): FeedEntry {
  const { id, links, bases, titles, texts, author, dates, lang } = written;
  const title = titles.map((one) => one && wordsOf(one)).find((words) => words);
  const [publishedAt, ...otherDates] = dates;
  return {
    id: id ?? links[0],
    url: addressOf(links, bases, at),
    title,
    ...fullest(texts),
    author,
    publishedAt,
    ...(otherDates.length > 0 ? { otherDates } : {}),
    lang,
    plain: true,
  };
}
