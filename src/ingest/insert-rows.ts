/** Inserts the mentions of a page. What the database refuses is found by halves; the others are kept. */
import { cutText } from '../domain/text.ts';
import type { InsertMention, Inserted } from '../store/mentions/port.ts';
import type { Tx } from '../store/store.ts';
import { breather } from '../thread/breathe.ts';
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
    rows.map(({ row }) => row),
    (open) => linkNearDuplicates(tx, open),
  );
}

const NOTHING: Inserted = {
  ids: [],
  added: 0,
  duplicates: 0,
  edited: 0,
  linked: 0,
  replaced: 0,
  differing: 0,
  conflicts: [],
};

/** Conflicts name the position in the page. */
type InsertedRows = Inserted & { readonly refused: readonly Refused[] };

function together(first: InsertedRows, second: InsertedRows): InsertedRows {
  return {
    ids: [...first.ids, ...second.ids],
    added: first.added + second.added,
    duplicates: first.duplicates + second.duplicates,
    edited: first.edited + second.edited,
    linked: first.linked + second.linked,
    replaced: first.replaced + second.replaced,
    differing: first.differing + second.differing,
    conflicts: [...first.conflicts, ...second.conflicts],
    refused: [...first.refused, ...second.refused],
  };
}

/** Inserted in one go, in which SQLite gives nobody a turn: rows, and characters of their texts. */
const SLICE = { rows: 250, characters: 100_000 };

function* slices(rows: readonly IndexedRow[]): Generator<readonly IndexedRow[]> {
  let from = 0;
  let characters = 0;
  for (const [at, { row }] of rows.entries()) {
    if (at > from && (at - from >= SLICE.rows || characters + row.text.length > SLICE.characters)) {
      yield rows.slice(from, at);
      from = at;
      characters = 0;
    }
    characters += row.text.length;
  }
  yield rows.slice(from);
}

/** Throws where the database itself fails: then nothing of the page is stored, and the page comes again. */
export async function insertRows(tx: Tx, rows: readonly IndexedRow[]): Promise<InsertedRows> {
  const breathe = breather();
  let all: InsertedRows | undefined;
  for (const slice of slices(rows)) {
    const inserted = await insertSlice(tx, slice);
    all = all ? together(all, inserted) : inserted;
    await breathe();
  }
  return all!;
}

async function insertSlice(tx: Tx, rows: readonly IndexedRow[]): Promise<InsertedRows> {
  const attempt = await tx.attempt(() => insertAll(tx, rows));
  if (!attempt.refused) {
    const conflicts = attempt.value.conflicts.map((one) => ({ ...one, index: rows[one.index]!.index }));
    return { ...attempt.value, conflicts, refused: [] };
  }
  if (rows.length <= 1) {
    const reason = `the database refuses it: ${cutText(attempt.refused.message, 300)}`;
    const refused = rows.map(({ index }) => ({ index, reason }));
    return { ...NOTHING, refused };
  }
  const middle = Math.ceil(rows.length / 2);
  return together(await insertSlice(tx, rows.slice(0, middle)), await insertSlice(tx, rows.slice(middle)));
}
