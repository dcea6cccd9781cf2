/** Words of the convolution net: how a token is looked up. */
import { formHash, isDrawn, undrawn } from '../word-form.ts';
import type { Token } from '../tokens.ts';

export const PAD = 0;
export const UNKNOWN = 1;
const URL_WORD = '<url>';
const NAME_WORD = '<name>';

/** The form under which a token stands in the vocabulary: drawn-out letters once, digits as zeros, names masked. */
export function vocabularyForm(token: Token, masked: ReadonlySet<string>): string {
  const { text, kind } = token;
  if (kind === 'url') return URL_WORD;
  if (kind === 'mention' || (masked.size > 0 && masked.has(text))) return NAME_WORD;
  if (kind === 'mark') return text.slice(0, 2);
  return plainForm(text);
}

/** A word without drawn-out letters and with zeros for digits. */
function plainForm(text: string): string {
  const word = isDrawn(text) ? undrawn(text) : text;
  return /\d/.test(word) ? word.replace(/\d/g, '0') : word;
}

/** Slots for each word of the table, so that a look rarely needs a second one. */
const ROOM = 3;

/**
 * The number of a token's word among `words`, UNKNOWN where it is none. Words are distinguished by the 32-bit hash
 * that the tokeniser made (`formHash` of the vocabulary form), which saves building the form.
 */
export function wordFinder(words: readonly string[]): (token: Token, masked: ReadonlySet<string>) => number {
  const size = 2 ** Math.ceil(Math.log2(ROOM * words.length));
  const hashes = new Int32Array(size);
  const numbers = new Int32Array(size).fill(-1);
  const marks = new Map<string, number>();
  words.forEach((word, number) => {
    const hash = formHash(word);
    marks.set(word, number);
    let slot = hash & (size - 1);
    while (numbers[slot] !== -1) slot = (slot + 1) & (size - 1);
    hashes[slot] = hash;
    numbers[slot] = number;
  });
  const url = marks.get(URL_WORD) ?? UNKNOWN;
  const name = marks.get(NAME_WORD) ?? UNKNOWN;
  for (const word of words) if (/^[\p{L}\p{N}<]/u.test(word)) marks.delete(word);

  return ({ kind, text, hash }, masked) => {
    if (kind === 'url') return url;
    if (kind === 'mention' || (masked.size > 0 && masked.has(text))) return name;
    if (kind === 'mark') return marks.get(text.length > 2 ? text.slice(0, 2) : text) ?? UNKNOWN;
    let slot = hash & (size - 1);
    while (numbers[slot] !== -1) {
      if (hashes[slot] === hash) return numbers[slot] as number;
      slot = (slot + 1) & (size - 1);
    }
    return UNKNOWN;
  };
}
