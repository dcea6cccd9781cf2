/** From records to rows: what each cell is called, and what is no row of the table. */
import type { Row } from '../row.ts';
import { isEmpty, isNumber, looksLikeTime } from './cells.ts';
import type { Header } from './header.ts';
import type { CsvRecord } from './records.ts';

/** What spreadsheets write below a column of numbers. */
export const TOTAL =
  /^(?:(?:grand|sub)?[ -]?totals?|sum(?:me)?|gesamt(?:summe)?|somme|suma|total général|totale|totaal|всего|итого|合計|总计)\s*:?$/i;

type Cells = Extract<CsvRecord, { cells: unknown }>;

/** Makes the rows of a table with this header. `notes` grows while they are read. */
export class TableRows {
  readonly #header: Header;
  readonly #asWritten: readonly string[];
  readonly #notes: string[];
  readonly #plain: boolean;
  /** A row that is kept until the next one shows what it is: short, or a total. */
  #kept: { readonly record: Cells; readonly isTotal: boolean } | undefined;
  #repeated = 0;

  /** `columns` as the file has them: the same line again is no row. */
  constructor(header: Header, columns: readonly string[], notes: string[]) {
    this.#header = header;
    this.#asWritten = columns;
    this.#notes = notes;
    this.#plain = header.first.every((at, i) => at === i) && !header.names.includes('__proto__');
  }

  /** Whether cells make a whole row: as many as the header has, and beyond it none but empty ones. */
  fits(cells: readonly string[]): boolean {
    const width = this.#header.names.length;
    return cells.length === width || (cells.length > width && cells.slice(width).every(isEmpty));
  }

  *rows(records: Iterable<CsvRecord>): Generator<Row> {
    for (const record of records) {
      if ('error' in record) {
        yield* this.#release(undefined);
        yield record;
        continue;
      }
      const { cells } = record;
      if (cells.length < 200 && cells.every(isEmpty)) continue;
      if (this.#kept) yield* this.#release(record);
      if (this.#isHeaderAgain(cells)) continue;
      if (this.fits(cells)) {
        if (TOTAL.test(cells.find((cell) => !isEmpty(cell)) ?? '') && this.#holdsSums(cells))
          this.#kept = { record, isTotal: true };
        else yield this.#toRow(record);
      } else if (cells.length < this.#header.names.length) {
        this.#kept = { record, isTotal: TOTAL.test(cells[0] ?? '') && this.#holdsSums(cells) };
      } else yield this.#refused(record);
    }
  }

  /** What was kept last. */
  *end(): Generator<Row> {
    const kept = this.#kept;
    if (kept?.isTotal) {
      this.#notes.push(`The last line (${kept.record.line}) holds totals and was left out.`);
      this.#kept = undefined;
    }
    yield* this.#release(undefined);
    if (this.#repeated > 0)
      this.#notes.push(
        `The line with the names of the columns comes again in the file (${this.#repeated}×); it was left out there.`,
      );
  }

  #holdsSums(cells: readonly string[]): boolean {
    const filled = cells.filter((cell) => !isEmpty(cell));
    return filled.slice(1).every(isNumber);
  }

  #isHeaderAgain(cells: readonly string[]): boolean {
    if (cells[0]?.trim() !== this.#asWritten[0] || cells.length !== this.#asWritten.length) return false;
    if (!cells.every((cell, i) => cell.trim() === this.#asWritten[i])) return false;
    this.#repeated += 1;
    return true;
  }

  /**
   * A row that ends before its last columns. Many programs leave out empty cells at the end; but a line break in a cell
   * without quotes cuts a row as well, and then the line behind it is no row.
   */
  *#release(next: Cells | undefined): Generator<Row> {
    const kept = this.#kept;
    this.#kept = undefined;
    if (!kept) return;
    const isRow = kept.record.cells.length >= this.#header.names.length;
    if (isRow || (this.#begins(kept.record.cells) && (next === undefined || this.#begins(next.cells))))
      yield this.#toRow(kept.record);
    else yield this.#refused(kept.record);
  }

  /** Whether cells are the beginning of a row: where times stand, there are times. */
  #begins(cells: readonly string[]): boolean {
    const { times } = this.#header;
    return times.length > 0 && times.every((at) => looksLikeTime(cells[at] ?? ''));
  }

  #refused({ line, raw, cells }: Cells): Row {
    return {
      line,
      raw,
      error: `has ${cells.length} columns where the header has ${this.#header.names.length}`,
    };
  }

  #toRow({ line, raw, cells }: Cells): Row {
    const { names, first } = this.#header;
    if (this.#plain) {
      const fields: Record<string, unknown> = {};
      for (let i = 0; i < names.length; i += 1) fields[names[i]!] = cells[i] ?? '';
      return { line, raw, fields };
    }
    const values = new Map<string, string>();
    names.forEach((name, i) => {
      const known = values.get(name);
      if (first[i] === i || known === undefined || isEmpty(known)) values.set(name, cells[i] ?? '');
    });
    // Unlike an assignment, this makes a property of any name.
    return { line, raw, fields: Object.fromEntries(values) };
  }
}
