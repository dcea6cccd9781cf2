/** Which words occur in terms at all: most words of a text are in none, and cost one look. */
import type { Words } from './words.ts';

/** Numbers for words: an open-addressing table, asked once for every word of a text. 0 is no word. */
export class WordIds {
  #low = new Int32Array(1024);
  #high = new Int32Array(1024);
  #ids = new Int32Array(1024);
  #size = 0;

  /** The number of a word by its two hashes, 0 where it is in no term. */
  find(low: number, high: number): number {
    const mask = this.#ids.length - 1;
    for (let slot = (low ^ high) & mask; ; slot = (slot + 1) & mask) {
      const id = this.#ids[slot]!;
      if (id === 0 || (this.#low[slot] === low && this.#high[slot] === high)) return id;
    }
  }

  /** The number of a word of a term, given to it now if it has none. */
  idOf(words: Words, at: number): number {
    const [low, high] = [words.low[at]!, words.high[at]!];
    const known = this.find(low, high);
    if (known > 0) return known;
    this.#size += 1;
    if (this.#size * 4 > this.#ids.length) this.#grow();
    this.#put(low, high, this.#size);
    return this.#size;
  }

  #put(low: number, high: number, id: number): void {
    const mask = this.#ids.length - 1;
    let slot = (low ^ high) & mask;
    while (this.#ids[slot] !== 0) slot = (slot + 1) & mask;
    this.#low[slot] = low;
    this.#high[slot] = high;
    this.#ids[slot] = id;
  }

  #grow(): void {
    const [low, high, ids] = [this.#low, this.#high, this.#ids];
    this.#low = new Int32Array(ids.length * 2);
    this.#high = new Int32Array(ids.length * 2);
    this.#ids = new Int32Array(ids.length * 2);
    for (let slot = 0; slot < ids.length; slot += 1)
      if (ids[slot] !== 0) this.#put(low[slot]!, high[slot]!, ids[slot]!);
  }
}
