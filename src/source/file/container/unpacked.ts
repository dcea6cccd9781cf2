/** Unpacking with a bound on what a small file may grow to. */
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UserError } from '../../../domain/result.ts';

/** Text shrinks to a tenth, a table of one repeated row to a hundredth; only what was made to explode goes beyond. */
const MAX_RATIO = 250;
/** Below this no ratio matters. */
const FREE = 256 << 20;
const CHUNK = 1 << 20;

/** Counts bytes on their way. */
export class Counter {
  bytes = 0;

  async *count(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      this.bytes += chunk.length;
      yield chunk;
    }
  }

  /** Throws UserError when `unpacked` bytes are more than these may hold. */
  check(unpacked: number): void {
    if (unpacked > FREE && unpacked > this.bytes * MAX_RATIO)
      throw new UserError(
        `The file unpacks to more than ${MAX_RATIO} times its size, as no real data does. Unpack it yourself and look at it.`,
      );
  }
}

/** gzip, of one member or several. A file that breaks off gives what came before, then an error with a code `Z_…`. */
export async function* gunzip(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const counter = new Counter();
  const unzip = createGunzip({ chunkSize: CHUNK });
  pipeline(Readable.from(counter.count(packed)), unzip, () => undefined);
  let size = 0;
  for await (const chunk of unzip as AsyncIterable<Buffer>) {
    size += chunk.length;
    counter.check(size);
    yield chunk;
  }
}
