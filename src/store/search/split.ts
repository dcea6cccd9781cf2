/**
 * The words of a text, as the index and a search both read it. Case, accents and forms of one letter do not matter. Scripts
 * without spaces between words give pairs of neighbouring characters, as in Lucene's CJKBigramFilter.
 */
import { cutText } from '../../domain/text.ts';

/** UTF-16 units of a word that are compared. */
const MOST_UNITS = 32;
/** Words of one post that are indexed and compared; the longest posts have more. */
const MOST_WORDS = 20_000;
/** UTF-16 units of one post that are read for words. */
const MOST_READ = 200_000;

const ASCII = /^[\0-\x7f]*$/;
const ASCII_RUNS = /[a-z0-9]+/g;
const RUNS = /[\p{L}\p{M}\p{N}]+/gu;
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;
const ANY_SPACELESS = new RegExp(SPACELESS.source, 'u');

/** Lower case, without accents, in compatible forms (Unicode Standard Annex 15). */
function plain(text: string): string {
  const lower = text.toLowerCase();
  if (ASCII.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase();
}

/** The words of a text in order. `ends`: with the last character of each run without spaces, which begins no pair. */
export function wordsOf(text: string, { ends = true } = {}): string[] {
  const lower = plain(cutText(text, MOST_READ));
  if (ASCII.test(lower)) {
    const words = lower.match(ASCII_RUNS) ?? [];
    return words
      .slice(0, MOST_WORDS)
      .map((word) => (word.length > MOST_UNITS ? word.slice(0, MOST_UNITS) : word));
  }
  const found: string[] = [];
  for (const [run] of lower.matchAll(RUNS)) {
    if (found.length >= MOST_WORDS) break;
    if (!ANY_SPACELESS.test(run)) {
      found.push(cutText(run, MOST_UNITS));
      continue;
    }
    let from = 0;
    for (const piece of run.matchAll(SPACELESS)) {
      if (piece.index > from) found.push(cutText(run.slice(from, piece.index), MOST_UNITS));
      const chars = Array.from(piece[0]);
      for (let i = 0; i + 1 < chars.length; i += 1) found.push(chars[i]! + chars[i + 1]!);
      if (ends || chars.length === 1) found.push(chars.at(-1)!);
      from = piece.index + piece[0].length;
    }
    if (from < run.length) found.push(cutText(run.slice(from), MOST_UNITS));
  }
  return found;
}

/** Between a title and a text, so that no phrase goes across. */
const GAP = '\n';

/** The words of a mention: those of its title, then those of its text. */
export function wordsOfMention(mention: {
  readonly text: string;
  readonly title?: string | null | undefined;
}): string[] {
  const words = wordsOf(mention.text);
  return mention.title ? [...wordsOf(mention.title), GAP, ...words] : words;
}

/** Characters of a word. */
export const lengthOf = (word: string): number => Array.from(word).length;

/** A single character of a script without spaces is the beginning of a pair. */
export const beginsPairs = (word: string): boolean => lengthOf(word) === 1 && ANY_SPACELESS.test(word);
