/** A text as words and signs, each with its place and a hash, in one pass and without a string being made. */
import {
  BLANK,
  DROPPED,
  foldedPoint,
  LETTER,
  learn,
  MANY,
  manyOf,
  MARK,
  PICTURE,
  SIGN,
  pointKind,
} from './letters.ts';

/** Kinds of words: LETTER for a whole word; LONE, HANGUL, PICTURE and SIGN for one character. */
export interface Words {
  readonly count: number;
  readonly kind: Uint8Array;
  /** 1 if nothing separates the word from the one before. */
  readonly joined: Uint8Array;
  /** The code point of a sign, else 0. */
  readonly sign: Int32Array;
  /** Range in the given text, UTF-16 units. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** How many characters the folded word has. */
  readonly size: Int32Array;
  /** Two hashes of the folded word; words with both in common are the same. */
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** FNV-1a, 32 bit: http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_START = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;
/** A multiplier of MurmurHash3's finaliser (A. Appleby, public domain), for the second hash. */
const MURMUR = 0x85ebca6b;

/**
 * A reader with memory of its own. What it returns is overwritten by its next call. Time grows with the length of
 * the text alone, whatever the text holds.
 */
export function createReader(): (text: string) => Words {
  const kinds = pointKind;
  const folds = foldedPoint;
  let { kind, joined, sign, start, end, size, low, high } = room(256);
  /** The word that is being read; -1 before the first. */
  let at = -1;
  let blank = true;
  /** The kind of the word that the next character may belong to; 0 where none. */
  let open = 0;

  function begin(kindOfWord: number, point: number, from: number): void {
    at += 1;
    if (at === kind.length) grow();
    kind[at] = kindOfWord;
    joined[at] = blank ? 0 : 1;
    sign[at] = kindOfWord === SIGN ? point : 0;
    start[at] = from;
    size[at] = 0;
    low[at] = FNV_START;
    high[at] = 0;
    blank = false;
    open = kindOfWord === SIGN || kindOfWord === PICTURE ? 0 : kindOfWord;
  }

  function take(what: number, point: number, from: number, to: number): void {
    if (what === DROPPED) return;
    if (what === BLANK) {
      blank = true;
      open = 0;
      return;
    }
    const goesOn = what === LETTER ? open === LETTER : what === MARK && open !== 0;
    if (!goesOn) begin(what === MARK ? LETTER : what, point, from);
    const hash = Math.imul(low[at]! ^ point, FNV_PRIME);
    low[at] = hash;
    high[at] = Math.imul(high[at]! ^ point ^ (hash >>> 15), MURMUR);
    size[at] = size[at]! + 1;
    end[at] = to;
  }

  function grow(): void {
    const larger = room(kind.length * 2);
    const now: Room = { kind, joined, sign, start, end, size, low, high };
    for (const key of Object.keys(larger) as (keyof Room)[]) larger[key].set(now[key]);
    ({ kind, joined, sign, start, end, size, low, high } = larger);
  }

  return (text) => {
    at = -1;
    blank = true;
    open = 0;
    const length = text.length;
    if (length > kind.length) ({ kind, joined, sign, start, end, size, low, high } = room(length));
    for (let i = 0; i < length; i += 1) {
      const code = text.charCodeAt(i);
      const half = code >= 0xd800 && code <= 0xdbff;
      const point = half ? text.codePointAt(i)! : code;
      const to = point > 0xffff ? i + 2 : i + 1;
      const what = kinds[point] || learn(point);
      if (what !== MANY) {
        take(what, folds[point]!, i, to);
        i = to - 1;
        continue;
      }
      const fold = manyOf(point);
      for (let k = 0; k < fold.length; k += 2) take(fold[k]!, fold[k + 1]!, i, to);
      i = to - 1;
    }
    return { count: at + 1, kind, joined, sign, start, end, size, low, high };
  };
}

type Room = Omit<Words, 'count'>;

function room(size: number): Room {
  return {
    kind: new Uint8Array(size),
    joined: new Uint8Array(size),
    sign: new Int32Array(size),
    start: new Int32Array(size),
    end: new Int32Array(size),
    size: new Int32Array(size),
    low: new Int32Array(size),
    high: new Int32Array(size),
  };
}
