/** The lines of `outcry detect`: `timestamp,count` in, judged rows out, one for one. Pure: files are the caller's. */
import type { DetectStream } from '../../detect/stream/detect-stream.ts';
import { cutText } from '../../domain/text.ts';

export const DETECT_HEADER = 'timestamp,count,expected,lower,upper,score,alarm';

/** A line that cannot be read. The message names the line and says what to do. */
export class DetectInputError extends Error {
  override readonly name = 'DetectInputError';
  readonly line: number;

  constructor(line: number, problem: string) {
    super(`line ${line}: ${problem}`);
    this.line = line;
  }
}

/**
 * Reads lines one by one. `feed` returns the output row, or undefined for the header and for blank
 * lines. Each data row gives exactly one output row; a broken row throws a `DetectInputError`.
 */
export class DetectCsv {
  private lineNumber = 0;
  private columns: { timestamp: number; count: number } | undefined;
  private readonly stream: DetectStream;

  constructor(stream: DetectStream) {
    this.stream = stream;
  }

  feed(text: string): string | undefined {
    this.lineNumber++;
    const line = text.replace(/^\uFEFF/, '').replace(/\r$/, '');
    if (line.trim() === '') return undefined;
    const cells = line.split(',').map((cell) => unquote(cell.trim()));
    if (!this.columns) {
      const header = headerColumns(cells);
      this.columns = header ?? { timestamp: 0, count: 1 };
      if (header) return undefined;
      if (Number.isNaN(parseTimestamp(cells[0] ?? '')))
        throw this.error(
          `expected the header "timestamp,count" or a row such as 2026-01-31T12:00Z,17; got "${clip(line)}"`,
        );
    }
    return this.judge(cells, this.columns, line);
  }

  private judge(
    cells: readonly string[],
    columns: { timestamp: number; count: number },
    line: string,
  ): string {
    const time = cells[columns.timestamp] ?? '';
    const at = parseTimestamp(time);
    if (Number.isNaN(at)) throw this.error(`"${clip(time)}" is not a time; write it as 2026-01-31T12:00:00Z`);
    if (cells.length <= columns.count)
      throw this.error(`"${clip(line)}" has no count; write "${clip(time)}," where the count is missing`);
    const raw = cells[columns.count] ?? '';
    const count = raw === '' ? null : parseCount(raw);
    if (count !== null && Number.isNaN(count))
      throw this.error(
        `"${clip(raw)}" is not a count; write a whole number from 0, or nothing where it is missing`,
      );
    const last = this.stream.lastTimestamp;
    if (last !== null && at <= last)
      throw this.error(
        at === last
          ? `"${clip(time)}" repeats the time of the row before; add the two counts up or drop one row`
          : `"${clip(time)}" is earlier than the row before; sort the file by time`,
      );
    const row = this.stream.push(at, count);
    return [time, raw, round(row.expected), row.lower, row.upper, score(row.score), row.alarm ? 1 : 0].join(
      ',',
    );
  }

  private error(problem: string): DetectInputError {
    return new DetectInputError(this.lineNumber, problem);
  }
}

/** Milliseconds since 1970 of an ISO time, UTC where no zone is given; NaN where it is none. */
export function parseTimestamp(text: string): number {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    );
  if (!match) return Number.NaN;
  const zone = (match[3] ?? 'Z').toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return Date.parse(`${match[1]}T${match[2] ?? '00:00'}${zone}`);
}

function parseCount(text: string): number {
  return /^\d+(?:\.0+)?$/.test(text) ? Number(text) : Number.NaN;
}

/** Column places where the first line is a header; `value` is taken for `count`. */
function headerColumns(cells: readonly string[]): { timestamp: number; count: number } | undefined {
  const names = cells.map((cell) => cell.toLowerCase());
  const timestamp = names.indexOf('timestamp');
  const count = names.includes('count') ? names.indexOf('count') : names.indexOf('value');
  return timestamp >= 0 && count >= 0 ? { timestamp, count } : undefined;
}

function unquote(cell: string): string {
  return /^".*"$/.test(cell) ? cell.slice(1, -1) : cell;
}

function clip(text: string): string {
  return text.length > 40 ? `${cutText(text, 40)}…` : text;
}

function round(value: number): number {
  return Number(value.toFixed(4));
}

/** Six digits; a score that does not alarm stays under 0.5 after rounding, too. */
function score(value: number): number {
  const rounded = Number(value.toFixed(6));
  return rounded >= 0.5 && value < 0.5 ? 0.499999 : rounded;
}
