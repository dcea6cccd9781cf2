/** Words of the convolution net: how a token is looked up. */
import { isDrawn, undrawn } from '../word-form.ts';
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
export function plainForm(text: string): string {
  const word = isDrawn(text) ? undrawn(text) : text;
  return /\d/.test(word) ? word.replace(/\d/g, '0') : word;
}
