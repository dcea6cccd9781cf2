/** What a post shares with others of an outburst: who posted it when, its text, its links and tags. */

export interface Trace {
  readonly id: number;
  /** ms since 1970 UTC. */
  readonly at: number;
  /** Pseudonym; undefined where the source names none. */
  readonly author: string | undefined;
  /** The same for near-duplicates. */
  readonly cluster: number;
  /** Each link without its query, and the tags of a post with three or more, as one. */
  readonly marks: readonly string[];
}

const LINK = /https?:\/\/[^\s<>"')\]]+/giu;
const TAG = /(?<![\p{L}\p{N}_&/])#[\p{L}\p{N}_]{2,}/gu;
/** One tag, or two, are what everybody in an outcry uses. */
const TAGS_OF_ONE_HAND = 3;

/** The marks of a text. */
export function marksOf(text: string): string[] {
  const links = [...text.matchAll(LINK)].map(([link]) => {
    const bare = link.replace(/^https?:\/\/(www\.)?/i, '').replace(/[?#].*$/, '');
    return `link ${bare.replace(/[.,;:!/]+$/, '').toLowerCase()}`;
  });
  const tags = [...new Set([...text.matchAll(TAG)].map(([tag]) => tag.toLowerCase()))].toSorted();
  const together = tags.length >= TAGS_OF_ONE_HAND ? [`tags ${tags.join(' ')}`] : [];
  return [...new Set([...links.filter((link) => link.length > 'link '.length), ...together])];
}
