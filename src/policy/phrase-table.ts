/** Finds the phrases of a word list in the words of a clause. Linear; the longest phrase at a position wins. */
import { straightApostrophes } from '../domain/typography.ts';

export interface Found<T> {
  readonly value: T;
  /** Words `from` up to but not including `to`. */
  readonly from: number;
  readonly to: number;
}

/** `don't` is one word, a hyphen separates words. */
export function wordsOf(text: string): string[] {
  return straightApostrophes(text.toLowerCase()).match(/[a-z0-9]+(?:'[a-z]+)?/g) ?? [];
}

/** `photo(s)` → `photo`, `photos`; `party` stays. */
function forms(phrase: string): string[] {
  const bare = phrase.replace('(s)', '').replace('(es)', '');
  return bare === phrase ? [phrase] : [bare, `${bare}${phrase.includes('(es)') ? 'es' : 's'}`];
}

export class PhraseTable<T extends { readonly phrases: readonly string[] }> {
  readonly #byFirst = new Map<string, { words: readonly string[]; value: T }[]>();

  constructor(entries: readonly T[]) {
    for (const value of entries)
      for (const words of value.phrases.flatMap(forms).map(wordsOf)) {
        const first = words[0];
        if (first === undefined) continue;
        const list = this.#byFirst.get(first) ?? [];
        this.#byFirst.set(first, list);
        list.push({ words, value });
      }
    for (const list of this.#byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  }

  /** All matches, left to right, without overlaps. */
  find(words: readonly string[]): Found<T>[] {
    const found: Found<T>[] = [];
    for (let from = 0; from < words.length; ) {
      const hit = this.#byFirst
        .get(words[from] ?? '')
        ?.find((one) => one.words.every((word, i) => words[from + i] === word));
      const to = from + (hit?.words.length ?? 1);
      if (hit) found.push({ value: hit.value, from, to });
      from = to;
    }
    return found;
  }
}
