/**
 * Pages of the index: the words of a part in the order of their bytes, each with the places of the mentions that have it.
 * A word repeats only what differs from the one before it (front coding, Managing Gigabytes, section 4.1).
 */
import { PART_SIZE, packSlots, unpackSlots } from './slots.ts';

/** Four rows fit into a page of PostgreSQL, two into one of SQLite. */
const PAGE_BYTES = 1_900;
/** What fits into half a byte; more stands in a byte of its own. */
const ESCAPE = 15;

/** `word` as the bytes of its UTF-8, one character each: their order is that of both databases. */
export interface Entry {
  readonly word: string;
  readonly slots: ArrayLike<number>;
}

export interface Page {
  /** The first word. */
  readonly first: string;
  readonly data: Buffer;
}

const ASCII = /^[\0-\x7f]*$/;

export const keyOf = (word: string): string =>
  ASCII.test(word) ? word : Buffer.from(word, 'utf8').toString('latin1');
export const wordOf = (key: string): string =>
  ASCII.test(key) ? key : Buffer.from(key, 'latin1').toString('utf8');

function sharedOf(a: string, b: string): number {
  const most = Math.min(a.length, b.length, 255);
  let n = 0;
  while (n < most && a.charCodeAt(n) === b.charCodeAt(n)) n += 1;
  return n;
}

/** Collects the bytes of entries. */
class Writer {
  #bytes = Buffer.alloc(64 * 1024);
  #packed = new Uint8Array(2 * PART_SIZE + 8);
  length = 0;

  put(byte: number): void {
    this.#bytes[this.length++] = byte;
  }

  #number(value: number): void {
    let rest = value;
    for (; rest > 127; rest >>>= 7) this.put((rest & 127) | 128);
    this.put(rest);
  }

  /** Adds an entry after the word `before`. */
  entry({ word, slots }: Entry, before: string): void {
    const size = slots.length === 1 ? 0 : packSlots(slots, this.#packed, 0);
    const needed = this.length + word.length + size + 32;
    if (needed > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], 2 * needed);
    const shared = sharedOf(before, word);
    const rest = word.length - shared;
    this.put((Math.min(shared, ESCAPE) << 4) | Math.min(rest, ESCAPE));
    if (shared >= ESCAPE) this.put(shared);
    if (rest >= ESCAPE) this.put(rest);
    for (let i = shared; i < word.length; i += 1) this.put(word.charCodeAt(i));
    this.#number(slots.length - 1);
    if (slots.length === 1) {
      this.put(slots[0]! >>> 8);
      this.put(slots[0]! & 255);
      return;
    }
    this.#number(size);
    this.#bytes.set(this.#packed.subarray(0, size), this.length);
    this.length += size;
  }

  /** The bytes before `end`, as a page; those after it stay. */
  cut(end: number): Buffer {
    const data = Buffer.from(this.#bytes.subarray(0, end));
    this.#bytes.copyWithin(0, end, this.length);
    this.length -= end;
    return data;
  }
}

/** Writes entries, which are in order and have at least one place each. */
export function writePages(entries: Iterable<Entry>): Page[] {
  const pages: Page[] = [];
  const writer = new Writer();
  let [first, before]: [string | undefined, string] = [undefined, ''];
  for (const entry of entries) {
    const end = writer.length;
    writer.entry(entry, before);
    if (first !== undefined && writer.length > PAGE_BYTES) {
      pages.push({ first: wordOf(first), data: writer.cut(end) });
      // A page repeats nothing of the one before it.
      writer.length = 0;
      writer.entry(entry, '');
      first = undefined;
    }
    first ??= entry.word;
    before = entry.word;
  }
  if (first !== undefined) pages.push({ first: wordOf(first), data: writer.cut(writer.length) });
  return pages;
}

/** An entry whose places are read when they are asked for. */
interface Packed {
  readonly word: string;
  slots(): Uint16Array;
}

/** The entries of a page in order. Throws for bytes that are no page. */
export function* readPage(data: Uint8Array): Generator<Packed> {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  let [at, word] = [0, ''];
  const byte = () => bytes.readUInt8(at++);
  const number = () => {
    let [value, shift, next] = [0, 0, 128];
    for (; next > 127; shift += 7) {
      next = byte();
      value |= (next & 127) << shift;
    }
    return value;
  };
  while (at < bytes.length) {
    const head = byte();
    const shared = head >>> 4 === ESCAPE ? byte() : head >>> 4;
    const length = (head & 15) === ESCAPE ? byte() : head & 15;
    word = word.slice(0, shared) + bytes.toString('latin1', at, at + length);
    at += length;
    const count = number() + 1;
    const size = count === 1 ? 2 : number();
    const from = at;
    at += size;
    yield {
      word,
      slots: () =>
        count === 1
          ? Uint16Array.of(bytes.readUInt16BE(from))
          : unpackSlots(bytes.subarray(from, from + size), count),
    };
  }
}
