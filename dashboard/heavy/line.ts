/**
 * Who may be answered now: so many at once, a short line behind them, and nobody waits long in it. Requests for the same
 * thing that nobody has begun are answered by one; none gets what was begun before it asked.
 */

export interface LineLimits {
  /** Answered at the same time. */
  readonly running: number;
  /** Different requests in the line. */
  readonly waiting: number;
  /** For this long (ms) … */
  readonly waitMs: number;
  /** … and ten times as long while no more than this many wait: then it is the machine that is slow. */
  readonly few?: number;
}

const PATIENCE = 10;

export interface Begun<T> {
  readonly value: T;
  /** Until then it counts as running; absent: it is over. */
  readonly over?: Promise<void>;
}

interface Waiter<T> {
  timer: NodeJS.Timeout | undefined;
  readonly resolve: (value: T | 'busy') => void;
  readonly reject: (error: unknown) => void;
}

interface Entry<T> {
  readonly key: string | undefined;
  readonly run: () => Promise<Begun<T>>;
  readonly waiters: Set<Waiter<T>>;
}

export interface Asked<T> {
  /** Equal for requests with the same answer; absent: only this one may have it. */
  readonly key?: string | undefined;
  readonly run: () => Promise<Begun<T>>;
  /** Aborted when the reader has gone. */
  readonly signal?: AbortSignal | undefined;
}

export class Line<T> {
  readonly #limits: LineLimits;
  readonly #waiting: Entry<T>[] = [];
  #running = 0;

  constructor(limits: LineLimits) {
    this.#limits = limits;
  }

  /** Whether the next one would have to wait. */
  get full(): boolean {
    return this.#running >= this.#limits.running;
  }

  /** The answer, or `busy` where the line is full or too slow. */
  ask({ key, run, signal }: Asked<T>): Promise<T | 'busy'> {
    return new Promise((resolve, reject) => {
      const same = key === undefined ? undefined : this.#waiting.find((one) => one.key === key);
      const entry = same ?? { key, run, waiters: new Set<Waiter<T>>() };
      if (!same && this.full && this.#waiting.length >= this.#limits.waiting) {
        resolve('busy');
        return;
      }
      const waiter: Waiter<T> = { timer: undefined, resolve, reject };
      this.#limit(entry, waiter, PATIENCE);
      entry.waiters.add(waiter);
      signal?.addEventListener('abort', () => this.#leave(entry, waiter, true), { once: true });
      if (same) return;
      this.#waiting.push(entry);
      this.#next();
    });
  }

  #limit(entry: Entry<T>, waiter: Waiter<T>, left: number): void {
    const { few = 0, waitMs } = this.#limits;
    waiter.timer = setTimeout(() => {
      if (left > 1 && this.#waiting.length <= few) this.#limit(entry, waiter, left - 1);
      else this.#leave(entry, waiter, false);
    }, waitMs);
  }

  #remove(entry: Entry<T>): boolean {
    const at = this.#waiting.indexOf(entry);
    if (at >= 0) this.#waiting.splice(at, 1);
    return at >= 0;
  }

  /**
   * Whoever has waited too long is asked to try again; what it asked for keeps its place where others may want the same, so
   * that it is there by then. A reader that has gone takes it along.
   */
  #leave(entry: Entry<T>, waiter: Waiter<T>, gone: boolean): void {
    if (!entry.waiters.has(waiter) || !this.#waiting.includes(entry)) return;
    clearTimeout(waiter.timer);
    entry.waiters.delete(waiter);
    waiter.resolve('busy');
    if (entry.waiters.size === 0 && (gone || entry.key === undefined)) this.#remove(entry);
  }

  #next(): void {
    while (this.#running < this.#limits.running) {
      const entry = this.#waiting[0];
      if (!entry) return;
      this.#remove(entry);
      void this.#start(entry);
    }
  }

  async #start(entry: Entry<T>): Promise<void> {
    this.#running += 1;
    for (const { timer } of entry.waiters) clearTimeout(timer);
    try {
      const { value, over } = await entry.run();
      for (const { resolve } of entry.waiters) resolve(value);
      await over;
    } catch (error) {
      for (const { reject } of entry.waiters) reject(error);
    } finally {
      this.#running -= 1;
      this.#next();
    }
  }
}
