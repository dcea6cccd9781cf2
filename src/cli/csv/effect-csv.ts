/** The table of `outcry effect`: a date or time column and count columns, as regular series. Pure: files are the caller's. */
import { DetectInputError, parseTimestamp } from './detect-csv.ts';
import { DAY_MS, MINUTE_MS } from '../../domain/series.ts';
import { cutText } from '../../domain/text.ts';

export interface CountTable {
  readonly start: number;
  readonly widthMs: number;
  readonly length: number;
  /** Names of the count columns, in the order of the file. */
  readonly columns: readonly string[];
  /** The counts of a column; null is missing. Throws DetectInputError at a cell that is no count. */
  counts(column: string): (number | null)[];
}

interface Row {
  readonly line: number;
  readonly at: number;
  readonly cells: readonly string[];
}

/**
 * Reads the text of a CSV file. The time column is the first whose first cell is a date or a time; the
 * width of a bucket is the smallest step between rows. Rows that are not there are missing.
 * Throws DetectInputError with the line where it cannot be read.
 */
export function readCountTable(text: string): CountTable {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const filled = lines.flatMap((line, i) =>
    line.trim() === '' ? [] : [{ line: i + 1, cells: cellsOf(line) }],
  );
  const [header, first] = filled;
  if (!header || !first)
    throw new DetectInputError(
      1,
      'there are no rows; the file needs a header, such as "date,Brand", and a row for each day or hour',
    );
  const time = first.cells.findIndex((cell) => !Number.isNaN(parseTimestamp(cell)));
  if (time < 0)
    throw new DetectInputError(
      first.line,
      'no cell is a date or a time; write one as 2026-01-31 or 2026-01-31T12:00Z',
    );
  if (header.cells.some((cell) => !Number.isNaN(parseTimestamp(cell))))
    throw new DetectInputError(header.line, 'the first line must name the columns, such as "date,Brand"');
  const rows = filled.slice(1).map(({ line, cells }): Row => {
    const cell = cells[time] ?? '';
    const at = parseTimestamp(cell);
    if (Number.isNaN(at))
      throw new DetectInputError(line, `"${cell}" is not a time; write it as 2026-01-31T12:00:00Z`);
    return { line, at, cells };
  });
  const widthMs = widthOf(rows);
  const start = rows[0]?.at ?? 0;
  const length = Math.round(((rows.at(-1)?.at ?? start) - start) / widthMs) + 1;
  return {
    start,
    widthMs,
    length,
    columns: header.cells.filter((_, k) => k !== time),
    counts(column) {
      const place = header.cells.findIndex((cell, k) => k !== time && cell === column);
      const counts = new Array<number | null>(length).fill(null);
      if (place < 0) return counts;
      for (const row of rows) counts[Math.round((row.at - start) / widthMs)] = countOf(row, place);
      return counts;
    },
  };
}

/** Sets the buckets that begin on these dates (UTC), or that hold these moments, to missing, in place. */
export function setMissing(
  counts: (number | null)[],
  table: Pick<CountTable, 'start' | 'widthMs'>,
  dates: readonly { readonly at: number; readonly wholeDay: boolean }[],
): void {
  for (const { at, wholeDay } of dates) {
    const from = wholeDay
      ? Math.ceil((at - table.start) / table.widthMs)
      : Math.floor((at - table.start) / table.widthMs);
    const to = wholeDay ? Math.ceil((at + DAY_MS - table.start) / table.widthMs) : from + 1;
    for (let i = Math.max(0, from); i < Math.min(counts.length, to); i++) counts[i] = null;
  }
}

function widthOf(rows: readonly Row[]): number {
  let width = Number.POSITIVE_INFINITY;
  for (const [k, row] of rows.entries()) {
    const before = rows[k - 1];
    if (!before) continue;
    if (row.at <= before.at)
      throw new DetectInputError(
        row.line,
        row.at === before.at
          ? 'repeats the time of the row before; add the counts up or drop one row'
          : 'is earlier than the row before; sort the file by time',
      );
    width = Math.min(width, row.at - before.at);
  }
  const second = rows[1];
  if (!second)
    throw new DetectInputError(rows[0]?.line ?? 1, 'is the only row; two weeks of rows are needed at least');
  if (width > DAY_MS || width < MINUTE_MS)
    throw new DetectInputError(second.line, 'rows must be days or hours; sum the counts to one of them');
  const start = rows[0]?.at ?? 0;
  const odd = rows.find((row) => (row.at - start) % width !== 0);
  if (odd)
    throw new DetectInputError(
      odd.line,
      `lies between the buckets of ${width / MINUTE_MS} minutes that the rows before make; give all rows one width`,
    );
  return width;
}

function countOf(row: Row, place: number): number | null {
  const cell = row.cells[place] ?? '';
  if (cell === '') return null;
  if (!/^\d+(?:\.0+)?$/.test(cell))
    throw new DetectInputError(
      row.line,
      `"${cutText(cell, 40)}" is not a count; write a whole number from 0, or nothing where it is missing`,
    );
  return Number(cell);
}

/** Cells of one line; quotes may hold commas, and two quotes are one. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  for (const [, quoted, bare = ''] of line.matchAll(/(?:^|,)(?:\s*"((?:[^"]|"")*)"\s*|([^,]*))/g))
    cells.push((quoted?.replaceAll('""', '"') ?? bare).trim());
  return cells;
}
