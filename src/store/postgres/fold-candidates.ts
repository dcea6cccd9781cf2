/** Firsts of near-duplicates that the ledger holds, on PostgreSQL. */
import { sql } from 'drizzle-orm';
import type { AskedFold, FoldCandidate } from '../ports/mentions.ts';
import type { Db } from '../queries/db.ts';
import {
  type FoldRow,
  type KeyInPart,
  keysInParts,
  MOST_CANDIDATES,
  newestFirst,
} from '../queries/fold-row.ts';
import { jsonParameter } from './text.ts';

/** Those that share a key with a post and are about as old, the newest first. */
export async function foldCandidates(
  db: Db,
  asked: readonly AskedFold[],
  withinMs: number,
): Promise<FoldCandidate[]> {
  // A key at a time, by its index: by "id + 0" nobody is led to walk all mentions backwards.
  const having = (column: 'fold_exact' | 'fold_sketch', wanted: readonly KeyInPart[]) =>
    db.all<FoldRow>(sql`select found.* from json_to_recordset(${jsonParameter(wanted)}::json)
        as wanted(part bigint, key bigint),
      lateral (select id, text, fold_exact, fold_sketch, published_at from mention
        where published_at / 1209600000 = wanted.part and ${sql.raw(column)} = wanted.key
          and ${sql.raw(column)} is not null and dupe_of is null
        order by id + 0 desc limit ${MOST_CANDIDATES}) as found`);
  const { exact, sketch } = keysInParts(asked, withinMs);
  const found = await having('fold_exact', exact);
  return newestFirst(found, sketch.length === 0 ? [] : await having('fold_sketch', sketch));
}
