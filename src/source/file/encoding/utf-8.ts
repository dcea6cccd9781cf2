/** UTF-8 with bytes among it that are none: nothing is lost, and the lines are known. */
import { windows1252 } from '../../../domain/windows-1252.ts';

/** Lines named in a note. */
const NAMED = 5;

/** Length of the sequence that a byte begins (RFC 3629); 0 for one that begins none. */
function lengthOf(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte < 0xe0) return 2;
  if (byte >= 0xe0 && byte < 0xf0) return 3;
  return byte >= 0xf0 && byte < 0xf5 ? 4 : 0;
}

/** How many bytes to the last whole character: a sequence that the end cuts stays for the next chunk. */
export function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    return lengthOf(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** How many bytes from `at` on make one character of UTF-8, and how many of it there are before it breaks off. */
function sequence(bytes: Uint8Array, at: number): { readonly length: number; readonly whole: boolean } {
  const first = bytes[at] ?? 0;
  const wanted = lengthOf(first);
  let length = wanted === 0 ? 0 : 1;
  while (length > 0 && length < wanted) {
    const next = bytes[at + length] ?? 0;
    // The second byte excludes overlong forms, surrogates and what lies beyond U+10FFFF.
    const low = length > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const high = length > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (next < low || next > high) return { length, whole: false };
    length += 1;
  }
  return { length, whole: length > 0 };
}

export interface MixedText {
  readonly text: string;
  /** Characters of more than one byte. */
  readonly valid: number;
  /** Places that are no UTF-8. */
  readonly invalid: number;
  /** Lines of those places, counted from 0 in these bytes; the first few. */
  readonly lines: readonly number[];
}

/**
 * Reads what is UTF-8 as such, a single byte that is none as Windows-1252, and a longer sequence that breaks off as U+FFFD.
 */
export function mixedText(bytes: Buffer): MixedText {
  const parts: string[] = [];
  const lines: number[] = [];
  let valid = 0;
  let invalid = 0;
  let line = 0;
  let from = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      if (byte === 10) line += 1;
      at += 1;
      continue;
    }
    const { length, whole } = sequence(bytes, at);
    if (whole) {
      valid += 1;
      at += length;
      continue;
    }
    invalid += 1;
    if (lines.length < NAMED && lines.at(-1) !== line) lines.push(line);
    if (from < at) parts.push(bytes.toString('utf8', from, at));
    parts.push(length > 1 ? '\ufffd' : windows1252(bytes.subarray(at, at + 1)));
    at += Math.max(1, length);
    from = at;
  }
  parts.push(bytes.toString('utf8', from));
  return { text: parts.join(''), valid, invalid, lines };
}

/** Where a file has bytes that are no characters. */
export class Strange {
  count = 0;
  readonly places: number[] = [];

  add(mixed: Pick<MixedText, 'invalid' | 'lines'>, line: number): void {
    this.count += mixed.invalid;
    for (const place of mixed.lines) this.#place(line + place);
  }

  lookFor(char: string, text: string, line: number): void {
    const at = text.indexOf(char);
    if (at < 0) return;
    this.count += 1;
    this.#place(line + (text.slice(0, at).match(/\n/g)?.length ?? 0));
  }

  #place(line: number): void {
    if (this.places.length <= NAMED && this.places.at(-1) !== line) this.places.push(line);
  }

  /** `line 7`, `lines 7, 9 and others`. */
  where(): string {
    const named = this.places.slice(0, NAMED);
    const more = this.places.length > NAMED ? ' and others' : '';
    return `${named.length === 1 && more === '' ? 'line' : 'lines'} ${named.join(', ')}${more}`;
  }
}
