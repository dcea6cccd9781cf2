/**
 * PNG with a palette (PNG specification, third edition, colour type 3). Charts have few colours, so the file is less than
 * half the size of one in full colour; mails must stay under 100 kB.
 */
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MOST_COLOURS = 256;

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Opaque RGBA, four bytes per pixel, row by row. */
  readonly rgba: Uint8Array;
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** Red, green and blue as one number. */
function colourAt(rgba: Uint8Array, at: number): number {
  return (rgba[at]! << 16) | (rgba[at + 1]! << 8) | rgba[at + 2]!;
}

function distance(a: number, b: number): number {
  const red = (a >> 16) - (b >> 16);
  const green = ((a >> 8) & 255) - ((b >> 8) & 255);
  const blue = (a & 255) - (b & 255);
  return red * red + green * green + blue * blue;
}

/** The most frequent colours, and for each other colour the nearest of these. */
function paletteOf(rgba: Uint8Array): { palette: number[]; indexOf: ReadonlyMap<number, number> } {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgba.length; at += 4) {
    const colour = colourAt(rgba, at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const ordered = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
  const palette = ordered.slice(0, MOST_COLOURS);
  const indexOf = new Map(palette.map((colour, i) => [colour, i]));
  for (const colour of ordered.slice(MOST_COLOURS)) {
    let nearest = 0;
    for (let i = 1; i < palette.length; i += 1) {
      if (distance(palette[i]!, colour) < distance(palette[nearest]!, colour)) nearest = i;
    }
    indexOf.set(colour, nearest);
  }
  return { palette, indexOf };
}

/** A `tEXt` chunk (PNG specification, 11.3.3.3), which holds Latin-1; other letters become `?`. */
function comment(text: string): Buffer {
  const plain = text.replace(/[^\x20-\x7e]/g, '?');
  return chunk('tEXt', Buffer.from(`Comment\0${plain}`, 'latin1'));
}

/** Encodes opaque pixels, with a comment for those who open the file's details. The same input gives the same bytes. */
export function indexedPng({ width, height, rgba }: Pixels, text?: string): Buffer {
  const { palette, indexOf } = paletteOf(rgba);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0, at = 0; y < height; y += 1) {
    // Each row begins with its filter type; 0 (none) is best for palettes.
    const start = y * (width + 1) + 1;
    for (let x = 0; x < width; x += 1, at += 4) rows[start + x] = indexOf.get(colourAt(rgba, at))!;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    ...(text === undefined ? [] : [comment(text)]),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
