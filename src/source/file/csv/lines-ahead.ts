/**
 * Lines that are looked at before they are read, to find where a quoted cell ends. Each line is looked at once, however
 * many cells before it were never closed: how it ends when a cell is open at its beginning does not depend on which.
 */
import type { Line } from '../lines.ts';
import type { QuoteState } from './quotes.ts';

interface Ahead {
  readonly line: Line;
  /** How it ends when it begins inside a cell. */
  readonly state: QuoteState;
  /** Length of all lines that were ever here, with this one. */
  readonly sum: number;
}

export class LinesAhead {
  readonly #source: AsyncIterator<Line>;
  readonly #stateInside: (text: string) => QuoteState;
  readonly #most: number;
  #ahead: Ahead[] = [];
  #at = 0;
  /** The place up to which every line from `#at` on leaves a cell open. */
  #openTo = 0;
  #sum = 0;
  readonly #broken: unknown[] = [];

  constructor(source: AsyncIterator<Line>, stateInside: (text: string) => QuoteState, most: number) {
    this.#source = source;
    this.#stateInside = stateInside;
    this.#most = most;
  }

  /** The next line. A truncated file ends where it breaks off. */
  async next(): Promise<Line | undefined> {
    const kept = this.#ahead[this.#at];
    if (kept === undefined) return this.#read();
    this.skip(1);
    return kept.line;
  }

  async #read(): Promise<Line | undefined> {
    if (this.#broken.length > 0) return undefined;
    try {
      const result = await this.#source.next();
      return result.done ? undefined : result.value;
    } catch (error) {
      this.#broken.push(error);
      return undefined;
    }
  }

  /** How many lines after `opener` its cell goes on; 0 where it is never closed, or not within the limit. */
  async endOfCell(opener: Line): Promise<number> {
    const before = this.#ahead[this.#at];
    const start = before ? before.sum - before.line.text.length - 1 : this.#sum;
    for (let at = Math.max(this.#openTo, this.#at); ; at += 1) {
      const entry = this.#ahead[at] ?? (await this.#more());
      if (entry === undefined || entry.sum - start + opener.text.length > this.#most) return 0;
      if (entry.state === 'open') {
        this.#openTo = at + 1;
        continue;
      }
      return entry.state === 'closed' ? at - this.#at + 1 : 0;
    }
  }

  async #more(): Promise<Ahead | undefined> {
    const line = await this.#read();
    if (line === undefined) return undefined;
    this.#sum += line.text.length + 1;
    const entry = {
      line,
      state: line.tooLong ? 'broken' : this.#stateInside(line.text),
      sum: this.#sum,
    } as const;
    this.#ahead.push(entry);
    return entry;
  }

  peek(count: number): Line[] {
    return this.#ahead.slice(this.#at, this.#at + count).map(({ line }) => line);
  }

  skip(count: number): void {
    this.#at += count;
    if (this.#at < this.#ahead.length && this.#at < 10_000) return;
    this.#ahead = this.#ahead.slice(this.#at);
    this.#openTo = Math.max(0, this.#openTo - this.#at);
    this.#at = 0;
  }

  /** Throws what broke the source off, after the lines before it. */
  throwIfBroken(): void {
    if (this.#broken.length > 0) throw this.#broken[0];
  }
}
