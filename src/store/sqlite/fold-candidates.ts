/** Firsts of near-duplicates that the ledger holds, on SQLite. */
import type Database from 'better-sqlite3';
import type { AskedFold, FoldCandidate } from '../ports/mentions.ts';
import {
  type FoldRow,
  type KeyInPart,
  keysInParts,
  MOST_CANDIDATES,
  newestFirst,
} from '../queries/fold-row.ts';

/** Prepares the search; it gives those that share a key with a post and are about as old, the newest first. */
export function foldCandidates(client: Database.Database) {
  const having = (column: 'fold_exact' | 'fold_sketch') => {
    const statement = client.prepare<[number, string, number], FoldRow>(
      `select id, text, fold_exact, fold_sketch, published_at from mention
       where published_at / 1209600000 = ? and ${column} in (select value from json_each(?))
         and ${column} is not null and dupe_of is null order by id desc limit ?`,
    );
    return (wanted: readonly KeyInPart[]): FoldRow[] => {
      const byPart = new Map<number, number[]>();
      for (const { part, key } of wanted) {
        const keys = byPart.get(part);
        if (keys) keys.push(key);
        else byPart.set(part, [key]);
      }
      return [...byPart].flatMap(([part, keys]) =>
        statement.all(part, JSON.stringify(keys), MOST_CANDIDATES * keys.length),
      );
    };
  };
  const byExact = having('fold_exact');
  const bySketch = having('fold_sketch');
  return (asked: readonly AskedFold[], withinMs: number): FoldCandidate[] => {
    const { exact, sketch } = keysInParts(asked, withinMs);
    return newestFirst(byExact(exact), bySketch(sketch));
  };
}
