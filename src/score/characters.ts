/** Classes of UTF-16 code units, from a table that is filled on demand. */

const OTHER = 1;
export const SPACE = 2;
export const LETTER = 3;
export const DIGIT = 4;
export const MARK = 5;
export const STOP = 6;
export const BREAK = 7;
export const PICTURE = 8;

const table = new Uint8Array(0x10000);
const pictures = new Map<number, boolean>();

/** Class of the character of `text` at `index`; 0 past the end. */
export function classAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  if (code !== code) return 0;
  const known = table[code] as number;
  return known !== 0 ? known : classOfNew(text, index, code);
}

function classOfNew(text: string, index: number, code: number): number {
  if (code >= 0xd800 && code <= 0xdbff) return classOfPair(text.codePointAt(index) ?? code);
  const found = classify(String.fromCharCode(code));
  table[code] = found;
  return found;
}

function classOfPair(point: number): number {
  const known = pictures.get(point);
  if (known === true) return PICTURE;
  if (known === false) return LETTER;
  const found = classify(String.fromCodePoint(point));
  if ((found === PICTURE || found === LETTER) && pictures.size < 5_000)
    pictures.set(point, found === PICTURE);
  return found;
}

function classify(character: string): number {
  if (/^[!?.\n…]$/u.test(character)) return STOP;
  if (/^[,;:()"[\]{}–—]$/u.test(character)) return BREAK;
  if (/^\s$/u.test(character)) return SPACE;
  if (/^[\p{L}_]$/u.test(character)) return LETTER;
  if (/^\p{N}$/u.test(character)) return DIGIT;
  if (/^\p{M}$/u.test(character)) return MARK;
  if (/^\p{Extended_Pictographic}$/u.test(character)) return PICTURE;
  return OTHER;
}

/** FNV-1a, 32 bit: http://www.isthe.com/chongo/tech/comp/fnv/ */
export const HASH_START = 0x811c9dc5;
export function hashStep(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}
/** Spreads the bits of a hash (the finaliser of MurmurHash3, A. Appleby, public domain). Signed 32 bits. */
export function hashEnd(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
