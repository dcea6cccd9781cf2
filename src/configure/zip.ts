/** Writes a ZIP archive of a few small files (PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16). */
import { crc32, deflateRawSync } from 'node:zlib';
import type { ExportedFile } from './export.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
/** Names are UTF-8. */
const UTF8 = 0x0800;
const DEFLATED = 8;
/** 1 January 1980, midnight: the same entries give the same bytes. */
const NO_TIME = [0, 0x0021] as const;

function shorts(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, i) => bytes.writeUInt16LE(value, i * 2));
  return bytes;
}

function longs(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32LE(value >>> 0, i * 4));
  return bytes;
}

/** At most 65,535 files, and 4 GiB. */
export function zipOf(files: readonly ExportedFile[]): Buffer {
  const [parts, directory]: Buffer[][] = [[], []];
  let offset = 0;
  for (const { path, text } of files) {
    const [name, body] = [Buffer.from(path), Buffer.from(text)];
    const packed = deflateRawSync(body);
    const about = Buffer.concat([
      shorts(UTF8, DEFLATED, ...NO_TIME),
      longs(crc32(body), packed.length, body.length),
      shorts(name.length, 0),
    ]);
    const local = Buffer.concat([longs(LOCAL), shorts(VERSION), about, name, packed]);
    parts!.push(local);
    directory!.push(
      Buffer.concat([
        longs(CENTRAL),
        shorts(VERSION, VERSION),
        about,
        shorts(0, 0, 0),
        longs(0, offset),
        name,
      ]),
    );
    offset += local.length;
  }
  const list = Buffer.concat(directory!);
  const end = Buffer.concat([
    longs(END),
    shorts(0, 0, files.length, files.length),
    longs(list.length, offset),
    shorts(0),
  ]);
  return Buffer.concat([...parts!, list, end]);
}
