/** What a company wants to say about an incident, from a first draft to the day it was said. Times are ms, UTC. */
import type { ResponseKind } from './brand.ts';

export type { ResponseKind } from './brand.ts';

/** `answered`: the company has said it, at `answeredAt`; from then on it is a company response. */
export type DraftState = 'draft' | 'approved' | 'answered' | 'withdrawn';

/** A text to begin with; see `config/answers/README.md`. */
export interface ResponseTemplate {
  readonly slug: string;
  readonly title: string;
  readonly kind: ResponseKind;
  /** Category codes that it answers. */
  readonly themes: readonly string[];
  readonly text: string;
  /** What to write in each place, by its name. */
  readonly facts: Readonly<Record<string, string>>;
}

export interface DraftFields {
  readonly title: string;
  readonly kind: ResponseKind;
  readonly text: string;
}

export interface ResponseDraft extends DraftFields {
  readonly id: number;
  /** Slug of the brand. */
  readonly brand: string;
  /** Slug of the incident that it was begun at. */
  readonly incident?: string;
  readonly template?: string;
  readonly state: DraftState;
  /** Counts up with every change: the compare-and-set value. */
  readonly revision: number;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly changedAt: number;
  readonly changedBy: string;
  readonly approvedBy?: string;
  readonly answeredAt?: number;
  /** Where it was said. */
  readonly url?: string;
}

const PLACE = /\{([a-z][a-z0-9_]*)\}/g;

/** Fills in the places whose names are known; the others stay as they are. */
export function fillPlaces(text: string, known: Readonly<Record<string, string | undefined>>): string {
  return text.replace(PLACE, (place, name: string) => known[name] ?? place);
}

/** Names of the places that nobody has filled in, each once, in order. */
export function openPlaces(text: string): string[] {
  return [...new Set([...text.matchAll(PLACE)].map(([, name = '']) => name))];
}

interface ChannelLength {
  readonly channel: string;
  readonly length: number;
  readonly most: number;
}

/** Ranges that X counts once; all else counts twice: https://docs.x.com/fundamentals/counting-characters */
const LIGHT = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
] as const;
const X_URL = 23;
const URL_LIKE = /https?:\/\/\S+/g;

/** Length as X counts it: an address is 23, an emoji 2. */
export function xLength(text: string): number {
  const urls = text.match(URL_LIKE)?.length ?? 0;
  let length = urls * X_URL;
  const rest = text.replace(URL_LIKE, '').normalize('NFC');
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(rest)) {
    if (/\p{Extended_Pictographic}/u.test(segment)) {
      length += 2;
      continue;
    }
    for (const char of segment) {
      const code = char.codePointAt(0) ?? 0;
      length += LIGHT.some(([from, to]) => code >= from && code <= to) ? 1 : 2;
    }
  }
  return length;
}

function graphemes(text: string): number {
  return [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)].length;
}

/**
 * How long a text is for each channel, and how long it may be: X 280 as X counts, Bluesky 300 graphemes
 * (app.bsky.feed.post), Mastodon 500 characters with addresses as 23 (its default), LinkedIn 3,000.
 */
export function channelLengths(text: string): ChannelLength[] {
  const mastodon = graphemes(text.replace(URL_LIKE, 'x'.repeat(23)));
  return [
    { channel: 'X', length: xLength(text), most: 280 },
    { channel: 'Bluesky', length: graphemes(text), most: 300 },
    { channel: 'Mastodon', length: mastodon, most: 500 },
    { channel: 'LinkedIn', length: text.length, most: 3_000 },
  ];
}
