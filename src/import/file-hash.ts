/** Identifies the bytes of a file. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

const READ = 1 << 20;

/** SHA-256 of a file, hexadecimal; undefined where it cannot be read. */
export async function fileHash(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: READ })) hash.update(chunk as Buffer);
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}
