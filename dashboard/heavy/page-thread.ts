/**
 * The thread that answers heavy pages, seen from the process: it is started again when it dies or takes too long, and
 * then its readers are asked to try again.
 */
import type { Worker } from 'node:worker_threads';
import type { ForwardedRequest, FromThread, Head, ToThread } from './messages.ts';

export interface Answer {
  readonly head: Head;
  readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** Of a stream: resolves at its end. */
  readonly over?: Promise<void>;
}

export interface PageThreadOptions {
  readonly start: () => Worker;
  readonly onError: (error: Error, requestId: string) => void;
  /** For a page, and for a stream without a reader that takes from it. */
  readonly limitMs: number;
}

/** The thread ended before it had answered. */
export class PageThreadError extends Error {
  override readonly name = 'PageThreadError';
}

interface Open {
  readonly answered: (answer: Answer) => void;
  readonly failed: (error: Error) => void;
  timer: NodeJS.Timeout;
  stream?: ReadableStreamDefaultController<Uint8Array>;
  over?: () => void;
}

export class PageThread {
  readonly #options: PageThreadOptions;
  readonly #open = new Map<number, Open>();
  #worker: Worker | undefined;
  #ready: Promise<void> | undefined;
  #last = 0;
  #closed = false;

  constructor(options: PageThreadOptions) {
    this.#options = options;
  }

  /** Resolves when the thread can answer; rejects when it could not start. */
  ready(): Promise<void> {
    this.#ready ??= this.#start();
    return this.#ready;
  }

  #start(): Promise<void> {
    if (this.#closed) return Promise.reject(new PageThreadError('the dashboard is closing'));
    return new Promise((resolve, reject) => {
      const worker = this.#options.start();
      this.#worker = worker;
      const gone = (error: Error) => {
        if (this.#worker !== worker) return;
        this.#worker = undefined;
        this.#ready = undefined;
        reject(error);
        this.#failAll(error);
      };
      worker.on('message', (message: FromThread) => {
        if (message.kind === 'ready') resolve();
        else this.#take(message);
      });
      worker.on('error', (error) => {
        this.#options.onError(error, 'page thread');
        gone(new PageThreadError(error.message));
      });
      worker.on('exit', () => gone(new PageThreadError('the page thread ended')));
    });
  }

  #send(message: ToThread): void {
    this.#worker?.postMessage(message);
  }

  #failAll(error: Error): void {
    for (const [id, one] of this.#open) {
      this.#end(id);
      one.stream?.error(error);
      one.failed(error);
    }
  }

  #end(id: number): Open | undefined {
    const one = this.#open.get(id);
    if (!one) return undefined;
    clearTimeout(one.timer);
    this.#open.delete(id);
    one.over?.();
    return one;
  }

  /** Ends a thread that does not come back from a page. */
  #tooLate(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#ready = undefined;
    const error = new PageThreadError(`a page took more than ${this.#options.limitMs / 1_000} s`);
    this.#options.onError(error, 'page thread');
    this.#failAll(error);
    void worker?.terminate();
  }

  #take(message: Exclude<FromThread, { kind: 'ready' }>): void {
    if (message.kind === 'error') {
      const error = new Error(message.reason.split('\n')[0]);
      error.stack = message.reason;
      this.#options.onError(error, message.requestId);
      return;
    }
    const { id } = message;
    const one = this.#open.get(id);
    if (!one) return;
    if (message.kind === 'answer') {
      this.#end(id);
      one.answered({ head: message.head, body: message.body });
    } else if (message.kind === 'head') {
      clearTimeout(one.timer);
      one.answered({ head: message.head, ...this.#streamOf(id, one) });
    } else if (message.kind === 'part') {
      one.stream?.enqueue(message.part);
    } else {
      this.#end(id);
      if (message.failed === undefined) one.stream?.close();
      else one.stream?.error(new PageThreadError(message.failed));
    }
  }

  /** Each part is sent when the reader has room for it, so that a slow one holds no more than one. */
  #streamOf(id: number, one: Open): Pick<Answer, 'body' | 'over'> {
    const cancel = () => {
      this.#send({ kind: 'cancel', id });
      this.#end(id);
    };
    const wait = () => {
      clearTimeout(one.timer);
      one.timer = setTimeout(() => {
        one.stream?.error(new PageThreadError('nobody read on'));
        cancel();
      }, this.#options.limitMs);
      one.timer.unref();
    };
    const over = new Promise<void>((resolve) => {
      one.over = resolve;
    });
    const body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          one.stream = controller;
          wait();
        },
        pull: () => {
          wait();
          this.#send({ kind: 'more', id });
        },
        cancel,
      },
      { highWaterMark: 1 },
    );
    return { body, over };
  }

  /** Asks the thread. Rejects with PageThreadError when it ends first. */
  async ask(request: ForwardedRequest, stream: boolean): Promise<Answer> {
    await this.ready();
    if (!this.#worker) throw new PageThreadError('the page thread ended');
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#tooLate(), this.#options.limitMs);
      timer.unref();
      this.#open.set(id, { answered: resolve, failed: reject, timer });
      this.#send({ kind: 'ask', id, request, stream });
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    if (!worker) return;
    await new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
      this.#send({ kind: 'close' });
      setTimeout(() => void worker.terminate(), 2_000).unref();
    });
  }
}
