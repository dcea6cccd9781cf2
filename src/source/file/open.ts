/** Opens a file for import: plain or gzip, CSV or JSON Lines, recognised by content and name. */
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { parseJson } from '../../domain/parse-json.ts';
import { UserError } from '../../domain/result.ts';
import { cutText } from '../../domain/text.ts';
import { readCsv } from './csv.ts';
import { type Line, readLines, type Row } from './lines.ts';

/** Bytes per read. Each read is a turn of the event loop in which the import does nothing else. */
const READ = 1 << 20;
const GZIP_MAGIC = [0x1f, 0x8b];

export interface OpenFile {
  readonly kind: 'csv' | 'jsonl';
  readonly rows: AsyncIterable<Row>;
  readonly bytes: number;
  /** Bytes of the file read so far, for a progress line. */
  readonly bytesRead: () => number;
}

async function firstBytes(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function isJson(name: string): boolean | undefined {
  if (/\.(jsonl|ndjson|json)(\.gz)?$/i.test(name)) return true;
  if (/\.(csv|tsv)(\.gz)?$/i.test(name)) return false;
  return undefined;
}

/** JSON Lines (also called NDJSON): one object per line. */
async function* readJsonLines(lines: AsyncIterable<Line>): AsyncGenerator<Row> {
  for await (const { number: line, text: raw, tooLong } of lines) {
    if (raw.trim() === '') continue;
    if (tooLong) {
      yield { line, raw: cutText(raw, 1_000), error: 'the line is longer than 1 MB' };
      continue;
    }
    try {
      const fields: unknown = parseJson(raw);
      if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
        yield { line, raw, error: 'not a JSON object; write one object a line' };
      } else yield { line, raw, fields: fields as Record<string, unknown> };
    } catch (error) {
      yield { line, raw, error: `not valid JSON: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
}

/** Throws UserError if the file is missing or empty, or of another kind. */
export async function openImportFile(path: string): Promise<OpenFile> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isFile()) throw new UserError(`There is no file ${path}.`);
  const head = await firstBytes(path);
  const gzip = GZIP_MAGIC.every((byte, i) => head[i] === byte);
  const json = isJson(path) ?? head[0] === 0x7b;
  const file = createReadStream(path, { highWaterMark: READ });
  const lines = readLines(gzip ? file.pipe(createGunzip({ chunkSize: READ })) : file);
  if (gzip) file.on('error', () => undefined);
  return {
    kind: json ? 'jsonl' : 'csv',
    rows: json ? readJsonLines(lines) : readCsv(lines),
    bytes: info.size,
    bytesRead: () => file.bytesRead,
  };
}
