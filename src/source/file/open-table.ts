/** Opens a table of counts: the same files as for import, as cells and not as named fields. */
import { UserError } from '../../domain/result.ts';
import { openBytes } from './container/open.ts';
import { refuseMarkup } from './container/kinds.ts';
import { peek } from './container/peek.ts';
import { findDialect, findHeader } from './csv/dialect.ts';
import { sampleLines } from './csv/read.ts';
import { type CsvRecord, readRecords } from './csv/records.ts';
import { decodeText } from './encoding/text.ts';
import { jsonLayout } from './json/read.ts';
import { endsInCr, type Line, readLines, universalLineEnds } from './lines.ts';
import type { Position } from './row.ts';
import { chooseSheet } from './sheet/read.ts';
import { openWorkbook } from './sheet/thread.ts';

export interface OpenTable {
  /** The names of the columns; undefined where the first line holds values. */
  readonly columns: readonly string[] | undefined;
  readonly headerLine: number;
  /** The sign between cells: it shows which sign its writer uses for decimals. */
  readonly delimiter: string;
  /** Rows as they come, some at a time, those with errors too. */
  readonly records: AsyncIterable<readonly CsvRecord[]>;
  /** What a person should know, as far as the table was read. */
  readonly notes: readonly string[];
}

const SAMPLE = 1 << 18;
const SLICE = 2_000;

async function* behind(lines: AsyncIterable<Line>, last: number): AsyncGenerator<Line> {
  for await (const line of lines) if (line.number > last) yield line;
}

async function openSheetTable(bytes: Uint8Array): Promise<OpenTable> {
  const book = await openWorkbook(bytes);
  const { sheet, note } = await chooseSheet(book);
  const found = findHeader(sheet.sample);
  const from = found ? found.at + 1 : 0;
  async function* records(): AsyncGenerator<CsvRecord[]> {
    try {
      for (let at = from; at < sheet.length; at += SLICE) {
        const rows = await book.rows(sheet.place, at, at + SLICE);
        yield rows.map((cells, i) => ({ line: at + i + 1, cells, raw: cells.join('\t') }));
      }
    } finally {
      await book.close();
    }
  }
  return {
    columns: found?.columns,
    headerLine: from,
    delimiter: '\t',
    records: records(),
    notes: note === undefined ? [] : [note],
  };
}

/**
 * Opens a table, from a file or a pipe. What a pipe has given so far decides on its dialect, so that each row is there as
 * soon as it comes. Throws UserError where there is no file or it holds no table.
 */
export async function openTable(path: string): Promise<OpenTable> {
  const opened = await openBytes(path);
  if (opened.sheet) return openSheetTable(opened.sheet);
  const position: Position = { line: 1 };
  const decoded = decodeText(opened.chunks, opened.head, position);
  const { first, all } = await peek(
    decoded.text,
    (some) => some.reduce((sum, text) => sum + text.length, 0) > (opened.isRegular ? SAMPLE : 0),
  );
  const sample = first
    .join('')
    .slice(0, SAMPLE + 1)
    .replace(/^\ufeff+/, '');
  refuseMarkup(sample);
  if (jsonLayout(sample, false))
    throw new UserError('The file holds JSON; a table with a time and counts is needed, as CSV or .xlsx.');
  const anyEnd = endsInCr(sample);
  const dialect = findDialect(sampleLines(anyEnd ? sample.replace(/\r\n?/g, '\n') : sample));
  const lines = readLines(anyEnd ? universalLineEnds(all) : all, { position });
  const width = dialect.columns?.length;
  return {
    columns: dialect.columns,
    headerLine: dialect.headerLine,
    delimiter: dialect.delimiter,
    records: readRecords(behind(lines, dialect.bodyAfter), dialect, (cells) => cells.length === width),
    get notes() {
      return decoded.notes();
    },
  };
}
