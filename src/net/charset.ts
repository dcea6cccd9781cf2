/**
 * Which characters the bytes of an answer are. In the order of RFC 7303 section 3 and the WHATWG's "determining the
 * character encoding": a byte order mark, the header, the prolog of XML, `meta` of HTML, and without any of them UTF-8
 * where that fits, otherwise what the bytes look like. Names of encodings are those of encoding.spec.whatwg.org and what sites write
 * in their place. What is named wrongly is not believed: UTF-16 without a zero byte, ASCII with other bytes, UTF-8 in
 * which no character is right.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import { windows1252 } from '../domain/windows-1252.ts';
import { detectCharset, isIso2022Jp } from './detect-charset.ts';

const WESTERN = 'windows-1252';
/** Where `meta` and the prolog are looked for; the standard asks for 1,024 bytes. */
const HEAD_BYTES = 4_096;

const OTHER_NAMES: Readonly<Record<string, string>> = {
  utf8mb4: 'utf-8',
  utf: 'utf-8',
  unicode: 'utf-16',
  'ucs-2': 'utf-16',
  ucs2: 'utf-16',
  utf16: 'utf-16',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  ucs4: 'utf-32',
  'ucs-4': 'utf-32',
  utf32: 'utf-32',
  'latin-1': WESTERN,
  koi8r: 'koi8-r',
  koi8u: 'koi8-u',
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  cp65001: 'utf-8',
};

/** Encodings in which every byte from 0x80 on is a character, so that UTF-8 by chance is next to impossible. */
const SINGLE_BYTE = /^(?:windows-|iso-8859-|koi8-|macintosh|x-mac|ibm866)/;

/** The name by which `TextDecoder` knows it, or `utf-32…`, `us-ascii`; undefined for an unknown name. */
export function encodingOf(label: string): string | undefined {
  const name = label.trim().toLowerCase().replaceAll(/["']/g, '');
  if (/^(?:us-?)?ascii$|^ansi_x3/.test(name)) return 'us-ascii';
  const spelt = name.replace(/_/g, '-').replace(/^x-(?=sjis|gbk|euc)/, '');
  const windows = /^(?:win|windows|cp|ms|x-cp)-?(125\d|874)$/.exec(spelt)?.[1];
  const iso = /^iso-?8859-?(\d{1,2})$/.exec(spelt)?.[1];
  const guess = windows ? `windows-${windows}` : iso ? `iso-8859-${iso}` : (OTHER_NAMES[spelt] ?? spelt);
  if (/^utf-(?:16|32)(?:le|be)?$/.test(guess)) return guess;
  return known(guess) ?? known(name);
}

function known(name: string): string | undefined {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}

function utf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const out: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, little);
    const is = point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
    out.push(String.fromCodePoint(is ? point : 0xfffd));
  }
  return out.join('').replace(/^\ufeff/, '');
}

function read(bytes: Uint8Array, encoding: string): string {
  if (encoding.startsWith('utf-32')) return utf32(bytes, encoding.endsWith('le'));
  return encoding === WESTERN ? windows1252(bytes) : new TextDecoder(encoding).decode(bytes);
}

function markOf(b: Uint8Array): string | undefined {
  if (b[0] === 0xef && b[1] === 0xbb && b[2] === 0xbf) return 'utf-8';
  if (b[0] === 0xff && b[1] === 0xfe) return b[2] === 0 && b[3] === 0 ? 'utf-32le' : 'utf-16le';
  if (b[0] === 0xfe && b[1] === 0xff) return 'utf-16be';
  return b[0] === 0 && b[1] === 0 && b[2] === 0xfe && b[3] === 0xff ? 'utf-32be' : undefined;
}

/** By where its first two characters, which are ASCII in XML, HTML and JSON, have zero bytes (XML 1.0 appendix F). */
function zerosOf(b: Uint8Array): string | undefined {
  if (b.length < 4) return undefined;
  const zero = Array.from(b.subarray(0, 4), (byte) => (byte === 0 ? '0' : 'x')).join('');
  return { x0x0: 'utf-16le', '0x0x': 'utf-16be', x000: 'utf-32le', '000x': 'utf-32be' }[zero];
}

const PROLOG = /^\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*["']([^"'>]{1,40})["']/i;
const META =
  /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([^"'\s/>;]{1,40})|<meta\s[^>]{0,300}?content\s*=\s*["'][^"'>]{0,100}?charset\s*=\s*([^"'\s;>]{1,40})/i;
const HEADER = /charset\s*=\s*["']?\s*([^"';,\s]{1,40})/i;

/** What the document says of itself; UTF-16 and UTF-32 are no answer, because the statement could be read as ASCII. */
function statedIn(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES)).toString('latin1');
  const meta = META.exec(head);
  const label = PROLOG.exec(head)?.[1] ?? meta?.[1] ?? meta?.[2];
  const encoding = label === undefined ? undefined : encodingOf(label);
  return encoding !== undefined && /^utf-(?:16|32)/.test(encoding) ? 'utf-8' : encoding;
}

/** Whether more characters beyond ASCII are right UTF-8 than wrong: single wrong bytes are damage, not an encoding. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  let right = 0;
  let wrong = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at]!;
    if (lead < 0x80) continue;
    const size = lead < 0xc2 || lead > 0xf4 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let next = 1;
    while (next < size && (bytes[at + next]! & 0xc0) === 0x80) next += 1;
    if (size === 1 || next < size) wrong += 1;
    else right += 1;
    at += next - 1;
  }
  return right > wrong;
}

/** Whether the bytes can be what they are called. */
function fits(bytes: Uint8Array, encoding: string): boolean {
  if (encoding === 'us-ascii') return false;
  if (encoding === 'utf-8') return isUtf8(bytes) || isMostlyUtf8(bytes);
  return !/^utf-(?:16|32)/.test(encoding);
}

/**
 * The encoding that an answer names or shows; undefined where it names none and is not UTF-8. `contentType` is its header. An encoding of single bytes that the header names is overruled
 * where the document says UTF-8 and is.
 */
export function charsetOf(bytes: Uint8Array, contentType = ''): string | undefined {
  const wide = markOf(bytes) ?? zerosOf(bytes);
  if (wide !== undefined) return wide;
  const utf8 = isUtf8(bytes);
  // RFC 8259 section 8.1: JSON is UTF-8.
  if (utf8 && /\bjson\b/i.test(contentType)) return 'utf-8';
  const label = HEADER.exec(contentType)?.[1];
  const header = label === undefined ? undefined : encodingOf(label);
  const own = statedIn(bytes);
  if (header && fits(bytes, header)) {
    const misled = utf8 && own === 'utf-8' && SINGLE_BYTE.test(header);
    return misled ? 'utf-8' : header;
  }
  if (own && fits(bytes, own)) return own;
  if (label === undefined && own === undefined && isAscii(bytes) && isIso2022Jp(bytes)) return 'iso-2022-jp';
  return utf8 || isMostlyUtf8(bytes) ? 'utf-8' : undefined;
}

/** The text of an answer, without a byte order mark. Linear time. */
export async function decodeAnswer(bytes: Uint8Array, contentType?: string): Promise<string> {
  return read(bytes, charsetOf(bytes, contentType) ?? (await detectCharset(bytes)));
}
