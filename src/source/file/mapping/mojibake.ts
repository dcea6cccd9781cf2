/**
 * Undoes UTF-8 that some program read as Windows-1252 or Latin-1 and wrote again: `donâ€™t`, `cafÃ©`. Exports of Facebook and
 * Instagram write all letters so; many tables have been through it. The way back is unambiguous: the letters as bytes are
 * valid UTF-8, which ordinary text is not. Source: the rules of ftfy (R. Speer, 2019), without its guesses.
 */
import { windows1252 } from '../../../domain/windows-1252.ts';

/** The bytes of the letters that Windows-1252 has where Latin-1 has controls. */
const HIGH = new Map(
  Array.from({ length: 32 }, (_, i) => [windows1252(Buffer.of(0x80 + i)), 0x80 + i] as const),
);
/** The first byte of a letter of several bytes, read as a letter of its own, and a letter that may be the next byte. */
const SIGN = /[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/u;
const decoder = new TextDecoder('utf-8', { fatal: true });

function byteOf(char: string): number | undefined {
  const code = char.codePointAt(0)!;
  return code <= 0xff ? code : HIGH.get(char);
}

/** The text as it was; itself where its letters are not bytes of UTF-8. Linear in its length. */
export function undoMojibake(text: string): string {
  if (!SIGN.test(text)) return text;
  const bytes = new Uint8Array(text.length);
  let length = 0;
  for (const char of text) {
    const byte = byteOf(char);
    if (byte === undefined) return text;
    bytes[length] = byte;
    length += 1;
  }
  try {
    return decoder.decode(bytes.subarray(0, length));
  } catch {
    return text;
  }
}
