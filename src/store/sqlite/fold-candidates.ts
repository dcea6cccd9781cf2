/** Firsts of near-duplicates that the ledger holds, on SQLite. */
import type Database from 'better-sqlite3';
import type { AskedFold, FoldCandidate } from '../ports/mentions.ts';
import { FOLD_PART_MS } from '../queries/index-parts.ts';
import {
  type FoldRow,
  type KeysInPart,
  keysInParts,
  MOST_CANDIDATES,
  newestFirst,
} from '../queries/fold-row.ts';

/** Prepares the search; it gives those that share a key with a post and are about as old, the newest first. */
export function foldCandidates(client: Database.Database) {
  const having = (column: 'fold_exact' | 'fold_sketch') => {
    const statement = client.prepare<[number, string, number], FoldRow>(
      `select id, text, fold_exact, fold_sketch, published_at from mention
       where published_at / ${FOLD_PART_MS} = ? and ${column} in (select value from json_each(?))
         and ${column} is not null and dupe_of is null order by id desc limit ?`,
    );
    return (part: number, keys: ReadonlySet<number>) => {
      const limit = MOST_CANDIDATES * keys.size;
      const rows = keys.size === 0 ? [] : statement.all(part, JSON.stringify([...keys]), limit);
      return { rows, whole: rows.length < limit };
    };
  };
  const byExact = having('fold_exact');
  const bySketch = having('fold_sketch');

  function inPart(part: number, wanted: readonly KeysInPart[]): FoldRow[] {
    const { rows, whole } = bySketch(part, new Set(wanted.flatMap(({ sketch }) => sketch ?? [])));
    const others = wanted.filter(({ sketch }) => sketch === undefined || !whole);
    return [...rows, ...byExact(part, new Set(others.map(({ exact }) => exact))).rows];
  }

  return (asked: readonly AskedFold[], withinMs: number): FoldCandidate[] => {
    const byPart = new Map<number, KeysInPart[]>();
    for (const one of keysInParts(asked, withinMs)) {
      const others = byPart.get(one.part);
      if (others) others.push(one);
      else byPart.set(one.part, [one]);
    }
    return newestFirst([...byPart].flatMap(([part, wanted]) => inPart(part, wanted)));
  };
}
