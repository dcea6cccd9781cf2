/** How SQLite finds the first posts of near-duplicate groups. */
import type Database from 'better-sqlite3';
import {
  type FingerprintRow,
  type FingerprintSearch,
  MOST_CANDIDATES,
  type SketchedRow,
} from '../mentions/fingerprint-search.ts';
import { SKETCH_KEY, WORDS_KEY } from '../sql/index-parts.ts';

/** Key by key through the index: `cross join` fixes the order of the loops (sqlite.org/optoverview.html). */
const firstsWith = (
  columns: string,
  newest: string,
) => `select ${columns}, m.id, m.text, m.fingerprint_exact, m.fingerprint_sketch, m.published_at
  from json_each(?) as wanted cross join mention m on m.id in (
    select id from mention where ${newest} and duplicate_of is null order by id desc limit ${MOST_CANDIDATES})`;

/** Prepares the search. */
export function fingerprintSearch(client: Database.Database): FingerprintSearch {
  const bySketch = client.prepare<[string], SketchedRow>(
    firstsWith('wanted.value as key', `${SKETCH_KEY} = wanted.value and fingerprint_sketch is not null`),
  );
  const byWords = client.prepare<[string], FingerprintRow>(
    firstsWith(
      '1',
      `${WORDS_KEY} = wanted.value ->> 0 and fingerprint_exact = wanted.value ->> 1 and fingerprint_exact is not null`,
    ),
  );
  return {
    bySketch: async (keys) => (keys.length === 0 ? [] : bySketch.all(JSON.stringify(keys))),
    byWords: async (wanted) => (wanted.length === 0 ? [] : byWords.all(JSON.stringify(wanted))),
  };
}
