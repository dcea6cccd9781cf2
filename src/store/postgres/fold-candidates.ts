/** Firsts of near-duplicates that the ledger holds, on PostgreSQL. */
import { sql } from 'drizzle-orm';
import type { FoldCandidate, FoldKeys } from '../ports/mentions.ts';
import type { Db } from '../queries/db.ts';
import { type FoldRow, MOST_CANDIDATES, newestFirst } from '../queries/fold-row.ts';
import { jsonParameter } from './text.ts';

/** Those with one of the keys that were published in the half-open range, the newest first. */
export async function foldCandidates(
  db: Db,
  folds: readonly FoldKeys[],
  from: number,
  to: number,
): Promise<FoldCandidate[]> {
  // A key at a time, by its index: by "id + 0" nobody is led to walk all mentions backwards.
  const having = (column: 'fold_exact' | 'fold_sketch', keys: readonly string[]) =>
    db.all<FoldRow>(sql`select found.* from json_array_elements_text(${jsonParameter(keys)}::json) as wanted(key),
      lateral (select id, text, fold_exact, fold_sketch, published_at from mention
        where ${sql.raw(column)} = wanted.key collate "C" and ${sql.raw(column)} is not null and dupe_of is null
          and published_at >= ${from} and published_at < ${to}
        order by id + 0 desc limit ${MOST_CANDIDATES}) as found`);
  const exact = await having('fold_exact', [...new Set(folds.map((fold) => fold.exact))]);
  const sketches = [...new Set(folds.flatMap((fold) => fold.sketch ?? []))];
  return newestFirst(exact, sketches.length === 0 ? [] : await having('fold_sketch', sketches));
}
