/** The entries of a feed in any of its formats. */
import { parseFeed } from 'feedsmith';
import { pruneJson } from '../../domain/parse-json.ts';
import { type WrittenEntry, writtenEntries } from './entries.ts';
import { undoEntities } from '../markup.ts';
import { type FeedEntry, feedEntry } from './feed-entry.ts';
import { inUsualNames } from './usual-names.ts';

/** A feed shows its newest entries first; what lies further down was read before. */
const MOST_ENTRIES = 5_000;

/** An entry whose markup cannot be read is left as it is: it becomes a dead letter of its own. */
function readable(written: WrittenEntry, at: string): FeedEntry {
  try {
    return feedEntry(written, at);
  } catch {
    const { id, links, titles, texts, dates } = written;
    const first = (list: WrittenEntry['texts']) => list.find((one) => one !== undefined)?.value;
    return { id: id ?? links[0], title: first(titles), summary: first(texts), publishedAt: dates[0] };
  }
}

/** The namespace of Atom before it became RFC 4287. */
const ATOM_03 = /["']http:\/\/purl\.org\/atom\/ns#/;

const saysSomething = ({ texts, titles }: WrittenEntry) => [...texts, ...titles].some((one) => one);
const hasText = ({ texts }: WrittenEntry) => texts.some((text) => text !== undefined);

const written = (text: string) => writtenEntries(parseFeed(text), ATOM_03.test(text));

/** Entries in the feed's own names where the usual ones hold no text. Throws what feedsmith throws. */
function entriesIn(text: string): WrittenEntry[] {
  let usual: WrittenEntry[] = [];
  let problem: unknown;
  try {
    usual = written(/^\s*[{[]/.test(text) ? pruneJson(text) : text);
  } catch (error) {
    problem = error;
  }
  if (usual.some(hasText)) return usual;
  const renamed = text.trimStart().startsWith('<') ? inUsualNames(text) : text;
  if (renamed !== text) {
    try {
      const other = written(renamed);
      if (problem !== undefined || other.filter(saysSomething).length >= usual.length) return other;
    } catch {
      // what it is in the usual names, below
    }
  }
  if (problem !== undefined) throw problem;
  return usual;
}

/** Tombstones of RFC 6721: what was taken out of the feed. */
const TOMBSTONE =
  /<(?:[\w.-]+:)?deleted-entry\s[^<>]{0,500}?\bref\s*=\s*(?:"([^"<>]{1,2000})"|'([^'<>]{1,2000})')/g;

export function goneFrom(text: string): FeedEntry[] {
  if (!text.includes('deleted-entry')) return [];
  return Array.from(text.matchAll(TOMBSTONE), ([, double, single]) => ({
    id: undoEntities(double ?? single ?? ''),
    gone: true,
    plain: true,
  })).slice(0, MOST_ENTRIES);
}

/** The entries of the feed in `text`, which was read from `at`. Throws Error where it is no feed. */
export function readFeed(text: string, at: string): FeedEntry[] {
  const gone = goneFrom(text);
  return entriesIn(text)
    .slice(0, MOST_ENTRIES)
    .map((one) => readable(one, at))
    .concat(gone);
}
