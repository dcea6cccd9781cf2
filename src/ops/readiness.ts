/** Whether what the program depends on can take what comes: a database that can be written, and room on the disk. */
import { statfs } from 'node:fs/promises';
import type { Clock } from '../domain/clock.ts';
import type { Store } from '../store/store.ts';

export interface Readiness {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Whoever asks, it is tried once in this time. */
export const EVERY_MS = 10_000;
/** A writer that waits longer for others is reported; it may still succeed. */
const PATIENCE_MS = 5_000;
/** Less than what a few pages of posts, their index and the write-ahead log need. */
export const LEAST_FREE_BYTES = 32 * 1024 * 1024;

const SETTING = 'last write check';
const megabytes = (bytes: number) => `${Math.floor(bytes / 1024 / 1024)} MB`;

export interface Space {
  readonly freeBytes: number;
  /** Undefined where the file system has no limit of files. */
  readonly freeFiles?: number | undefined;
}

async function spaceOf(folder: string): Promise<Space> {
  const { bavail, bsize, files, ffree } = await statfs(folder);
  return { freeBytes: bavail * bsize, ...(files > 0 ? { freeFiles: ffree } : {}) };
}

/** What the room on the disk of the data folder means. */
export function spaceFinding({ freeBytes, freeFiles = 1 }: Space): Readiness {
  if (freeFiles < 1) return { name: 'disk', ok: false, detail: 'has no room for another file' };
  const ok = freeBytes >= LEAST_FREE_BYTES;
  return { name: 'disk', ok, detail: ok ? 'has room' : `has ${megabytes(freeBytes)} left; free some space` };
}

async function diskFinding(folder: string, space: (folder: string) => Promise<Space>): Promise<Readiness> {
  try {
    return spaceFinding(await space(folder));
  } catch {
    return { name: 'disk', ok: false, detail: 'the data folder cannot be read' };
  }
}

export interface ReadinessOptions {
  readonly store: Pick<Store, 'tx'>;
  readonly dataDir: string;
  readonly clock: Clock;
  /** Gets why the database could not be written. */
  readonly onProblem?: (error: Error) => void;
  readonly space?: (folder: string) => Promise<Space>;
  readonly patienceMs?: number;
}

/** Checks that may be asked for at any rate: they are tried one at a time, and not more often than `EVERY_MS`. */
export function createReadiness({
  store,
  dataDir,
  clock,
  onProblem = () => {},
  space = spaceOf,
  patienceMs = PATIENCE_MS,
}: ReadinessOptions): () => Promise<Readiness[]> {
  let triedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<Readiness> | undefined;
  let last: Readiness = { name: 'database writes', ok: false, detail: 'has not been tried yet' };

  async function write(): Promise<Readiness> {
    const at = clock();
    try {
      await store.tx((tx) => tx.settings.set(SETTING, new Date(at).toISOString()));
      return { name: 'database writes', ok: true, detail: 'can be written' };
    } catch (error) {
      // Why is for the log: the answer is public.
      onProblem(error instanceof Error ? error : new Error(String(error)));
      return {
        name: 'database writes',
        ok: false,
        detail: 'cannot be written; the log and outcry doctor say more',
      };
    }
  }

  function tried(): Promise<Readiness> {
    if (!running && clock() - triedAt < EVERY_MS) return Promise.resolve(last);
    running ??= write().then((found) => {
      triedAt = clock();
      running = undefined;
      return (last = found);
    });
    return running;
  }

  async function writeFinding(): Promise<Readiness> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Readiness>((resolve) => {
      const seconds = patienceMs / 1_000;
      const detail = `has waited for other writers for more than ${seconds} s`;
      timer = setTimeout(() => resolve({ name: 'database writes', ok: false, detail }), patienceMs);
    });
    const found = await Promise.race([tried(), late]);
    clearTimeout(timer);
    return found;
  }

  return async () => [await writeFinding(), await diskFinding(dataDir, space)];
}
