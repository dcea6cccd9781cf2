/**
 * The encoding of bytes that are not UTF-8 and say nothing of themselves. jschardet finds it by the frequencies of pairs of
 * bytes in 48 languages; what it finds is believed only where the letters make words. Windows-1252 is by far the most
 * frequent, and a few bytes of it (’, é, €) look like any encoding: it stays the answer where the others have little to show.
 */
import { windows1252 } from '../domain/windows-1252.ts';

/** Names by which jschardet knows encodings that people used for posts and feeds, and those of TextDecoder. */
const ENCODINGS: Readonly<Record<string, string>> = {
  big5: 'big5',
  big5hkscs: 'big5',
  'euc-jp': 'euc-jp',
  'euc-kr': 'euc-kr',
  cp949: 'euc-kr',
  gb18030: 'gb18030',
  shift_jis: 'shift_jis',
  cp932: 'shift_jis',
  'koi8-r': 'koi8-r',
  'koi8-u': 'koi8-u',
  cp866: 'ibm866',
  ibm866: 'ibm866',
  'windows-1250': 'windows-1250',
  'windows-1251': 'windows-1251',
  'windows-1252': 'windows-1252',
  'windows-1253': 'windows-1253',
  'windows-1254': 'windows-1254',
  'windows-1255': 'windows-1255',
  'windows-1256': 'windows-1256',
  'windows-1257': 'windows-1257',
  'windows-1258': 'windows-1258',
  cp1258: 'windows-1258',
  cp874: 'windows-874',
  'iso-8859-2': 'iso-8859-2',
  'iso-8859-5': 'iso-8859-5',
  'iso-8859-6': 'iso-8859-6',
  'iso-8859-7': 'iso-8859-7',
  'iso-8859-8': 'iso-8859-8',
  macroman: 'macintosh',
};
const ASKED = { detectEncodings: Object.keys(ENCODINGS) };
const WESTERN = 'windows-1252';
/** Encodings of Windows that hold nearly all of an older one: a later quote or dash is a character only in them. */
const WIDER: Readonly<Record<string, string>> = {
  'iso-8859-2': 'windows-1250',
  'iso-8859-6': 'windows-1256',
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
};
/** They share most letters with Windows-1252. */
const LATIN = /^(?:windows-125[0478]|iso-8859-2|macintosh)$/;
/** Bytes that are looked at: 40 ms of computing at most, and 30 sentences in any language. */
const LOOK = 16_384;

/** The lines and pieces of markup that have bytes beyond ASCII, up to LOOK bytes. No encoding has LF, < or > inside a letter. */
function linesBeyondAscii(bytes: Uint8Array): Buffer {
  const parts: Uint8Array[] = [];
  let size = 0;
  let from = 0;
  let high = false;
  for (let at = 0; at <= bytes.length && size < LOOK; at += 1) {
    const byte = bytes[at];
    if (byte !== undefined && byte !== 0x0a && byte !== 0x3c && byte !== 0x3e) {
      high ||= byte >= 0x80;
      continue;
    }
    if (high) {
      const part = bytes.subarray(from, Math.min(at + 1, from + LOOK - size));
      parts.push(part);
      size += part.length;
    }
    from = at + 1;
    high = false;
  }
  return Buffer.concat(parts);
}

const count = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

/** Signs that stand between small letters, where Windows-1252 has no business to be. */
const INSIDE = /(?<=[a-z])[\x81\x8d\x8f\x90\x9d€‚ƒ„†‡ˆ‰Š‹ŒŽ˜™›Ÿ¡-¬®-³µ¶¸-Þ](?=[a-z])/g;
const AFTER_LETTER = /(?<=\p{L})[^\p{L}](?!\p{L}*\d)/gu;

/** Whether a text in Latin letters is rather `text` than `western`, both read from the same bytes. */
function isOtherLatin(text: string, western: string, encoding: string): boolean {
  if (encoding === 'macintosh') return count(western, INSIDE) > 1;
  let different = 0;
  for (let i = 0; i < text.length; i += 1) if (text[i] !== western[i]) different += 1;
  if (different > 2) return true;
  // A sign behind a letter that is a letter in the other encoding is worth more than a letter for a letter.
  const letters = [...western.matchAll(AFTER_LETTER)].filter((sign) => /\p{L}/u.test(text[sign.index] ?? ''));
  return letters.length > 1;
}

/** Whether the letters beyond ASCII make words of their own; misread, they stand among Latin letters, or alone. */
function hasOwnWords(text: string): boolean {
  let own = 0;
  let mixed = 0;
  for (const word of text.match(/[\p{L}\p{M}]+/gu) ?? []) {
    const others = count(word, /[^\x00-\x7f]/g);
    if (others === 0) continue;
    if (/\p{Script=Latin}/u.test(word)) mixed += 1;
    else if (others > 1 || /[\u2e80-\uffef]/.test(word)) own += 1;
  }
  return own > mixed * 4;
}

// The last character may be cut.
const decode = (bytes: Buffer, encoding: string) => new TextDecoder(encoding).decode(bytes, { stream: true });

/** Whether `bytes` are a text in `encoding`: few bytes that are no characters, no controls, words. */
function fits(bytes: Buffer, encoding: string): boolean {
  const text = decode(bytes, encoding);
  const beyond = count(text, /[^\x00-\x7f]/g);
  if (count(text, /[\ufffd\x80-\x9f\ue000-\uf8ff]/g) * 50 > beyond) return false;
  return LATIN.test(encoding) ? isOtherLatin(text, windows1252(bytes), encoding) : hasOwnWords(text);
}

/** ISO-2022-JP is ASCII with escapes, so that it counts as UTF-8 elsewhere. */
export function isIso2022Jp(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return head.includes('\x1b$B') || head.includes('\x1b$@');
}

/** The encoding, by its name for TextDecoder, of bytes that are not UTF-8; `windows-1252` where nothing shows another. */
export async function detectCharset(bytes: Uint8Array): Promise<string> {
  const some = linesBeyondAscii(bytes);
  if (some.length === 0) return WESTERN;
  // It unpacks 50 MB of tables; most installations never need them.
  const { detect } = await import('jschardet');
  const found = ENCODINGS[detect(some, ASKED).encoding?.toLowerCase() ?? ''] ?? WESTERN;
  if (found === WESTERN || !fits(some, found)) return WESTERN;
  const wider = WIDER[found];
  return wider !== undefined && decode(some, wider) === decode(some, found) ? wider : found;
}
