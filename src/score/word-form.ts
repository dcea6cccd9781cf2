/** The form of a word for the models: repeated letters ("baaaad") reduced to one, digits equal. */
import { HASH_START, hashEnd, hashStep } from './characters.ts';

const ZERO = 0x30;

/** The same letter three or more times in a row. */
export function isDrawn(text: string): boolean {
  for (let i = 2; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === text.charCodeAt(i - 1) && code === text.charCodeAt(i - 2) && code > 0x40) return true;
  }
  return false;
}

/** The word with repeated letters reduced to one: "baaaad" becomes bad, "sooo" so. */
export function undrawn(text: string): string {
  return text.replace(/([^\d])\1{2,}/gu, '$1');
}

/** Hash of a lower-case word with repeated letters reduced to one and every digit as zero. */
export function formHash(text: string): number {
  const word = isDrawn(text) ? undrawn(text) : text;
  let hash = HASH_START;
  for (let i = 0; i < word.length; i += 1) {
    const code = word.charCodeAt(i);
    hash = hashStep(hash, code >= 0x30 && code <= 0x39 ? ZERO : code);
  }
  return hashEnd(hash);
}
