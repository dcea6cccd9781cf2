/** A line that somebody wrote in place of one of a file, read as that file was. */
import { type Quote } from './csv/dialect.ts';
import { readCsv } from './csv/read.ts';
import { readJson } from './json/read.ts';
import { readLines } from './lines.ts';
import type { FileDialect, OpenFile } from './open.ts';

/** `dialect`: that of the file; undefined where its rows are JSON. */
export function openOneRow(text: string, dialect: FileDialect | undefined): OpenFile {
  async function* pieces(): AsyncGenerator<string> {
    yield `${text}\n`;
  }
  const notes: string[] = [];
  const rest = {
    encoding: { name: 'utf-8', how: 'content' },
    notes,
    bytes: text.length,
    bytesRead: () => text.length,
  } as const;
  if (!dialect) {
    const rows = readJson(pieces(), { kind: 'lines', format: 'jsonl', skip: 0 }, { line: 1 }, notes);
    return { kind: 'jsonl', rows, container: { format: 'jsonl' }, ...rest };
  }
  const { delimiter, quote, columns } = dialect;
  const known = {
    delimiter,
    quote: quote as Quote,
    backslash: false,
    headerLine: 0,
    bodyAfter: 0,
    columns,
    sample: [],
  };
  return {
    kind: 'csv',
    rows: readCsv(readLines(pieces()), notes, known),
    container: { format: 'csv' },
    dialect,
    ...rest,
  };
}
