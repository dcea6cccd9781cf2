/** The heavy pages: who may be answered now, and the thread that answers. */
import { Line } from './line.ts';
import type { ForwardedRequest } from './messages.ts';
import type { Answer, PageThread } from './page-thread.ts';

/** A second page may use the time that the first waits for PostgreSQL or zlib. */
const PAGES = { running: 2, waiting: 48, waitMs: 3_000 };
const STREAMS = { running: 2, waiting: 8, waitMs: 3_000 };
export class HeavyPages {
  readonly #thread: PageThread;
  readonly #pages = new Line<Answer>(PAGES);
  readonly #streams = new Line<Answer>(STREAMS);

  constructor(thread: PageThread) {
    this.#thread = thread;
  }

  /** `key` is equal for requests with the same answer. */
  async ask(request: ForwardedRequest, how: { key?: string; stream: boolean; signal: AbortSignal }) {
    // The wait in the line is limited, not the start of the thread.
    await this.#thread.ready();
    const { key, stream, signal } = how;
    const run = async () => {
      const value = await this.#thread.ask(request, stream);
      return { value, ...(value.over ? { over: value.over } : {}) };
    };
    return (stream ? this.#streams : this.#pages).ask({ key, run, signal });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}
