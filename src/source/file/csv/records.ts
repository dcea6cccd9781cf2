/**
 * The records of a CSV file (RFC 4180, in the dialect that was found). csv-parse reads records with quotes that are not
 * quite in order; this decides where a record ends, so that one broken quote costs its own line and not the rest of the
 * file.
 */
import { parse } from 'csv-parse/sync';
import { cutText } from '../../../domain/text.ts';
import type { Line } from '../lines.ts';
import { MAX_RECORD, TOO_LONG } from '../row.ts';
import { type Dialect, withoutBackslashes } from './dialect.ts';
import { LinesAhead } from './lines-ahead.ts';
import { plainCells } from './plain-cells.ts';
import { quoteState } from './quotes.ts';

/** Lines are parsed in batches for speed. */
const BATCH = 500;
/** Groups of lines that end in the same line and make no record, before such a group is not tried again. */
const MAX_TRIES = 3;

export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[]; readonly raw: string }
  | { readonly line: number; readonly error: string; readonly raw: string };

type How = Pick<Dialect, 'delimiter' | 'quote' | 'backslash'>;

const UNCLOSED = 'not valid CSV: a quote is opened in this line and never closed';

class RecordReader {
  readonly #dialect: How;

  constructor(dialect: How) {
    this.#dialect = dialect;
  }

  /** Lines end in LF here (see `readLines`): a lone CR is part of a cell, never the end of a record. */
  #parse(text: string, relaxQuotes = true): string[][] {
    return parse(text, {
      delimiter: this.#dialect.delimiter,
      quote: this.#dialect.quote,
      escape: this.#dialect.quote,
      record_delimiter: '\n',
      relax_quotes: relaxQuotes,
      relax_column_count: true,
      skip_empty_lines: true,
    });
  }

  /** The text of a line as csv-parse reads it. */
  plain(text: string): string {
    return this.#dialect.backslash && text.includes('\\')
      ? withoutBackslashes(text, this.#dialect.quote)
      : text;
  }

  #plainCells(text: string): string[] | undefined {
    return plainCells(this.plain(text), this.#dialect.delimiter, this.#dialect.quote);
  }

  stateOf(text: string, inside: boolean): ReturnType<typeof quoteState> {
    return quoteState(this.plain(text), this.#dialect, inside);
  }

  single({ number: line, text: raw, tooLong }: Line): CsvRecord {
    if (tooLong) return { line, raw: cutText(raw, 1_000), error: `the line is ${TOO_LONG}` };
    try {
      return { line, raw, cells: this.#parse(this.plain(raw))[0] ?? [] };
    } catch (error) {
      return { line, raw, error: `not valid CSV: ${(error as Error).message.split('\n')[0]}` };
    }
  }

  /** Complete one-line records; those with odd quotes are parsed at once, or one by one if that fails. */
  batch(lines: readonly Line[]): CsvRecord[] {
    const { delimiter, quote } = this.#dialect;
    const read = lines.map((line) => {
      if (line.tooLong) return undefined;
      return line.text.includes(quote) ? this.#plainCells(line.text) : line.text.split(delimiter);
    });
    const odd = lines.filter((line, i) => !line.tooLong && read[i] === undefined);
    let cells: string[][] | undefined;
    try {
      cells = odd.length === 0 ? [] : this.#parse(odd.map((line) => this.plain(line.text)).join('\n'));
    } catch {
      // one record at a time below finds the broken line
    }
    const together = cells?.length === odd.length ? cells : undefined;
    let next = 0;
    return lines.map((line, i) => {
      const { number, text: raw } = line;
      if (line.tooLong) return this.single(line);
      const own = read[i] ?? together?.[next++];
      return own ? { line: number, raw, cells: own } : this.single(line);
    });
  }

  /** A record over several lines, or undefined when these lines do not make exactly one. */
  joined(lines: readonly Line[]): CsvRecord | undefined {
    const raw = lines.map((line) => line.text).join('\n');
    const cells = this.#plainCells(raw);
    if (cells) return { line: lines[0]!.number, raw, cells };
    for (const relaxQuotes of [false, true]) {
      try {
        const records = this.#parse(this.plain(raw), relaxQuotes);
        const { quote } = this.#dialect;
        // A broken quote must not run on to the next broken quote.
        const ranOn =
          relaxQuotes && records[0]?.some((cell) => cell.startsWith(quote) && cell.includes('\n'));
        return records.length === 1 && !ranOn
          ? { line: lines[0]!.number, raw, cells: records[0]! }
          : undefined;
      } catch {
        // strict first; then quotes inside other cells may be sloppy
      }
    }
    return undefined;
  }
}

/**
 * The records of these lines, some at a time; blank lines are none. `fits` says whether cells make a whole row: a quoted
 * cell runs on over lines only where it does. A cell may have as many lines as 1 MB holds.
 */
export async function* readRecords(
  lines: AsyncIterator<Line>,
  dialect: How,
  fits: (cells: readonly string[]) => boolean,
): AsyncGenerator<CsvRecord[]> {
  const reader = new RecordReader(dialect);
  const ahead = new LinesAhead(lines, (text) => reader.stateOf(text, true), MAX_RECORD);
  try {
    yield* recordsOf(ahead, reader, dialect, fits);
  } finally {
    // Whoever stops before the end closes the file.
    await lines.return?.();
  }
}

async function* recordsOf(
  ahead: LinesAhead,
  reader: RecordReader,
  dialect: How,
  fits: (cells: readonly string[]) => boolean,
): AsyncGenerator<CsvRecord[]> {
  let failedEnd = 0;
  let failures = 0;
  const batch: Line[] = [];
  for (let line = await ahead.next(); line; line = await ahead.next()) {
    if (line.text.trim() === '' && !line.tooLong) continue;
    const isOpen =
      !line.tooLong && line.text.includes(dialect.quote) && reader.stateOf(line.text, false) === 'open';
    if (!isOpen) {
      batch.push(line);
      if (batch.length >= BATCH) {
        yield reader.batch(batch.splice(0));
      }
      continue;
    }
    if (batch.length > 0) yield reader.batch(batch.splice(0));
    const end = await ahead.endOfCell(line);
    let record: CsvRecord | undefined;
    if (end > 0 && !(failedEnd === line.number + end && failures >= MAX_TRIES)) {
      const joined = reader.joined([line, ...ahead.peek(end)]);
      if (joined && 'cells' in joined && fits(joined.cells)) record = joined;
      else {
        failures = failedEnd === line.number + end ? failures + 1 : 1;
        failedEnd = line.number + end;
      }
    }
    if (record) ahead.skip(end);
    yield [record ?? { line: line.number, raw: line.text, error: UNCLOSED }];
  }
  if (batch.length > 0) yield reader.batch(batch);
  ahead.throwIfBroken();
}
