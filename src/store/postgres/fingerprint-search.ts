/** How PostgreSQL finds the first posts of near-duplicate groups. */
import { sql } from 'drizzle-orm';
import type { Db } from '../sql/db.ts';
import {
  type FingerprintRow,
  type FingerprintSearch,
  MOST_CANDIDATES,
  type SketchedRow,
} from '../mentions/fingerprint-search.ts';
import { SKETCH_KEY, WORDS_KEY } from '../sql/index-parts.ts';
import { jsonParameter } from './text.ts';

interface Wanted {
  readonly key: number;
  readonly exact?: number;
}

/** One statement for all keys. */
export function fingerprintSearch(db: Db): FingerprintSearch {
  /** Key by key, in an order that only this index has: otherwise the planner may scan all mentions backwards. */
  async function having<Row>(wanted: readonly Wanted[], key: string, also: string): Promise<readonly Row[]> {
    if (wanted.length === 0) return [];
    return db.all<Row>(sql`select found.*, wanted.key
      from json_to_recordset(${jsonParameter(wanted)}::json) as wanted(key bigint, exact bigint),
      lateral (select id, text, fingerprint_exact, fingerprint_sketch, published_at from mention
        where ${sql.raw(key)} = wanted.key and ${sql.raw(also)} and duplicate_of is null
        order by ${sql.raw(key)} desc, id desc limit ${MOST_CANDIDATES}) as found`);
  }
  return {
    bySketch: (keys) =>
      having<SketchedRow>(
        keys.map((key) => ({ key })),
        SKETCH_KEY,
        'fingerprint_sketch is not null',
      ),
    byWords: (wanted) =>
      having<FingerprintRow>(
        wanted.map(([key, exact]) => ({ key, exact })),
        WORDS_KEY,
        'fingerprint_exact = wanted.exact and fingerprint_exact is not null',
      ),
  };
}
