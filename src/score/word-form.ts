/** The form of a word as models read it: a letter drawn out ("baaaad") once, digits alike. */
import { HASH_START, hashEnd, hashStep } from './characters.ts';

const ZERO = 0x30;

/** Three or more of a letter in a row. */
export function isDrawn(text: string): boolean {
  for (let i = 2; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === text.charCodeAt(i - 1) && code === text.charCodeAt(i - 2) && code > 0x40) return true;
  }
  return false;
}

/** The word with the drawn-out letter once: "baaaad" is bad, "sooo" so. */
export function undrawn(text: string): string {
  return text.replace(/([^\d])\1{2,}/gu, '$1');
}

/** Hash of a lower-case word: a letter drawn out counts once, every digit is a zero. */
export function formHash(text: string): number {
  const word = isDrawn(text) ? undrawn(text) : text;
  let hash = HASH_START;
  for (let i = 0; i < word.length; i += 1) {
    const code = word.charCodeAt(i);
    hash = hashStep(hash, code >= 0x30 && code <= 0x39 ? ZERO : code);
  }
  return hashEnd(hash);
}
