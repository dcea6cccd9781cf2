/** Inserts the mentions of a page. What the database refuses is found by halves; the others are kept. */
import { cutText } from '../domain/text.ts';
import type { InsertMention, Inserted } from '../store/mentions/port.ts';
import type { Tx } from '../store/store.ts';
import { linkNearDuplicates } from './near-duplicates.ts';

export interface Refused {
  /** Position in the page. */
  readonly index: number;
  readonly reason: string;
}

export interface IndexedRow {
  readonly index: number;
  readonly row: InsertMention;
}

/** Everything that may hold a mention is inside: one that the program itself cannot read is refused as well. */
async function insertAll(tx: Tx, rows: readonly IndexedRow[]): Promise<Inserted> {
  return tx.mentions.insert(
    await linkNearDuplicates(
      tx,
      rows.map(({ row }) => row),
    ),
  );
}

/** Throws where the database itself fails: then nothing of the page is stored, and the page comes again. */
export async function insertRows(
  tx: Tx,
  rows: readonly IndexedRow[],
): Promise<Inserted & { readonly refused: readonly Refused[] }> {
  const attempt = await tx.attempt(() => insertAll(tx, rows));
  if (!attempt.refused) return { ...attempt.value, refused: [] };
  if (rows.length <= 1) {
    const reason = `the database refuses it: ${cutText(attempt.refused.message, 300)}`;
    const refused = rows.map(({ index }) => ({ index, reason }));
    return { ids: [], duplicates: 0, edited: 0, linked: 0, refused };
  }
  const middle = Math.ceil(rows.length / 2);
  const first = await insertRows(tx, rows.slice(0, middle));
  const second = await insertRows(tx, rows.slice(middle));
  return {
    ids: [...first.ids, ...second.ids],
    duplicates: first.duplicates + second.duplicates,
    edited: first.edited + second.edited,
    linked: first.linked + second.linked,
    refused: [...first.refused, ...second.refused],
  };
}
