/** Reads a file of the given content through the reader of files. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openImportFile, type OpenFile, type OpenOptions } from '../../src/source/file/open.ts';
import type { Row } from '../../src/source/file/row.ts';
import { tempDirs } from './temp.ts';

const tempDir = tempDirs();
let files = 0;

export interface ReadResult extends Pick<OpenFile, 'container' | 'encoding' | 'dialect' | 'notes' | 'kind'> {
  readonly rows: readonly Row[];
  /** The fields of the rows that were read. */
  readonly fields: readonly Record<string, unknown>[];
  /** `line: reason` of the others. */
  readonly errors: readonly string[];
}

/** Writes a file with this ending, or with this name where it has a dot; returns its path. */
export function fileOf(content: string | Buffer, name = 'csv'): string {
  files += 1;
  const path = join(tempDir(), name.includes('.') ? name : `f${files}.${name}`);
  writeFileSync(path, content);
  return path;
}

export async function readPath(path: string, options: OpenOptions = {}): Promise<ReadResult> {
  const file = await openImportFile(path, options);
  const rows: Row[] = [];
  for await (const row of file.rows) rows.push(row);
  return {
    kind: file.kind,
    container: file.container,
    encoding: file.encoding,
    ...(file.dialect ? { dialect: file.dialect } : {}),
    notes: file.notes,
    rows,
    fields: rows.flatMap((row) => ('fields' in row ? [row.fields] : [])),
    errors: rows.flatMap((row) => ('error' in row ? [`${row.line}: ${row.error}`] : [])),
  };
}

export function readContent(
  content: string | Buffer,
  name = 'csv',
  options: OpenOptions = {},
): Promise<ReadResult> {
  return readPath(fileOf(content, name), options);
}
