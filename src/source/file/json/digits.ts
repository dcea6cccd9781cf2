/** JSON from outside, with every digit of its numbers. */
import { parseJson } from '../../../domain/parse-json.ts';

const LONG = /\d{16,}/g;
const BEFORE = /[:,[\s-]/;
const AFTER = /[,\]}\s]/;

/** Finds whether places of a text, asked from left to right, lie in a string. */
class Strings {
  readonly #text: string;
  /** The string that was found last. */
  #open = -1;
  #close = -1;

  constructor(text: string) {
    this.#text = text;
  }

  holds(place: number): boolean {
    while (this.#close < place) {
      const open = this.#text.indexOf('"', this.#close + 1);
      this.#open = open < 0 ? Number.POSITIVE_INFINITY : open;
      const close = open < 0 ? -1 : endOfString(this.#text, open + 1);
      this.#close = close < 0 ? Number.POSITIVE_INFINITY : close;
    }
    return this.#open < place;
  }
}

/** Where the string that goes on at `from` ends; -1 where it does not. */
export function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (at - slashes > from && text[at - slashes - 1] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

/** The text with every whole number beyond 2^53 as a string of its digits. */
function keepDigits(text: string): string {
  const strings = new Strings(text);
  const parts: string[] = [];
  let kept = 0;
  for (const match of text.matchAll(LONG)) {
    const end = match.index + match[0].length;
    const minus = text[match.index - 1] === '-' ? 1 : 0;
    const start = match.index - minus;
    if (Number.isSafeInteger(Number(match[0]))) continue;
    if (!BEFORE.test(text[start - 1] ?? ' ') || !AFTER.test(text[end] ?? ' ') || strings.holds(start))
      continue;
    parts.push(text.slice(kept, start), `"${text.slice(start, end)}"`);
    kept = end;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(kept);
}

/** Python writes these for numbers that are none. */
const NO_NUMBER = /([:,[]\s*)(?:NaN|-?Infinity)(?=\s*[,\]}])/g;

function withoutNaN(text: string): string {
  const strings = new Strings(text);
  return text.replace(NO_NUMBER, (whole, before: string, at: number) =>
    strings.holds(at + before.length) ? whole : `${before}null`,
  );
}

function isExact(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  for (const own of Object.values(value))
    if (typeof own === 'number' && Number.isInteger(own) && !Number.isSafeInteger(own)) return false;
  return true;
}

/**
 * As `JSON.parse`; whole numbers beyond 2^53 are strings of their digits, NaN is null, and what lies too deep is left out.
 * Throws SyntaxError.
 */
export function parseDigits(text: string): unknown {
  // One flat object shows its numbers itself.
  const isFlat = text.indexOf('{', text.indexOf('{') + 1) < 0 && !text.includes('[');
  if (!isFlat && /\d{16}/.test(text)) return parseLoosely(keepDigits(text));
  const value = parseLoosely(text);
  return isFlat && !isExact(value) ? parseLoosely(keepDigits(text)) : value;
}

function parseLoosely(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const clean = withoutNaN(text);
    if (clean === text) throw error;
    return parseJson(clean);
  }
}
