/** Rows of a CSV file with a header, in whatever dialect it is written. */
import type { Line } from '../lines.ts';
import type { Row } from '../row.ts';
import { type Dialect, findDialect } from './dialect.ts';
import { hasEscapes, withoutEscapes } from './escapes.ts';
import { headerOf } from './header.ts';
import { type CsvRecord, readRecords } from './records.ts';
import { TableRows } from './table.ts';

/** Lines and UTF-16 units that the dialect is found by. */
const LINES = 1_000;
const UNITS = 1 << 18;

/** The lines of a sample that the dialect is found by. The last line of a longer text may be cut, and is none. */
export function sampleLines(text: string): string[] {
  const lines = text.slice(0, UNITS).split(/\r?\n/, LINES);
  return text.length > UNITS && lines.length > 1 && lines.length < LINES ? lines.slice(0, -1) : lines;
}

/** Passes over the lines up to `last`, and goes on behind it. */
async function* behind(lines: AsyncIterable<Line>, last: number): AsyncGenerator<Line> {
  for await (const line of lines) if (line.number > last) yield line;
}

const withoutEscapesOf = (record: CsvRecord): CsvRecord =>
  'error' in record ? record : { ...record, cells: record.cells.map(withoutEscapes) };

async function firstLines(
  source: AsyncIterator<Line>,
): Promise<{ lines: Line[]; broken?: { error: unknown } }> {
  const lines: Line[] = [];
  let units = 0;
  try {
    while (lines.length < LINES && units < UNITS) {
      const next = await source.next();
      if (next.done) break;
      lines.push(next.value);
      units += next.value.text.length;
    }
    return { lines };
  } catch (error) {
    return { lines, broken: { error } };
  }
}

/**
 * Rows of a CSV file; `notes` grows while they are read. The dialect is found by the first lines where it is not given.
 * Throws UserError when no line names the columns.
 */
export async function* readCsv(
  lines: AsyncIterable<Line>,
  notes: string[] = [],
  known?: Dialect,
): AsyncGenerator<Row> {
  const source = lines[Symbol.asyncIterator]();
  const first = known ? { lines: [] } : await firstLines(source);
  const dialect = known ?? findDialect(first.lines.map((line) => line.text));
  async function* all(): AsyncGenerator<Line> {
    try {
      yield* first.lines;
      if (first.broken) throw first.broken.error;
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
    } finally {
      // Whoever stops before the end closes the file.
      await source.return?.();
    }
  }
  if (dialect.columns === undefined && dialect.sample.length === 0) {
    for await (const line of all()) if (line.text.trim() !== '') break;
    return;
  }
  const escaped = hasEscapes(dialect.delimiter, dialect.sample);
  const header = headerOf(dialect.columns, dialect.sample);
  notes.push(...header.notes);
  const table = new TableRows(header, dialect.columns ?? [], notes);
  const records = readRecords(behind(all(), dialect.bodyAfter), dialect, (cells) => table.fits(cells));
  let broken: { error: unknown } | undefined;
  try {
    for await (const some of records) {
      for (const row of table.rows(escaped ? some.map(withoutEscapesOf) : some)) yield row;
    }
  } catch (error) {
    broken = { error };
  }
  yield* table.end();
  if (broken) throw broken.error;
}
