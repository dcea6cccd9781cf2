/**
 * The dialect of a CSV file, from its first lines: the delimiter that divides most of them alike, the quotes, and where
 * the names of the columns stand. Lines before that are a report's heading.
 */
import { parse } from 'csv-parse/sync';
import { isEmpty, isNumber, isValue } from './cells.ts';

export type Quote = '"' | "'";

export interface Dialect {
  readonly delimiter: string;
  readonly quote: Quote;
  /** A quote inside a cell is written `\"`. */
  readonly backslash: boolean;
  /** The line where the names of the columns stand, 1 for the first; 0 where there are none. */
  readonly headerLine: number;
  /** The last line that is not read as a row: the header's, `sep=`, or 0. */
  readonly bodyAfter: number;
  /** Names as the header has them; undefined where the first line holds values. */
  readonly columns: readonly string[] | undefined;
  /** The cells of the first records after the header, for what else is to be known of the columns. */
  readonly sample: readonly (readonly string[])[];
}

/** In the order of trust where two divide the lines equally well. */
const DELIMITERS = [',', ';', '\t', '|', '^', '\x01', '\x1f', '~', '¦', '§'] as const;
/** Records looked at. */
const LOOK = 200;
/** Numbers of cells that are tried. */
const MAX_WIDTHS = 4;
/** A heading has no more lines than these. */
const MAX_HEADING = 60;
const SEP = /^"?sep=(.|\\t)"?\s*$/i;

interface Found {
  readonly cells: readonly string[];
  /** The first and the last line of the record, 1 for the first of the sample. */
  readonly line: number;
  readonly end: number;
}

/** `\"` and `\\` as RFC 4180 has them. */
export function withoutBackslashes(text: string, quote: string): string {
  return text.replace(/\\(["'\\])/g, (whole, char: string) =>
    char === '\\' ? '\\' : char === quote ? quote + quote : whole,
  );
}

/** The records of the sample; its last one may be cut. A quote that never closes is read as text. */
function recordsOf(lines: readonly string[], from: number, delimiter: string, quote: Quote | null): Found[] {
  const found: Found[] = [];
  try {
    let next = from + 1;
    parse(lines.slice(from).join('\n'), {
      delimiter,
      quote,
      escape: quote ?? '"',
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      to: LOOK,
      on_record: (cells: string[], { lines: end }: { lines: number }) => {
        found.push({ cells, line: next, end: from + end });
        next = from + end + 1;
        return null;
      },
    });
    return found;
  } catch {
    return quote === null ? found : recordsOf(lines, from, delimiter, null);
  }
}

/** The most usual numbers of cells, beginning with the most usual one. */
function widthsOf(records: readonly Found[]): number[] {
  const counts = new Map<number, number>();
  for (const { cells } of records)
    if (cells.length > 1 && !cells.every(isEmpty))
      counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  const usual = [...counts].sort(([a, m], [b, n]) => n - m || b - a);
  return usual.slice(0, MAX_WIDTHS).map(([width]) => width);
}

const filledIn = (cells: readonly string[]) => cells.filter((cell) => !isEmpty(cell));

/** A row of names: most places are filled, none with a time or an address, and few with numbers. */
function isHeader(cells: readonly string[], width: number): boolean {
  const named = filledIn(cells);
  // R writes no name above its row numbers.
  if (cells.length < width - 1 || named.length < Math.max(width > 1 ? 2 : 1, width * 0.5)) return false;
  // Two cells, the first with a colon: `Report: | Mentions`.
  if (named.length === 2 && width > 2 && named[0]!.trim().endsWith(':')) return false;
  return !named.some(isValue) && named.filter(isNumber).length * 2 <= named.length;
}

function isRowOfValues(cells: readonly string[], width: number): boolean {
  const filled = filledIn(cells);
  return cells.length >= width && filled.length >= Math.max(2, width * 0.5) && filled.some(isValue);
}

/**
 * The record with the names: the first without an empty place, or the first at all. -1 where rows of values stand above
 * it: then it is a row itself.
 */
function headerIn(records: readonly Found[], width: number): number {
  const rows = records.slice(0, MAX_HEADING).map(({ cells }) => cells);
  const candidates = rows.flatMap((cells, i) => (isHeader(cells, width) ? [i] : []));
  const at = candidates.find((i) => filledIn(rows[i]!).length >= width) ?? candidates[0] ?? -1;
  const values = rows.slice(0, Math.max(0, at)).filter((cells) => isRowOfValues(cells, width));
  const isHeading = values.length < 3 && values.every((cells) => filledIn(cells).length < width);
  return isHeading ? at : -1;
}

interface Layout {
  /** Cells of a row; 1 where nothing divides them. */
  readonly width: number;
  /** Place of the record with the names; -1 where there is none. */
  readonly header: number;
  /** How alike the rows are, and how well the names fit them. */
  readonly score: number;
}

function layoutOf(records: readonly Found[], width: number): Layout {
  const header = headerIn(records, width);
  const rows = records.slice(header + 1).filter(({ cells }) => !cells.every(isEmpty));
  const alike = rows.filter(({ cells }) => cells.length === width).length;
  const named = header < 0 ? 0 : (records[header]?.cells.length ?? 0);
  const share = (header < 0 ? alike : alike + 1) / (rows.length + 1 + Math.max(0, header) * 0.05);
  // Names that are as many as the cells are worth more than rows that are alike.
  const fits = named === width ? 1 : named === width - 1 ? 0.5 : 0;
  return { width, header, score: width < 2 ? 0 : share + fits + Math.min(width, 20) / 100 };
}

/** How the records are best understood. */
function bestLayout(records: readonly Found[]): Layout {
  const layouts = [...widthsOf(records), 1].map((width) => layoutOf(records, width));
  return layouts.reduce((one, other) => (other.score > one.score + 1e-9 ? other : one));
}

/** The line of names in the first rows of a table that is no text; undefined where there is none. */
export function findHeader(
  rows: readonly (readonly string[])[],
): { readonly at: number; readonly columns: readonly string[] } | undefined {
  const { header: at } = bestLayout(
    rows.slice(0, LOOK).map((cells, i) => ({ cells, line: i + 1, end: i + 1 })),
  );
  return at < 0 ? undefined : { at, columns: rows[at]!.map((name) => name.trim()) };
}

interface Judged extends Layout {
  readonly delimiter: string;
  readonly records: readonly Found[];
}

function judge(lines: readonly string[], from: number, delimiter: string, quote: Quote): Judged {
  const records = recordsOf(lines, from, delimiter, quote).slice(0, LOOK);
  return { delimiter, records, ...bestLayout(records) };
}

/** Quotes that open a cell and close it. */
function enclosed(lines: readonly string[], quote: Quote): number {
  const pattern = new RegExp(
    `(?:^|[,;\\t|])\\s?${quote}(?:[^${quote}]|${quote}${quote})*${quote}(?=\\s?(?:$|[,;\\t|]))`,
    'g',
  );
  return lines.reduce((sum, line) => sum + (line.slice(0, 1_000).match(pattern)?.length ?? 0), 0);
}

/** Single quotes count where hardly a row goes without a cell in them, and no cell is in double ones. */
function quoteOf(lines: readonly string[]): Quote {
  const written = lines.filter((line) => line.trim() !== '');
  const rows = written.length - 1;
  const single = enclosed(written, "'");
  return rows >= 2 && single >= 0.8 * rows && enclosed(written, '"') === 0 ? "'" : '"';
}

/** A quote behind a backslash that is followed by more of its cell. */
const BACKSLASHED = /[^\\]\\["'](?!\s*(?:$|[,;\t|]))/;

/** The dialect of a file that begins with these lines. */
export function findDialect(all: readonly string[]): Dialect {
  const start = all.findIndex((line) => line.trim() !== '');
  const said = start < 0 ? null : SEP.exec(all[start]!);
  const from = said ? start + 1 : Math.max(0, start);
  const quote = quoteOf(all.slice(from, from + LOOK / 2));
  const backslash = all.some(
    (line) => line.includes('\\') && line.includes(quote) && BACKSLASHED.test(line.slice(0, 5_000)),
  );
  const lines = backslash ? all.map((line) => withoutBackslashes(line, quote)) : all;
  const own = said?.[1] === '\\t' ? '\t' : said?.[1];
  const text = lines.slice(from).join('\n');
  // What stands nowhere divides nothing; the comma stays for a table of one column.
  const candidates =
    own === undefined ? DELIMITERS.filter((one) => one === ',' || text.includes(one)) : [own];
  const judged = candidates.map((delimiter) => judge(lines, from, delimiter, quote));
  const best = judged.reduce((one, other) => (other.score > one.score + 1e-9 ? other : one));
  const header = best.records[best.header];
  return {
    delimiter: best.delimiter,
    quote,
    backslash,
    headerLine: header?.line ?? 0,
    bodyAfter: header?.end ?? (said ? start + 1 : 0),
    columns: header?.cells.map((name) => name.trim()),
    sample: best.records.slice(best.header + 1).flatMap(({ cells }) => (cells.every(isEmpty) ? [] : [cells])),
  };
}
