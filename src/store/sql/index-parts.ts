/**
 * Indexes over what is as good as random (authors, fingerprints) are kept in parts: new entries go into the newest part, which is
 * small, however much the database holds. In one index over everything each entry of a batch would fall on another page.
 */
import { type SQL, sql } from 'drizzle-orm';
import { DAY_MS } from '../../domain/series.ts';
import { mention } from '../mentions/schema.ts';

/** Length of a part of the indexes of fingerprints, by when posts were published; as in `schema.ts`. */
export const FINGERPRINT_PART_MS = 14 * DAY_MS;

/**
 * Mentions of an author of a source, found in one part of the index after the other. Of the rest of the condition SQLite is
 * told nothing that would lead it to another index: `|| ''` and `+ 0` say the same of a value without a column.
 */
export function writtenBy(source: string, authorPseudonym: string): SQL {
  const parts = sql`with recursive part(n) as (
    select 0 union all
    select n + 1 from part where n < (select max(id) / 32768 from mention)) select n + 0 from part`;
  return sql`${mention.id} in (select own.id from mention own where (own.source || '') = ${source}
    and own.author_pseudonym = ${authorPseudonym} and cast(own.id / 32768 as integer) in (${parts}))`;
}

/** What the index of sketches begins with: the part, and the sketch within it. */
export const SKETCH_KEY = `published_at / ${FINGERPRINT_PART_MS} * ${2 ** 32} + fingerprint_sketch`;
/** What the index of words is over: the part, and 40 bits of the hash of the words. */
export const WORDS_KEY = `published_at / ${FINGERPRINT_PART_MS} * ${2 ** 40} + fingerprint_exact % ${2 ** 40}`;

export const sketchKey = (part: number, sketch: number): number => part * 2 ** 32 + sketch;
export const wordsKey = (part: number, exact: number): number => part * 2 ** 40 + (exact % 2 ** 40);

/** The parts of the fold indexes with what was published within `withinMs` of the moment. */
export function fingerprintParts(publishedAt: number, withinMs: number): number[] {
  const last = Math.floor((publishedAt + withinMs) / FINGERPRINT_PART_MS);
  const parts = [];
  for (let part = Math.floor((publishedAt - withinMs) / FINGERPRINT_PART_MS); part <= last; part += 1)
    parts.push(part);
  return parts;
}
