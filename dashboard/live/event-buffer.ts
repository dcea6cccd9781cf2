/** The last messages in order, so that a reader who reconnects gets what it missed. */

export interface Kept<T> {
  readonly seq: number;
  readonly value: T;
}

/**
 * Holds the last `most` values. An id is `EPOCH-SEQ`: ids of another process have another epoch and count as too old.
 */
export class EventBuffer<T> {
  readonly #epoch: string;
  readonly #most: number;
  readonly #kept: Kept<T>[] = [];
  #seq = 0;

  constructor(epoch: string, most: number) {
    this.#epoch = epoch;
    this.#most = most;
  }

  idOf(seq: number): string {
    return `${this.#epoch}-${seq}`;
  }

  get lastId(): string {
    return this.idOf(this.#seq);
  }

  push(value: T): Kept<T> {
    this.#seq += 1;
    const kept = { seq: this.#seq, value };
    this.#kept.push(kept);
    if (this.#kept.length > this.#most) this.#kept.shift();
    return kept;
  }

  /** What came after `id`; undefined if some of it is gone, or the id is from another process. */
  after(id: string): readonly Kept<T>[] | undefined {
    const match = /^(.+)-(\d{1,15})$/.exec(id);
    if (match?.[1] !== this.#epoch) return undefined;
    const seq = Number(match[2]);
    if (seq > this.#seq || seq < this.#seq - this.#kept.length) return undefined;
    return this.#kept.filter((one) => one.seq > seq);
  }
}
