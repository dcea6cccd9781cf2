/** The heavy pages: who may be answered now, and the thread that answers. */
import { Line } from './line.ts';
import type { ForwardedRequest } from './messages.ts';
import { RecentAnswers } from './recent-answers.ts';
import type { Answer, PageThread } from './page-thread.ts';

/** Different requests in the line, and for how long. */
const PAGES = { waiting: 48, waitMs: 2_500, few: 8 };
const STREAMS = { running: 1, waiting: 8, waitMs: 2_500, few: 2 };
/** They wait for a thread of their own, which has a line too; pages must not wait behind them. */
const EXPLANATIONS = { running: 6, waiting: 8, waitMs: 2_500 };

/** Each has a line of its own. */
export type Purpose = 'page' | 'stream' | 'explanation';

export class HeavyPages {
  readonly #thread: PageThread;
  readonly #pages: Line<Answer>;
  readonly #recent = new RecentAnswers();
  readonly #streams = new Line<Answer>(STREAMS);
  readonly #explanations = new Line<Answer>(EXPLANATIONS);

  /** `running`: pages at once; more than one where the thread waits for a database that is elsewhere. */
  constructor(thread: PageThread, running: number) {
    this.#thread = thread;
    this.#pages = new Line<Answer>({ ...PAGES, running });
  }

  /** `key` is equal for requests with the same answer. While others wait, it may be up to ten seconds old. */
  async ask(
    request: ForwardedRequest,
    how: { readonly key: string; readonly purpose: Purpose; readonly signal: AbortSignal },
  ): Promise<Answer | 'busy'> {
    // The wait in the line is limited, not the start of the thread.
    await this.#thread.ready();
    const { key, purpose, signal } = how;
    if (purpose === 'stream') {
      const run = async () => {
        const value = await this.#thread.ask(request, true);
        return { value, ...(value.over ? { over: value.over } : {}) };
      };
      return this.#streams.ask({ run, signal });
    }
    if (purpose === 'explanation') {
      const run = async () => ({ value: await this.#thread.ask(request, false) });
      return this.#explanations.ask({ key, run, signal });
    }
    const recent = this.#pages.full ? this.#recent.find(key) : undefined;
    if (recent) return recent;
    const run = async () => {
      const keep = this.#recent.keeper(key);
      const value = await this.#thread.ask(request, false);
      keep(value);
      return { value };
    };
    return this.#pages.ask({ key, run, signal });
  }

  /** Somebody changed something: answers from before are not given any more. */
  changed(): void {
    this.#recent.forget();
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}
