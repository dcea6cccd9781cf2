/** What a search asks for: words, "phrases", beginnings* and what is not wanted (-word). */
import { cutText } from '../../domain/text.ts';
import { beginsPairs, lengthOf, wordsOf } from './split.ts';

/** UTF-16 units of a search that are read; terms beyond `MOST_TERMS` are ignored. */
export const MOST_SEARCH = 200;
const MOST_TERMS = 8;
/** A beginning has at least this many characters, so that it stands for few words. */
const SHORTEST_BEGINNING = 2;

/** Words that follow each other; the last may be only the beginning of one. */
export interface Term {
  readonly words: readonly string[];
  readonly begins: boolean;
}

export interface Asked {
  readonly wanted: readonly Term[];
  readonly unwanted: readonly Term[];
}

function termOf(text: string, quoted: boolean): Term | undefined {
  const words = wordsOf(text, { ends: false });
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const star = !quoted && text.endsWith('*') && lengthOf(last) >= SHORTEST_BEGINNING;
  return { words, begins: star || beginsPairs(last) };
}

/** Reads a search; any text is one. Undefined where it holds no word. */
export function readSearch(text: string): Asked | undefined {
  const [wanted, unwanted]: [Term[], Term[]] = [[], []];
  const items = cutText(text, MOST_SEARCH).matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/g);
  const seen = new Set<string>();
  for (const [, minus, phrase, word] of items) {
    const term = termOf(phrase ?? word ?? '', phrase !== undefined);
    if (!term) continue;
    const into = minus === '-' ? unwanted : wanted;
    const key = JSON.stringify([minus, term]);
    if (seen.has(key) || wanted.length + unwanted.length >= MOST_TERMS) continue;
    seen.add(key);
    into.push(term);
  }
  return wanted.length + unwanted.length === 0 ? undefined : { wanted, unwanted };
}

function holds(words: readonly string[], { words: [first, ...rest], begins }: Term): boolean {
  const last = rest.length;
  const same = (word: string | undefined, asked: string, at: number) =>
    word !== undefined && (begins && at === last ? word.startsWith(asked) : word === asked);
  return words.some(
    (word, i) => same(word, first!, 0) && rest.every((asked, n) => same(words[i + n + 1], asked, n + 1)),
  );
}

/** Whether these words of a mention answer the search. */
export function answers(words: readonly string[], { wanted, unwanted }: Asked): boolean {
  return wanted.every((term) => holds(words, term)) && !unwanted.some((term) => holds(words, term));
}

/** Whether the index alone can answer it: where no words have to follow each other. */
export const isWordsOnly = ({ wanted, unwanted }: Asked): boolean =>
  [...wanted, ...unwanted].every(({ words }) => words.length === 1);
