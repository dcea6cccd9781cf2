/** The file that an import reads: its bytes' hash, and stdin as a file. */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

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

/** What stdin says, as a file in `folder` that only this user reads; `remove` takes it away. */
export async function stdinFile(folder: string): Promise<{ path: string; remove(): Promise<void> }> {
  const path = join(folder, `stdin-${randomUUID()}.tmp`);
  const remove = () => rm(path, { force: true });
  try {
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    return { path, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
