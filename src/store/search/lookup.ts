/** Reads the places of words from the pages of several parts at once. */
import { sql } from 'drizzle-orm';
import type { Db } from '../sql/db.ts';
import { keyOf, readPage } from './pages.ts';

interface PageRow {
  readonly part: number;
  readonly data: Uint8Array | null;
}

/** The places of a word in each part that has it. */
export type Places = ReadonlyMap<number, readonly Uint16Array[]>;

/** Above every character of a word. */
const END = '\u{10fffe}';

export function placesReader(db: Db) {
  const among = (parts: readonly number[]) => sql.raw(parts.map(Number).join(','));

  /** The only page of each part that can hold the word. */
  const pagesOf = (word: string, parts: readonly number[]) =>
    db.all<PageRow>(sql`select p.part as part, (select s.data from search_page s
      where s.part = p.part and s.first <= ${word} order by s.first desc limit 1) as data
      from search_part p where p.part in (${among(parts)})`);

  /** The pages that can hold words that begin so. */
  const pagesFrom = (word: string, parts: readonly number[]) =>
    db.all<PageRow>(sql`select s.part as part, s.data as data from search_page s
      where s.part in (${among(parts)}) and s.first < ${word + END} and s.first >= coalesce(
        (select max(x.first) from search_page x where x.part = s.part and x.first <= ${word}), '')`);

  return async (word: string, begins: boolean, parts: readonly number[]): Promise<Places> => {
    const found = new Map<number, Uint16Array[]>();
    if (parts.length === 0) return found;
    const key = keyOf(word);
    for (const { part, data } of await (begins ? pagesFrom : pagesOf)(word, parts)) {
      if (!data) continue;
      for (const entry of readPage(data)) {
        if (entry.word > key && !(begins && entry.word.startsWith(key))) break;
        if (entry.word !== key && !(begins && entry.word.startsWith(key))) continue;
        const list = found.get(part);
        if (list) list.push(entry.slots());
        else found.set(part, [entry.slots()]);
      }
    }
    return found;
  };
}
