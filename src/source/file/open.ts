/** Opens a file for reading: its container, encoding and format are found by its content, then by its name. */
import { type Compression, openBytes, type OpenBytes } from './container/open.ts';
import { refuseMarkup } from './container/kinds.ts';
import { peek } from './container/peek.ts';
import { findDialect } from './csv/dialect.ts';
import { headerOf } from './csv/header.ts';
import { readCsv, sampleLines } from './csv/read.ts';
import { decodeText, type Encoding } from './encoding/text.ts';
import { jsonLayout, readJson } from './json/read.ts';
import { endsInCr, readLines, universalLineEnds } from './lines.ts';
import type { Position, Row } from './row.ts';
import { chooseSheet, sheetRows } from './sheet/read.ts';
import { openWorkbook } from './sheet/thread.ts';

export type { Encoding } from './encoding/text.ts';

/** What a file is, from the outside in. */
export interface Container {
  readonly format: 'csv' | 'jsonl' | 'json' | 'xlsx';
  readonly compression?: Compression;
  /** The file within an archive. */
  readonly member?: string;
}

/** How a CSV file is written. */
export interface FileDialect {
  readonly delimiter: string;
  readonly quote: string;
  /** The line where the names of the columns stand, 1 for the first. */
  readonly headerLine: number;
  /** Those names, in their order. */
  readonly columns: readonly string[];
}

export interface OpenOptions {
  /** A name that TextDecoder knows; by default it is found. */
  readonly encoding?: string | undefined;
}

export interface OpenFile {
  /** `csv`: all rows have the columns of one header. `jsonl`: each row has fields of its own, which may nest. */
  readonly kind: 'csv' | 'jsonl';
  readonly rows: AsyncIterable<Row>;
  readonly container: Container;
  /** As far as the file was read: a late byte may show that it is not UTF-8. */
  readonly encoding: Encoding;
  readonly dialect?: FileDialect;
  /** What a person should know, in plain English; it grows while the rows are read. */
  readonly notes: readonly string[];
  readonly bytes: number;
  /** Bytes of the file read so far, for a progress line. */
  readonly bytesRead: () => number;
}

/** UTF-16 units that the format and the dialect are found by. */
const SAMPLE = 1 << 18;

const isEnough = (some: readonly string[]) => some.reduce((sum, text) => sum + text.length, 0) > SAMPLE;

function isJsonName(name: string): boolean {
  return /\.(?:jsonl|ndjson|json)$/i.test(name.replace(/\.(?:gz|zst)$/i, ''));
}

async function openSheet(opened: OpenBytes, sheet: Uint8Array): Promise<OpenFile> {
  const book = await openWorkbook(sheet);
  const { sheet: own, note } = await chooseSheet(book).catch(async (error: unknown) => {
    await book.close();
    throw error;
  });
  const notes = note === undefined ? [] : [note];
  return {
    kind: 'csv',
    rows: sheetRows(book, own, notes),
    container: { ...opened.container, format: 'xlsx' },
    encoding: { name: 'utf-8', how: 'content' },
    notes,
    bytes: opened.bytes,
    bytesRead: () => opened.bytes,
  };
}

type Read = Pick<OpenFile, 'kind' | 'rows' | 'container' | 'dialect'>;

/** The names of the columns are in the sample; the rows are read as they are asked for. */
function openCsv(
  opened: OpenBytes,
  text: AsyncIterable<string>,
  sample: string,
  position: Position,
  notes: string[],
): Read {
  const anyEnd = endsInCr(sample);
  const dialect = findDialect(sampleLines(anyEnd ? sample.replace(/\r\n?/g, '\n') : sample));
  // A file without names is refused before anything is done with it; one without rows is none.
  if (dialect.columns === undefined && dialect.sample.length > 0) headerOf(dialect.columns, dialect.sample);
  const lines = readLines(anyEnd ? universalLineEnds(text) : text, { position });
  const { delimiter, quote, headerLine } = dialect;
  return {
    kind: 'csv',
    rows: readCsv(lines, notes, dialect),
    container: { ...opened.container, format: 'csv' },
    dialect: { delimiter, quote, headerLine, columns: dialect.columns ?? [] },
  };
}

/**
 * Opens a file: CSV in any dialect, JSON of any layout, or a spreadsheet, plain or packed.
 * Throws UserError if it is missing, of another kind, in an unknown encoding, or without a line that names its columns.
 */
export async function openImportFile(path: string, options: OpenOptions = {}): Promise<OpenFile> {
  const opened = await openBytes(path);
  try {
    return await (opened.sheet ? openSheet(opened, opened.sheet) : openText(opened, options));
  } catch (error) {
    opened.close();
    throw error;
  }
}

async function openText(opened: OpenBytes, options: OpenOptions): Promise<OpenFile> {
  const position: Position = { line: 1 };
  const decoded = decodeText(opened.chunks, opened.head, position, options.encoding);
  const { first, all } = await peek(decoded.text, isEnough);
  const sample = first
    .join('')
    .slice(0, SAMPLE + 1)
    .replace(/^\ufeff+/, '');
  refuseMarkup(sample);
  const notes: string[] = [];
  const layout = jsonLayout(sample, isJsonName(opened.name));
  const read: Read = layout
    ? {
        kind: 'jsonl',
        rows: readJson(all, layout, position, notes),
        container: { ...opened.container, format: layout.format },
      }
    : openCsv(opened, all, sample, position, notes);
  return {
    ...read,
    get encoding() {
      return decoded.encoding();
    },
    get notes() {
      return [...decoded.notes(), ...notes];
    },
    bytes: opened.bytes,
    bytesRead: opened.bytesRead,
  };
}
