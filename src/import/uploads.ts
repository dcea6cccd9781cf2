/** Files that wait to be imported: in a folder that only this user reads, for a day at most. */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../domain/clock.ts';
import { DAY_MS } from '../domain/series.ts';
import { printable } from '../domain/text.ts';
import { randomToken } from '../ops/secrets.ts';

/** How long a file waits. */
export const UPLOAD_MS = DAY_MS;
/** Left free on the disk for the database. Bytes. */
const SPARE_BYTES = 512 * 1024 * 1024;
/** All waiting files together, in largest files. */
const MOST_FILES = 2;
const TOKEN = /^[\w-]{43}$/;

export interface Upload {
  readonly token: string;
  /** As the sender calls it, on one line; never part of a path. */
  readonly name: string;
  readonly bytes: number;
  /** Who sent it. */
  readonly who: string;
  /** ms */
  readonly at: number;
}

/** The file does not fit. The message is for people. */
export class UploadError extends Error {
  override readonly name = 'UploadError';
}

const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 / 1024).toLocaleString('en-US')} MB`;

export class Uploads {
  readonly #folder: string;
  readonly #clock: Clock;
  /** Bytes of the largest file. */
  readonly mostBytes: number;
  #arriving = 0;

  constructor(folder: string, mostBytes: number, clock: Clock) {
    this.#folder = folder;
    this.mostBytes = mostBytes;
    this.#clock = clock;
  }

  #path(token: string, kind: 'data' | 'json' | 'part'): string {
    return join(this.#folder, `${token}.${kind}`);
  }

  /** The file's path; only for a token that `find` gave. */
  pathOf({ token }: Upload): string {
    return this.#path(token, 'data');
  }

  async #used(): Promise<number> {
    let sum = this.#arriving;
    for (const name of await readdir(this.#folder).catch(() => [])) {
      if (!name.endsWith('.data')) continue;
      sum += (await stat(join(this.#folder, name)).catch(() => undefined))?.size ?? 0;
    }
    return sum;
  }

  /** Bytes that the next file may have. */
  async #room(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#folder);
    const disk = bavail * bsize - SPARE_BYTES;
    return Math.min(disk, this.mostBytes * MOST_FILES - (await this.#used()));
  }

  /**
   * Writes a file as it comes in. Throws UploadError when it is larger than one may be, or than there is room for; nothing is
   * left of it then, nor when the sender goes away.
   */
  async receive(file: Readable, { name, who }: Pick<Upload, 'name' | 'who'>): Promise<Upload> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.sweep();
    const room = await this.#room();
    const token = randomToken();
    const part = this.#path(token, 'part');
    let bytes = 0;
    const count = new Transform({
      transform: (chunk: Buffer, _, done) => {
        bytes += chunk.length;
        this.#arriving += chunk.length;
        if (bytes > this.mostBytes)
          done(
            new UploadError(
              `The file is larger than ${megabytes(this.mostBytes)}, the most that is imported here.`,
            ),
          );
        else if (bytes > room)
          done(
            new UploadError('There is not enough room for the file. Try again when other imports are over.'),
          );
        else done(null, chunk);
      },
    });
    try {
      await pipeline(file, count, createWriteStream(part, { mode: 0o600, flags: 'wx' }));
      const upload = { token, name: printable(name, 199).trim() || 'file', bytes, who, at: this.#clock() };
      await writeFile(this.#path(token, 'json'), JSON.stringify(upload), { mode: 0o600, flag: 'wx' });
      await rename(part, this.#path(token, 'data'));
      return upload;
    } catch (error) {
      await rm(part, { force: true });
      await rm(this.#path(token, 'json'), { force: true });
      throw error;
    } finally {
      this.#arriving -= bytes;
    }
  }

  /** A waiting file; undefined where there is none of that token. */
  async find(token: string): Promise<Upload | undefined> {
    if (!TOKEN.test(token)) return undefined;
    try {
      await stat(this.#path(token, 'data'));
      return JSON.parse(await readFile(this.#path(token, 'json'), 'utf8')) as Upload;
    } catch {
      return undefined;
    }
  }

  async remove({ token }: Pick<Upload, 'token'>): Promise<void> {
    for (const kind of ['data', 'json', 'part'] as const) await rm(this.#path(token, kind), { force: true });
  }

  /** Removes files that waited too long, and parts of files whose senders went away. */
  async sweep(): Promise<void> {
    const before = this.#clock() - UPLOAD_MS;
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const path = join(this.#folder, name);
      const file = await stat(path).catch(() => undefined);
      if (file && file.mtimeMs < before) await rm(path, { force: true });
    }
  }
}
