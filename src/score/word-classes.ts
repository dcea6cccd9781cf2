/** Looks up once per word which pattern words and prefixes it matches, however many patterns use them. */

export interface WordClass {
  /** Ids of the word and of the word without its `'s`; -1 if no pattern uses it. */
  readonly word: number;
  readonly stem: number;
  /** Ids of the prefixes (`word*`) that match it, shortest first. */
  readonly prefixes: readonly number[];
  /** Whether it begins with a digit. */
  readonly number: boolean;
  /** Bits of all of these; 0 if no pattern uses the word. */
  readonly bits: number;
}

export interface WordClasses {
  /** Id of a word in a pattern; equal words have equal ids. */
  idOfWord(word: string): number;
  idOfPrefix(prefix: string): number;
  /** Class of a lower-case word in a text; most words are in no pattern. */
  of(word: string): WordClass;
}

/** One of 31 bits for the id of a word or prefix; the last bit is for numbers. */
export const bitOf = (id: number): number => (id < 0 ? 0 : 1 << (id % 31));
export const NUMBER_BIT = 1 << 31;
const UNKNOWN: WordClass = { word: -1, stem: -1, prefixes: [], number: false, bits: 0 };

/** Shortest and longest prefix before `*`. */
const MIN_PREFIX = 3;
const MAX_PREFIX = 14;
/** Maximum cached words and their maximum length: a longer substring makes V8 keep the whole text in memory. */
const MOST_KEPT = 20_000;
const LONGEST_KEPT = 12;

export function wordClasses(): WordClasses {
  const words = new Map<string, number>();
  const prefixes = new Map<string, number>();
  const kept = new Map<string, WordClass>();

  function idIn(ids: Map<string, number>, text: string): number {
    // A new id can change the class of a cached word.
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
