/** From a path to the bytes of its one file with data, through gzip, Zstandard and ZIP. */
import { createReadStream, type Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../../../domain/result.ts';
import { printable } from '../../../domain/text.ts';
import { checkSize } from '../sheet/size.ts';
import { kindOf } from './kinds.ts';
import { peek } from './peek.ts';
import { gunzip } from './unpacked.ts';
import type { Archive } from './zip.ts';

export type Compression = 'gzip' | 'zip' | 'zstd';

export interface OpenBytes {
  /** The first bytes, unpacked. */
  readonly head: Buffer;
  readonly chunks: AsyncIterable<Buffer>;
  /** The whole of a spreadsheet instead. */
  readonly sheet?: Buffer;
  readonly container: { readonly compression?: Compression; readonly member?: string };
  /** The name of the file, or of the member of an archive. */
  readonly name: string;
  /** A file on a disk, and no pipe that may still be written to. */
  readonly isRegular: boolean;
  readonly bytes: number;
  readonly bytesRead: () => number;
  /** For a file that is not read to its end, or not at all. */
  readonly close: () => void;
}

/** Bytes per read. Each read is a turn of the event loop in which the import does nothing else. */
const READ = 1 << 20;
/** What a format is known by. */
const HEAD = 1 << 16;
/** Packed in packed in packed: nobody does that. */
const MAX_LAYERS = 3;
/** A spreadsheet within an archive is held in memory. */
const MAX_SHEET = 50 << 20;

async function regular(path: string): Promise<Stats | undefined> {
  const info = await stat(path).catch(() => undefined);
  if (info?.isDirectory()) throw new UserError(`${printable(path, 300)} is a folder. Name a file in it.`);
  return info;
}

interface Found {
  readonly path: string;
  readonly info: Stats;
  /** What is wanted of an archive: `export.zip/data/posts.csv`. */
  readonly member?: string;
}

async function find(path: string): Promise<Found> {
  const info = await regular(path);
  if (info) return { path, info };
  const within = /^(.+\.(?:zip|xlsx))[/\\](.+)$/is.exec(path);
  const archive = within ? await regular(within[1]!) : undefined;
  if (within && archive) return { path: within[1]!, info: archive, member: within[2]! };
  throw new UserError(`There is no file ${printable(path, 300)}.`);
}

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MAX_SHEET)
      throw new UserError('The spreadsheet in the archive is larger than 50 MB. Save it as CSV (UTF-8).');
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

interface Layer {
  readonly chunks: AsyncIterable<Buffer>;
  readonly container: OpenBytes['container'];
  readonly name: string;
}

type Opened = Pick<OpenBytes, 'head' | 'chunks' | 'sheet' | 'container' | 'name'>;

/** The bytes of a member; the archive is closed behind them. */
async function* memberOf(archive: Archive, member: string): AsyncGenerator<Buffer> {
  try {
    yield* archive.read(member);
  } finally {
    archive.close();
  }
}

/** Most files are in no archive: its library is loaded when one comes. */
async function openArchive(from: string | Buffer, file: string): Promise<Archive> {
  const { openZip } = await import('./zip.ts');
  return openZip(from, file);
}

async function fromArchive(
  archive: Archive,
  found: Found,
  packed: () => Promise<Buffer>,
  layer: Layer,
  layers: number,
): Promise<Opened> {
  try {
    if (archive.isSheet) {
      const sheet = await packed();
      await checkSize(archive, sheet.length);
      archive.close();
      return {
        head: Buffer.alloc(0),
        chunks: layer.chunks,
        sheet,
        container: layer.container,
        name: layer.name,
      };
    }
    const member = archive.choose(found.member);
    const container = { compression: 'zip' as const, member, ...layer.container };
    return await unpack({ chunks: memberOf(archive, member), container, name: member }, found, layers + 1);
  } catch (error) {
    archive.close();
    throw error;
  }
}

async function unpack(layer: Layer, found: Found, layers: number): Promise<Opened> {
  // A pipe is not waited for: it may have given all that there is for now.
  const enough = found.info.isFile() ? HEAD : 1;
  const { first, all } = await peek(
    layer.chunks,
    (some) => some.reduce((sum, chunk) => sum + chunk.length, 0) >= enough,
  );
  const head = Buffer.concat(first).subarray(0, HEAD);
  const kind = kindOf(head);
  if (kind === 'text') return { head, chunks: all, container: layer.container, name: layer.name };
  if (layers >= MAX_LAYERS) throw new UserError('The file is packed several times over. Unpack it first.');
  if (kind === 'zip') {
    const bytes = await whole(all);
    const archive = await openArchive(bytes, basename(found.path));
    return fromArchive(archive, found, () => Promise.resolve(bytes), layer, layers);
  }
  const chunks = kind === 'gzip' ? gunzip(all) : (await import('./zstd.ts')).unzstd(all, head);
  return unpack(
    { ...layer, chunks, container: { compression: kind, ...layer.container } },
    found,
    layers + 1,
  );
}

/**
 * Opens a file, plain or packed; a regular file, or a pipe.
 * Throws UserError where there is none, where it holds no text and no spreadsheet, and where an archive holds several.
 */
export async function openBytes(path: string): Promise<OpenBytes> {
  const found = await find(path);
  const file = createReadStream(found.path, { highWaterMark: READ });
  // Errors are thrown where the chunks are read.
  file.on('error', () => undefined);
  const layer: Layer = { chunks: file as AsyncIterable<Buffer>, container: {}, name: basename(found.path) };
  const meta = {
    isRegular: found.info.isFile(),
    bytes: found.info.size,
    bytesRead: () => file.bytesRead,
    close: () => void file.destroy(),
  };
  try {
    const { first, all } = await peek(layer.chunks, (some) => some.length > 0);
    const isZip = kindOf(first[0] ?? Buffer.alloc(0)) === 'zip';
    if (!isZip || !found.info.isFile())
      return { ...meta, ...(await unpack({ ...layer, chunks: all }, found, 0)) };
    const archive = await openArchive(found.path, basename(found.path));
    const opened = await fromArchive(archive, found, () => whole(all), { ...layer, chunks: all }, 0);
    if (!opened.sheet) file.destroy();
    return { ...meta, ...opened };
  } catch (error) {
    file.destroy();
    throw error;
  }
}
