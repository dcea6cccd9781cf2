/** The first rows of a file, read ahead: which columns there are, and what their values look like. */
import type { Row } from '../row.ts';
import { columnReader, namesOf, type ReadColumn } from './names.ts';
import { isAbsent } from './values/absent.ts';
import { cleanText, readWords } from './cell-text.ts';

/** Rows and UTF-16 units that are read ahead. */
const MAX_ROWS = 500;
const MAX_SIZE = 2_000_000;
/** Names of columns that are looked at; a file of JSON may have others in every line. */
const MAX_NAMES = 1_200;
/** Cells that are looked at: a turn of the event loop's worth. */
const MAX_CELLS = 50_000;
const LEAST_ROWS = 20;
/** Characters of a cell that are looked at. */
const MAX_CELL = 4_000;

/** Three words with blanks between them, or eight characters of a script without blanks. */
const WORDS = /\p{L}{2,}\P{L}*\s\P{L}*\p{L}+\P{L}*\s\P{L}*\p{L}{2,}/u;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}]{8}/u;
const isProse = (text: string): boolean => WORDS.test(text) || UNSPACED.test(text);

/** JSON, or what Python prints, without words in it: names of fields are no sentences. */
const STRUCTURE = /^\s*[[{]\s*(?:["'{[]|$)/;

type ReadRow = Extract<Row, { fields: unknown }>;

export interface Ahead {
  /** The rows read ahead. */
  readonly rows: readonly Row[];
  /** There are no others. */
  readonly complete: boolean;
  /** All rows, from the first; to be read once. */
  readonly all: AsyncIterable<Row>;
  /** Closes the file. */
  readonly close: () => Promise<void>;
}

/** Reads at most 500 rows of a file ahead. An error of the file comes when its place is reached. */
export async function readAhead(source: AsyncIterable<Row>): Promise<Ahead> {
  const iterator = source[Symbol.asyncIterator]();
  const rows: Row[] = [];
  const failed: unknown[] = [];
  let size = 0;
  let ended = false;
  while (rows.length < MAX_ROWS && size < MAX_SIZE) {
    try {
      const next = await iterator.next();
      ended = next.done === true;
      if (next.done) break;
      rows.push(next.value);
      size += next.value.raw.length;
    } catch (error) {
      failed.push(error);
      break;
    }
  }
  async function* all(): AsyncGenerator<Row> {
    yield* rows;
    if (failed.length > 0) throw failed[0];
    if (ended) return;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return {
    rows,
    complete: ended,
    all: all(),
    async close() {
      await iterator.return?.();
    },
  };
}

/** What the values of a column in the sample look like. */
export interface Look {
  /** Rows with a value. */
  readonly filled: number;
  /** Different values among them, as a share. */
  readonly distinct: number;
  /** Mean length of the values in characters. */
  readonly length: number;
  /** Share of values of at least three words. */
  readonly prose: number;
}

/** The columns of the first rows and their values. */
export class Sample {
  readonly names: readonly string[];
  readonly #rows: readonly ReadRow[];
  readonly #looks = new Map<string, Look>();
  readonly #texts = new Map<string, readonly string[]>();

  /** With `fixed`, all rows have the columns of the first. */
  constructor(rows: readonly Row[], fixed = false) {
    const read = rows.filter((row): row is ReadRow => 'fields' in row);
    const names = new Set<string>();
    let seen = 0;
    for (const row of fixed ? read.slice(0, 1) : read) {
      const own = namesOf(row.fields);
      for (const name of own) names.add(name);
      seen += own.length;
      if (names.size >= MAX_NAMES || seen >= MAX_CELLS) break;
    }
    this.names = [...names].slice(0, MAX_NAMES);
    this.#rows = read.slice(0, Math.max(LEAST_ROWS, Math.floor(MAX_CELLS / Math.max(1, this.names.length))));
  }

  get size(): number {
    return this.#rows.length;
  }

  /** Values of a column, without absent ones. */
  *values(column: string, read: ReadColumn = columnReader(column)): Generator<unknown> {
    for (const row of this.#rows) {
      const value = read(row.fields);
      if (!isAbsent(value)) yield value;
    }
  }

  /** Values that are neither lists nor objects. */
  *plain(column: string): Generator<string | number | boolean> {
    for (const value of this.values(column))
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') yield value;
  }

  /** The beginning of the text of each row in a column; empty where it has none. */
  #textsOf(column: string): readonly string[] {
    const known = this.#texts.get(column);
    if (known) return known;
    const read = columnReader(column);
    const texts = this.#rows.map(({ fields }) => {
      const value = read(fields);
      if (isAbsent(value)) return '';
      const isText = typeof value === 'string' && !STRUCTURE.test(value);
      return (isText ? value : (readWords(value) ?? '')).slice(0, MAX_CELL).trim();
    });
    this.#texts.set(column, texts);
    return texts;
  }

  /** The texts of two columns in rows where both have one. */
  *pairs(one: string, other: string): Generator<readonly [string, string]> {
    const others = this.#textsOf(other);
    for (const [i, text] of this.#textsOf(one).entries())
      if (text !== '' && others[i]) yield [cleanText(text), cleanText(others[i])];
  }

  look(column: string): Look {
    const known = this.#looks.get(column);
    if (known) return known;
    const seen = new Set<string>();
    let filled = 0;
    let length = 0;
    let prose = 0;
    for (const text of this.#textsOf(column)) {
      if (text === '') continue;
      filled += 1;
      length += text.length;
      seen.add(text);
      if (isProse(text) && !STRUCTURE.test(text)) prose += 1;
    }
    const share = (count: number) => (filled === 0 ? 0 : count / filled);
    const look = { filled, distinct: share(seen.size), length: share(length), prose: share(prose) };
    this.#looks.set(column, look);
    return look;
  }
}
