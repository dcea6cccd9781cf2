/** Stdin as a file that an import can read twice. */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

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
