/**
 * A thread that does one piece of work after the other, for work that hostile input could make long: it starts with the
 * first piece, is ended when one takes too long or needs too much memory, and after a while without work.
 */
import type { Worker } from 'node:worker_threads';
import { startThread } from './start.ts';

export interface WorkThreadOptions {
  readonly file: URL;
  /** What the thread gets when it starts. */
  readonly workerData?: unknown;
  /** For one piece of work, without the start of the thread. */
  readonly limitMs: number;
  readonly megabytes: number;
  /** Pieces that may wait behind the one under way. */
  readonly waiting: number;
  /** After this long without work the thread ends; a minute when absent. */
  readonly idleMs?: number;
}

export interface WorkThread<In, Out> {
  /**
   * Rejects with WorkBusyError when too many wait, with WorkLimitError when it takes too long or needs too much memory, and
   * with WorkFailedError when it throws.
   */
  run(input: In): Promise<Out>;
  close(): Promise<void>;
}

/** Too many pieces of work wait. */
export class WorkBusyError extends Error {
  override readonly name = 'WorkBusyError';
}

/** The work took too long or needed too much memory; its thread was ended. */
export class WorkLimitError extends Error {
  override readonly name = 'WorkLimitError';
}

/** The work threw; the message is its own. */
export class WorkFailedError extends Error {
  override readonly name = 'WorkFailedError';
}

/** What a thread answers. */
export type WorkAnswer = { readonly ready: true } | { readonly value: unknown } | { readonly failed: string };

interface Piece {
  readonly input: unknown;
  readonly done: (value: unknown) => void;
  readonly failed: (error: Error) => void;
}

const IDLE_MS = 60_000;
/** A thread that has not started by then never will. */
const START_MS = 60_000;

/** Makes the thread; nothing starts before the first piece of work. */
export function workThread<In, Out>(options: WorkThreadOptions): WorkThread<In, Out> {
  const waiting: Piece[] = [];
  let current: Piece | undefined;
  let worker: Worker | undefined;
  let ready = false;
  let timer: NodeJS.Timeout | undefined;

  const limit = (ms: number, over: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(over, ms);
    timer.unref();
  };

  function drop(): void {
    const old = worker;
    worker = undefined;
    ready = false;
    clearTimeout(timer);
    void old?.terminate();
  }

  function finish(how: (piece: Piece) => void): void {
    const piece = current;
    current = undefined;
    if (piece) how(piece);
    next();
  }

  function fail(error: Error): void {
    drop();
    finish((piece) => piece.failed(error));
  }

  function begin(): void {
    if (!current || !worker || !ready) return;
    worker.ref();
    limit(options.limitMs, () =>
      fail(new WorkLimitError(`took more than ${Math.round(options.limitMs / 100) / 10} s`)),
    );
    worker.postMessage(current.input);
  }

  function start(): void {
    const own = startThread(options.file, options.workerData, options);
    worker = own;
    limit(START_MS, () => fail(new WorkLimitError('its thread did not start')));
    own.on('message', (answer: WorkAnswer) => {
      if (worker !== own) return;
      if ('ready' in answer) {
        ready = true;
        begin();
      } else if ('failed' in answer) finish((piece) => piece.failed(new WorkFailedError(answer.failed)));
      else finish((piece) => piece.done(answer.value));
    });
    own.on('error', (error: Error & { code?: string }) => {
      if (worker !== own) return;
      const memory = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      fail(new WorkLimitError(memory ? `needs more than ${options.megabytes} MB` : error.message));
    });
    own.on('exit', () => {
      if (worker === own) fail(new WorkLimitError('its thread ended'));
    });
  }

  function next(): void {
    if (current) return;
    current = waiting.shift();
    if (!current) {
      // A command that is done ends at once: an idle thread does not hold it.
      worker?.unref();
      if (worker) limit(options.idleMs ?? IDLE_MS, drop);
      return;
    }
    if (worker) begin();
    else start();
  }

  return {
    run: (input) =>
      new Promise<Out>((resolve, reject) => {
        if (current && waiting.length >= options.waiting) {
          reject(new WorkBusyError('too much of this is waiting'));
          return;
        }
        waiting.push({ input, done: (value) => resolve(value as Out), failed: reject });
        next();
      }),
    async close() {
      const old = worker;
      worker = undefined;
      clearTimeout(timer);
      const left = [...(current ? [current] : []), ...waiting.splice(0)];
      current = undefined;
      for (const { failed } of left) failed(new WorkBusyError('closing'));
      await old?.terminate();
    },
  };
}
