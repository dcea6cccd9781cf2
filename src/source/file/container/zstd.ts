/** Zstandard (RFC 8878), unpacked piece by piece. */
import { Decompress } from 'fzstd';
import { UserError } from '../../../domain/result.ts';
import { Counter } from './unpacked.ts';

/** The window that the library can look back in (its README). */
const MAX_WINDOW = 32 << 20;
/** Bytes given to the library at a time: what it makes of them is in memory at once. */
const PIECE = 64 << 10;
/** Most that one piece may make; a block of four bytes can make 128 KB. */
const MAX_OUT = 64 << 20;

/** The window of a frame that begins here, in bytes; undefined for a skippable frame or a header that is not whole. */
export function windowOf(head: Uint8Array): number | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 18 || view.getUint32(0, true) !== 0xfd2fb528) return undefined;
  const flags = head[4] ?? 0;
  if ((flags & 0x20) === 0) {
    const log = (head[5] ?? 0) >> 3;
    const base = 2 ** (10 + log);
    return base + (base / 8) * ((head[5] ?? 0) & 7);
  }
  const at = 5 + [0, 1, 2, 4][flags & 3]!;
  const sizes = [
    head[at] ?? 0,
    view.getUint16(at, true) + 256,
    view.getUint32(at, true),
    Number(view.getBigUint64(at, true)),
  ];
  return sizes[flags >> 6];
}

/** Throws UserError for a window beyond 32 MB. A file that breaks off gives what came before, then an error `Z_DATA_ERROR`. */
export async function* unzstd(packed: AsyncIterable<Buffer>, head: Uint8Array): AsyncGenerator<Buffer> {
  const window = windowOf(head);
  if (window !== undefined && window > MAX_WINDOW)
    throw new UserError(
      `The file needs ${Math.round(window / 2 ** 20)} MB to be unpacked, more than the ${MAX_WINDOW >> 20} MB that are read. Unpack it first: zstd -d --long=31 FILE`,
    );
  const counter = new Counter();
  let out: Buffer[] = [];
  let made = 0;
  let size = 0;
  const unzip = new Decompress((chunk) => {
    made += chunk.length;
    if (made > MAX_OUT) counter.check(Number.MAX_SAFE_INTEGER);
    out.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length));
  });
  const push = (piece: Uint8Array, last: boolean): Error | undefined => {
    out = [];
    made = 0;
    try {
      unzip.push(piece, last);
      return undefined;
    } catch (error) {
      if (error instanceof UserError) throw error;
      return Object.assign(new Error((error as Error).message), { code: 'Z_DATA_ERROR' });
    }
  };
  for await (const chunk of counter.count(packed)) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      const broken = push(chunk.subarray(at, at + PIECE), false);
      size += made;
      counter.check(size);
      yield* out;
      if (broken) throw broken;
    }
  }
  const broken = push(new Uint8Array(0), true);
  yield* out;
  if (broken) throw broken;
}
