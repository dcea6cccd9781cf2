/**
 * Indexes over values that are practically random (authors, fingerprints) are partitioned: new entries go into the newest
 * partition, which stays small however large the database is. In a single index, each entry of a batch would touch a
 * different page.
 */
import { type SQL, sql } from 'drizzle-orm';
import { DAY_MS } from '../../domain/series.ts';
import { mention } from '../mentions/schema.ts';

/** Length of a partition of the fingerprint indexes, by publication time; the same number as in `mentions/schema.ts`. */
export const FINGERPRINT_PART_MS = 14 * DAY_MS;

/**
 * Mentions by an author of a source, looked up in each partition of the index. `|| ''` and `+ 0` turn columns into
 * expressions, so that SQLite chooses no other index.
 */
export function writtenBy(source: string, authorPseudonym: string): SQL {
  const parts = sql`with recursive part(n) as (
    select 0 union all
    select n + 1 from part where n < (select max(id) / 32768 from mention)) select n + 0 from part`;
  return sql`${mention.id} in (select own.id from mention own where (own.source || '') = ${source}
    and own.author_pseudonym = ${authorPseudonym} and cast(own.id / 32768 as integer) in (${parts}))`;
}

/** First column of the sketch index: the partition, and the sketch within it. */
export const SKETCH_KEY = `published_at / ${FINGERPRINT_PART_MS} * ${2 ** 32} + fingerprint_sketch`;
/** Key of the word index: the partition, and 40 bits of the hash of the words. */
export const WORDS_KEY = `published_at / ${FINGERPRINT_PART_MS} * ${2 ** 40} + fingerprint_exact % ${2 ** 40}`;

export const sketchKey = (part: number, sketch: number): number => part * 2 ** 32 + sketch;
export const wordsKey = (part: number, exact: number): number => part * 2 ** 40 + (exact % 2 ** 40);

/** The partitions of the fingerprint indexes that hold posts published within `withinMs` of `publishedAt`. */
export function fingerprintParts(publishedAt: number, withinMs: number): number[] {
  const last = Math.floor((publishedAt + withinMs) / FINGERPRINT_PART_MS);
  const parts = [];
  for (let part = Math.floor((publishedAt - withinMs) / FINGERPRINT_PART_MS); part <= last; part += 1)
    parts.push(part);
  return parts;
}
