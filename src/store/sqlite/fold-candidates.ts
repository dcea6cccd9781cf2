/** Firsts of near-duplicates that the ledger holds, on SQLite. */
import type Database from 'better-sqlite3';
import type { FoldCandidate, FoldKeys } from '../ports/mentions.ts';
import { type FoldRow, MOST_CANDIDATES, newestFirst } from '../queries/fold-row.ts';

/** Prepares the search; it gives those with one of the keys that were published in the half-open range, the newest first. */
export function foldCandidates(client: Database.Database) {
  const having = (column: 'fold_exact' | 'fold_sketch') =>
    client.prepare<[string, number, number, number], FoldRow>(
      `select id, text, fold_exact, fold_sketch, published_at from mention
       where ${column} is not null and dupe_of is null and ${column} in (select value from json_each(?))
         and published_at >= ? and published_at < ? order by id desc limit ?`,
    );
  const byExact = having('fold_exact');
  const bySketch = having('fold_sketch');
  return (folds: readonly FoldKeys[], from: number, to: number): FoldCandidate[] => {
    const limit = MOST_CANDIDATES * folds.length;
    const exacts = JSON.stringify([...new Set(folds.map((fold) => fold.exact))]);
    const sketches = JSON.stringify([...new Set(folds.flatMap((fold) => fold.sketch ?? []))]);
    return newestFirst(byExact.all(exacts, from, to, limit), bySketch.all(sketches, from, to, limit));
  };
}
