/** The rows of `outcry detect`: `timestamp,count` in, judged rows out, one for one. Pure: files are the caller's. */
import type { DetectStream } from '../../detect/stream/detect-stream.ts';
import { printable } from '../../domain/text.ts';
import { parseInstant } from '../../ingest/time/read-time.ts';
import type { CsvRecord } from '../../source/file/csv/records.ts';
import { TOTAL } from '../../source/file/csv/table.ts';
import { countReader, noCount } from './counts.ts';
import { DetectInputError } from './input-error.ts';

export const DETECT_HEADER = 'timestamp,count,expected,lower,upper,score,alarm';

/** Names of the columns, most usual first. */
const TIME_NAMES = ['timestamp', 'time', 'datetime', 'date', 'ds', 'hour', 'day'];
const COUNT_NAMES = ['count', 'counts', 'value', 'y', 'mentions', 'n', 'total'];

interface Columns {
  readonly timestamp: number;
  readonly count: number;
}

/** How the table is written, as `openTable` found it. */
export interface DetectLayout {
  readonly columns: readonly string[] | undefined;
  readonly headerLine: number;
  readonly delimiter: string;
}

/**
 * Reads rows one by one. `feed` returns the output row, or undefined for a row without a filled cell and for totals. Each
 * other row gives exactly one output row; a broken one throws a `DetectInputError`.
 */
export class DetectCsv {
  private readonly stream: DetectStream;
  private readonly columns: Columns;
  private readonly readCount: (cell: string) => number | null;
  private lineNumber = 0;

  /** Throws DetectInputError where no column is known to hold times, or counts. */
  constructor(stream: DetectStream, { columns, headerLine, delimiter }: DetectLayout) {
    this.stream = stream;
    this.readCount = countReader(delimiter);
    const found = columns === undefined ? { timestamp: 0, count: 1 } : headerColumns(columns);
    if (!found)
      throw new DetectInputError(
        headerLine,
        `expected the header "timestamp,count" or a row such as 2026-01-31T12:00Z,17; got "${printable((columns ?? []).join(delimiter), 40)}"`,
      );
    this.columns = found;
  }

  feed(record: CsvRecord): string | undefined {
    this.lineNumber = record.line;
    if ('error' in record) throw this.error(record.error);
    const cells = record.cells.map((cell) => cell.trim());
    const first = cells.find((cell) => cell !== '');
    if (first === undefined || TOTAL.test(first)) return undefined;
    return this.judge(cells, this.columns, record.raw);
  }

  private judge(cells: readonly string[], columns: Columns, line: string): string {
    const time = cells[columns.timestamp] ?? '';
    const at = parseTimestamp(time);
    if (Number.isNaN(at)) throw this.error(`"${clip(time)}" is not a time; write it as 2026-01-31T12:00:00Z`);
    if (cells.length <= columns.count)
      throw this.error(`"${clip(line)}" has no count; write "${clip(time)}," where the count is missing`);
    const raw = cells[columns.count] ?? '';
    const count = this.readCount(raw);
    if (count !== null && Number.isNaN(count)) throw this.error(noCount(raw));
    const last = this.stream.lastTimestamp;
    if (last !== null && at <= last)
      throw this.error(
        at === last
          ? `"${clip(time)}" repeats the time of the row before; add the two counts up or drop one row`
          : `"${clip(time)}" is earlier than the row before; sort the file by time`,
      );
    const row = this.stream.push(at, count);
    return [
      quoted(time),
      quoted(raw),
      round(row.expected),
      row.lower,
      row.upper,
      score(row.score),
      row.alarm ? 1 : 0,
    ].join(',');
  }

  private error(problem: string): DetectInputError {
    return new DetectInputError(this.lineNumber, problem);
  }
}

/** Milliseconds since 1970 of a time that can only mean one moment, UTC where no zone is given; NaN where it is none. */
export function parseTimestamp(text: string): number {
  return parseInstant(text) ?? Number.NaN;
}

/** The places of the columns, by their names; undefined where these are not known. */
function headerColumns(columns: readonly string[]): Columns | undefined {
  const names = columns.map((name) => name.trim().toLowerCase());
  const placeOf = (known: readonly string[]) =>
    names.indexOf(known.find((name) => names.includes(name)) ?? '\0');
  const timestamp = placeOf(TIME_NAMES);
  const count = placeOf(COUNT_NAMES);
  return timestamp >= 0 && count >= 0 ? { timestamp, count } : undefined;
}

/** A cell of the output: as it came, in quotes where it holds a comma or a quote. */
function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function clip(text: string): string {
  return printable(text, 40);
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

/** Six digits; a score that does not alarm stays under 0.5 after rounding, too. */
function score(value: number): number {
  const rounded = Number(value.toFixed(6));
  return rounded >= 0.5 && value < 0.5 ? 0.499999 : rounded;
}
