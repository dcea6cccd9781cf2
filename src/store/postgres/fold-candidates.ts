/** Firsts of near-duplicates that the ledger holds, on PostgreSQL. */
import { sql } from 'drizzle-orm';
import type { AskedFold, FoldCandidate } from '../ports/mentions.ts';
import type { Db } from '../queries/db.ts';
import { type FoldRow, keysInParts, MOST_CANDIDATES, newestFirst } from '../queries/fold-row.ts';
import { FOLD_PART_MS } from '../queries/index-parts.ts';
import { jsonParameter } from './text.ts';

type KeyInPart = readonly [part: number, key: number];

/** Those that share a key with a post and are about as old, the newest first. */
export async function foldCandidates(
  db: Db,
  asked: readonly AskedFold[],
  withinMs: number,
): Promise<FoldCandidate[]> {
  // A key at a time, by its index: by "id + 0" nobody is led to walk all mentions backwards.
  async function having(column: 'fold_exact' | 'fold_sketch', wanted: readonly KeyInPart[]) {
    const keys = new Map(wanted.map(([part, key]) => [`${part} ${key}`, { part, key }]));
    if (keys.size === 0) return [];
    return db.all<FoldRow & { part: number }>(sql`select found.*, wanted.part
      from json_to_recordset(${jsonParameter([...keys.values()])}::json) as wanted(part bigint, key bigint),
      lateral (select id, text, fold_exact, fold_sketch, published_at from mention
        where published_at / ${sql.raw(String(FOLD_PART_MS))} = wanted.part and ${sql.raw(column)} = wanted.key
          and ${sql.raw(column)} is not null and dupe_of is null
        order by id + 0 desc limit ${MOST_CANDIDATES}) as found`);
  }
  const wanted = keysInParts(asked, withinMs);
  const bySketch = await having(
    'fold_sketch',
    wanted.flatMap(({ part, sketch }) => (sketch === undefined ? [] : [[part, sketch] as const])),
  );
  const found = new Map<string, number>();
  for (const { part, fold_sketch: sketch } of bySketch) {
    const key = `${part} ${sketch}`;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  const others = wanted.filter(
    ({ part, sketch }) => sketch === undefined || (found.get(`${part} ${sketch}`) ?? 0) >= MOST_CANDIDATES,
  );
  const byExact = await having(
    'fold_exact',
    others.map(({ part, exact }) => [part, exact] as const),
  );
  return newestFirst(bySketch, byExact);
}
