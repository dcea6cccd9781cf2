/** Starts worker threads, of the built program and, in tests, from TypeScript sources. */
import { Worker } from 'node:worker_threads';

/** The file of a thread beside the module `from` (its `import.meta.url`), by its name without an ending. */
export function threadFile(from: string, name: string): URL {
  return new URL(`${name}${from.endsWith('.ts') ? '.ts' : '.js'}`, from);
}

/** Options of Node that let a thread import what `file` imports. */
export function threadArgv(file: URL): string[] {
  return file.href.endsWith('.ts') ? ['--import', new URL('./source-hooks.mjs', import.meta.url).href] : [];
}

export interface ThreadLimits {
  /** Heap of the thread; one that needs more ends, and the process goes on. */
  readonly megabytes: number;
}

/** Starts `file`. It does not keep the process alive. */
export function startThread(file: URL, workerData: unknown, { megabytes }: ThreadLimits): Worker {
  const worker = new Worker(file, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
    execArgv: threadArgv(file),
  });
  worker.unref();
  return worker;
}
