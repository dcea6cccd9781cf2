/**
 * CSV with a header line (RFC 4180). csv-parse reads the records; this decides where a record ends, so
 * that one broken quote costs its own line and not the rest of the file.
 */
import { parse } from 'csv-parse/sync';
import type { Line, Row } from './lines.ts';
import { cutText } from '../../domain/text.ts';

/** A quoted field may run over this many lines; beyond, its quote counts as never closed. */
const MAX_RECORD_LINES = 200;
/** Lines are parsed in batches for speed. */
const BATCH = 500;

function isOpen(text: string): boolean {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes += 1;
  return quotes % 2 === 1;
}

/** After a line: no cell is open, one is, or the one that came from the lines before ends where none may end. */
type QuoteState = 'closed' | 'open' | 'broken';

/**
 * How the cells of a line end, in one pass; `inside` a quoted one it begins. As csv-parse reads it: a quote within an
 * unquoted cell is text, and so is a cell whose closing quote has text after it.
 */
function quoteState(text: string, delimiter: string, inside: boolean): QuoteState {
  let at = 0;
  let quoted = inside;
  let began = inside;
  for (;;) {
    if (!quoted && text[at] === '"') {
      quoted = true;
      at += 1;
    }
    if (quoted) {
      let end = text.indexOf('"', at);
      while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
      if (end < 0) return 'open';
      at = end + 1;
      if (began && at < text.length && text[at] !== delimiter) return 'broken';
    }
    quoted = false;
    began = false;
    const next = text.indexOf(delimiter, at);
    if (next < 0) return 'closed';
    at = next + 1;
  }
}

/** Lines end in LF here (see `readLines`): a lone CR is part of a cell, never the end of a record. */
function parseRecords(text: string, delimiter: string, relaxQuotes = true): string[][] {
  return parse(text, {
    delimiter,
    record_delimiter: '\n',
    relax_quotes: relaxQuotes,
    relax_column_count: true,
    skip_empty_lines: true,
  });
}

/** The one record that the lines make, if they do. A broken quote must not run on to the next broken quote. */
function oneRecord(raw: string, delimiter: string): string[] | undefined {
  for (const relaxQuotes of [false, true]) {
    try {
      const records = parseRecords(raw, delimiter, relaxQuotes);
      const ranOn = relaxQuotes && records[0]?.some((cell) => cell.startsWith('"') && cell.includes('\n'));
      return records.length === 1 && !ranOn ? records[0] : undefined;
    } catch {
      // strict first; then quotes inside other cells may be sloppy
    }
  }
  return undefined;
}

function guessDelimiter(header: string): string {
  const counts = [',', ';', '\t'].map((d) => [header.split(d).length, d] as const);
  return counts.reduce((best, next) => (next[0] > best[0] ? next : best))[1];
}

class CsvRows {
  readonly #columns: string[];
  readonly #delimiter: string;

  constructor(columns: string[], delimiter: string) {
    this.#columns = columns;
    this.#delimiter = delimiter;
  }

  #toRow(line: number, raw: string, cells: readonly string[]): Row {
    if (cells.length !== this.#columns.length) {
      return { line, raw, error: `has ${cells.length} columns where the header has ${this.#columns.length}` };
    }
    const fields: Record<string, unknown> = {};
    this.#columns.forEach((column, i) => {
      fields[column] = cells[i];
    });
    return { line, raw, fields };
  }

  single({ number: line, text: raw, tooLong }: Line): Row {
    if (tooLong) return { line, raw: cutText(raw, 1_000), error: 'the line is longer than 1 MB' };
    try {
      const records = parseRecords(raw, this.#delimiter);
      return this.#toRow(line, raw, records[0] ?? []);
    } catch (error) {
      return { line, raw, error: `not valid CSV: ${(error as Error).message.split('\n')[0]}` };
    }
  }

  /** A line with a quote that neither it nor the lines after it close. */
  unclosed({ number: line, text: raw }: Line): Row {
    return { line, raw, error: 'not valid CSV: a quote is opened in this line and never closed' };
  }

  /** Several complete one-line records at once; one by one if that fails. */
  batch(lines: readonly Line[]): Row[] {
    try {
      const records = parseRecords(lines.map((l) => l.text).join('\n'), this.#delimiter);
      if (records.length === lines.length) {
        return records.map((cells, i) => this.#toRow(lines[i]!.number, lines[i]!.text, cells));
      }
    } catch {
      // one record at a time below finds the broken line
    }
    return lines.map((line) => this.single(line));
  }

  /** A record over several lines, or undefined when these lines do not make exactly one. */
  joined(lines: readonly Line[]): Row | undefined {
    const raw = lines.map((l) => l.text).join('\n');
    const cells = oneRecord(raw, this.#delimiter);
    const row = cells && this.#toRow(lines[0]!.number, raw, cells);
    return row && 'fields' in row ? row : undefined;
  }
}

/** Rows of a CSV file with a header. Throws when there is no header line. */
export async function* readCsv(lines: AsyncIterable<Line>): AsyncGenerator<Row> {
  const source = lines[Symbol.asyncIterator]();
  const back: Line[] = [];
  const broken: unknown[] = [];
  /** A truncated file ends here; the rows before it are read. */
  const next = async (): Promise<Line | undefined> => {
    const kept = back.pop();
    if (kept || broken.length > 0) return kept;
    try {
      const result = await source.next();
      return result.done ? undefined : result.value;
    } catch (error) {
      broken.push(error);
      return undefined;
    }
  };

  let header = await next();
  while (header && header.text.trim() === '') header = await next();
  if (broken.length > 0) throw broken[0];
  if (!header) return;
  const delimiter = guessDelimiter(header.text);
  const columns = parseRecords(header.text, delimiter)[0]?.map((name) => name.trim()) ?? [];
  const rows = new CsvRows(columns, delimiter);

  let batch: Line[] = [];
  for (let line = await next(); line; line = await next()) {
    if (line.text.trim() === '') continue;
    if (!line.tooLong && !isOpen(line.text)) {
      batch.push(line);
      if (batch.length >= BATCH) {
        yield* rows.batch(batch);
        batch = [];
      }
      continue;
    }
    yield* rows.batch(batch);
    batch = [];
    const group = [line];
    // Each line is looked at once: the state says whether the cell that is open here goes on.
    let state: QuoteState = line.tooLong ? 'broken' : quoteState(line.text, delimiter, false);
    while (state === 'open' && group.length < MAX_RECORD_LINES) {
      const more = await next();
      if (!more) break;
      group.push(more);
      state = more.tooLong ? 'broken' : quoteState(more.text, delimiter, true);
    }
    const open = state === 'open';
    const row = group.length > 1 && state === 'closed' ? rows.joined(group) : undefined;
    if (row) yield row;
    else {
      yield group.length > 1 || open ? rows.unclosed(line) : rows.single(line);
      back.push(...group.slice(1).reverse());
    }
  }
  yield* rows.batch(batch);
  if (broken.length > 0) throw broken[0];
}
