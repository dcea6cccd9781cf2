/** Spreadsheets (.xlsx): the first sheet that is a table. */
import { UserError } from '../../../domain/result.ts';
import { printable } from '../../../domain/text.ts';
import { isEmpty } from '../csv/cells.ts';
import { findHeader } from '../csv/dialect.ts';
import { headerOf, list } from '../csv/header.ts';
import type { CsvRecord } from '../csv/records.ts';
import { TableRows } from '../csv/table.ts';
import type { Row } from '../row.ts';
import type { SheetInfo, Workbook } from './thread.ts';

/** Rows that the header is found by, and rows that are asked for at a time. */
const SAMPLE = 200;
const SLICE = 2_000;
/** Sheets looked at. */
const MAX_SHEETS = 50;

export interface Sheet extends SheetInfo {
  readonly place: number;
  /** Its first rows. */
  readonly sample: readonly (readonly string[])[];
}

const isFilled = (rows: Sheet['sample']) =>
  rows.some((cells) => cells.filter((cell) => !isEmpty(cell)).length > 1);

/**
 * The first sheet with a line of names and rows below it, else the first with rows. Throws UserError where there is none.
 */
export async function chooseSheet(
  book: Workbook,
): Promise<{ readonly sheet: Sheet; readonly note?: string }> {
  const filled: Sheet[] = [];
  for (const [place, info] of book.sheets.slice(0, MAX_SHEETS).entries()) {
    const sample = await book.rows(place, 0, SAMPLE);
    if (isFilled(sample)) filled.push({ ...info, place, sample });
  }
  const isTable = ({ sample }: Sheet) => (findHeader(sample)?.at ?? sample.length) < sample.length - 1;
  const sheet = filled.find(isTable) ?? filled[0];
  if (!sheet) throw new UserError('The spreadsheet holds no table.');
  const others = filled.filter((other) => other !== sheet).map(({ name }) => name);
  const note = `The sheet ${printable(sheet.name, 60)} was read, and not: ${list(others)}.`;
  return others.length === 0 ? { sheet } : { sheet, note };
}

async function* slices(book: Workbook, sheet: Sheet, from: number): AsyncGenerator<string[][]> {
  for (let at = from; at < sheet.length; at += SLICE) yield book.rows(sheet.place, at, at + SLICE);
}

/** Rows of a sheet; the workbook is closed behind them. Throws UserError where no line names the columns. */
export async function* sheetRows(book: Workbook, sheet: Sheet, notes: string[]): AsyncGenerator<Row> {
  const found = findHeader(sheet.sample);
  const from = found ? found.at + 1 : 0;
  try {
    const header = headerOf(
      found?.columns,
      sheet.sample.slice(from).filter((cells) => !cells.every(isEmpty)),
    );
    notes.push(...header.notes);
    const table = new TableRows(header, found?.columns ?? [], notes);
    const width = header.names.length;
    let line = from;
    for await (const rows of slices(book, sheet, from)) {
      const records = rows.map((cells): CsvRecord => {
        line += 1;
        // A row ends with its last filled cell here: that is no sign of damage.
        const missing = Array<string>(Math.max(0, width - cells.length)).fill('');
        return { line, cells: [...cells, ...missing], raw: cells.join('\t') };
      });
      for (const row of table.rows(records)) yield row;
    }
    for (const row of table.end()) yield row;
  } finally {
    await book.close();
  }
}
