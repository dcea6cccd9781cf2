/** What the packs know of a word, looked up once a word however many patterns it may stand in. */

export interface WordClass {
  /** Numbers of the word itself and of the word before its `'s`, -1 where no pattern has it. */
  readonly word: number;
  readonly stem: number;
  /** Numbers of the beginnings that `*` follows, the shortest first. */
  readonly prefixes: readonly number[];
  /** Begins with a digit. */
  readonly number: boolean;
  /** Of all of these; 0 where no pattern asks for the word. */
  readonly bits: number;
}

export interface WordClasses {
  /** Number of a word of a pattern; the same for the same word. */
  idOfWord(word: string): number;
  idOfPrefix(prefix: string): number;
  /** Of a lower-case word of a text; most are in no pattern. */
  of(word: string): WordClass;
}

/** A bit for a number of a word or beginning, one of 31; the last is for figures. */
export const bitOf = (id: number): number => (id < 0 ? 0 : 1 << (id % 31));
export const NUMBER_BIT = 1 << 31;
const UNKNOWN: WordClass = { word: -1, stem: -1, prefixes: [], number: false, bits: 0 };

/** Shortest and longest beginning that `*` may follow. */
const MIN_PREFIX = 3;
const MAX_PREFIX = 14;
/** Words kept, and the longest of them: V8 keeps the whole text of which a longer one is a part. */
const MOST_KEPT = 20_000;
const LONGEST_KEPT = 12;

export function wordClasses(): WordClasses {
  const words = new Map<string, number>();
  const prefixes = new Map<string, number>();
  const kept = new Map<string, WordClass>();

  function idIn(ids: Map<string, number>, text: string): number {
    // What was said of a word before may not hold any more.
    kept.clear();
    const known = ids.get(text);
    if (known !== undefined) return known;
    ids.set(text, ids.size);
    return ids.size - 1;
  }

  function look(word: string): WordClass {
    const found: number[] = [];
    const most = Math.min(word.length, MAX_PREFIX);
    for (let length = MIN_PREFIX; length <= most; length += 1) {
      const id = prefixes.get(word.slice(0, length));
      if (id !== undefined) found.push(id);
    }
    const id = words.get(word) ?? -1;
    const stem = word.endsWith("'s") ? (words.get(word.slice(0, -2)) ?? -1) : -1;
    const number = /^\d/.test(word);
    const own = found.reduce((bits, prefix) => bits | bitOf(prefix), bitOf(id) | bitOf(stem));
    const bits = number ? own | NUMBER_BIT : own;
    return bits === 0 ? UNKNOWN : { word: id, stem, prefixes: found, number, bits };
  }

  return {
    idOfWord: (word) => idIn(words, word),
    idOfPrefix: (prefix) => idIn(prefixes, prefix),
    of(word) {
      const known = kept.get(word);
      if (known !== undefined) return known;
      const one = look(word);
      if (word.length > LONGEST_KEPT) return one;
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(word, one);
      return one;
    },
  };
}
