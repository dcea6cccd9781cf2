/** The last answers, for those who would have to wait. */
import type { Answer } from './page-thread.ts';

/** Parts of an open page are asked for because something changed, so they are not kept. */
const NEVER = /[?&]fragment\b/;
const KEEP_MS = 10_000;
const MOST_BYTES = 24 * 1024 * 1024;
const LARGEST = 1024 * 1024;

interface Recent {
  readonly answer: Answer;
  readonly bytes: number;
  readonly at: number;
}

export class RecentAnswers {
  readonly #now: () => number;
  readonly #kept = new Map<string, Recent>();
  #bytes = 0;
  #changes = 0;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** An answer that is at most ten seconds old. */
  find(key: string): Answer | undefined {
    const one = this.#kept.get(key);
    return one && this.#now() - one.at <= KEEP_MS ? one.answer : undefined;
  }

  /** Called before an answer is made; gives what to call with it. */
  keeper(key: string): (answer: Answer) => void {
    const [at, changes] = [this.#now(), this.#changes];
    return (answer) => {
      const { head, body } = answer;
      if (changes !== this.#changes || head.status !== 200 || NEVER.test(key)) return;
      if (!(body instanceof Uint8Array) || body.byteLength > LARGEST) return;
      this.#drop(key);
      this.#kept.set(key, { answer, bytes: body.byteLength, at });
      this.#bytes += body.byteLength;
      for (const oldest of this.#kept.keys()) {
        if (this.#bytes <= MOST_BYTES) break;
        this.#drop(oldest);
      }
    };
  }

  #drop(key: string): void {
    const one = this.#kept.get(key);
    if (!one) return;
    this.#bytes -= one.bytes;
    this.#kept.delete(key);
  }

  /** Something changed: what was made before, or is being made, is not given any more. */
  forget(): void {
    this.#changes += 1;
    this.#kept.clear();
    this.#bytes = 0;
  }
}
