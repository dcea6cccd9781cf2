/** From bytes to text: finds the encoding, and says where bytes did not fit. */
import { isAscii, isUtf8 } from 'node:buffer';
import { UserError } from '../../../domain/result.ts';
import { windows1252, withoutC1 } from '../../../domain/windows-1252.ts';
import { detectCharset, isIso2022Jp } from '../../../net/detect-charset.ts';
import type { Position } from '../row.ts';
import { encodingName } from './names.ts';
import { mixedText, Strange, wholeCharacters } from './utf-8.ts';
import { doubts } from './doubts.ts';

/** How the encoding was found: by a byte order mark, by the zero bytes of UTF-16, by what the bytes are, or it was given. */
export interface Encoding {
  readonly name: string;
  readonly how: 'mark' | 'zeros' | 'content' | 'given';
}

export interface DecodedText {
  readonly text: AsyncIterable<string>;
  /** Until a file's first byte that is no UTF-8, it counts as UTF-8. */
  readonly encoding: () => Encoding;
  /** What a person should know, as far as it was read. */
  readonly notes: () => string[];
}

const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['utf-32', [0xff, 0xfe, 0, 0]],
  ['utf-32', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
/** Bytes looked at for zeros. */
const LOOK = 4096;
/** Bytes judged before a file is read as another encoding than UTF-8. */
const JUDGED = 1 << 18;

const CHOOSE =
  'Say which encoding it has, for example --encoding windows-1251, windows-1254, macintosh, shift_jis or gb18030, or save it as UTF-8.';

/** The encoding that the zero bytes of ASCII characters show: text in UTF-8 or a one-byte encoding has none. */
function byZeros(head: Uint8Array): string | undefined {
  const places = [0, 0, 0, 0];
  const end = Math.min(LOOK, head.length) & ~3;
  for (let i = 0; i < end; i += 1) if (head[i] === 0) places[i & 3]! += 1;
  const [a = 0, b = 0, c = 0, d = 0] = places;
  const quarter = end / 4;
  const [low, high] = [Math.min(a, d), Math.max(a, d)];
  if (Math.min(b, c, high) > quarter * 0.9 && low < quarter * 0.9) return 'utf-32';
  // A file of a few characters is shorter than four bytes; two zeros in three places are no accident.
  if (b + d > 0 && b + d > (a + c) * 10 && b + d > end / 40) return 'utf-16le';
  if (a + c > 0 && a + c > (b + d) * 10 && a + c > end / 40) return 'utf-16be';
  return undefined;
}

/** The encoding of a file that begins with these bytes. Throws UserError for UTF-32. */
export function findEncoding(head: Uint8Array): Encoding {
  const marked = MARKS.find(([, mark]) => mark.every((byte, i) => head[i] === byte))?.[0];
  const found = marked ?? byZeros(head);
  if (found === 'utf-32')
    throw new UserError('The file is encoded in UTF-32, which is not read. Save it as UTF-8.');
  if (marked !== undefined) return { name: marked, how: 'mark' };
  return found === undefined ? { name: 'utf-8', how: 'content' } : { name: found, how: 'zeros' };
}

/** Text of bytes in an encoding of TextDecoder. Characters that are none are counted, never hidden. */
async function* decoded(
  chunks: AsyncIterable<Buffer>,
  name: string,
  strange: Strange,
  position: Position,
): AsyncGenerator<string> {
  if (name === 'windows-1252') {
    for await (const chunk of chunks) yield windows1252(chunk);
    return;
  }
  const decoder = new TextDecoder(name);
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    strange.lookFor('\ufffd', text, position.line);
    yield text;
  }
  const last = decoder.decode();
  strange.lookFor('\ufffd', last, position.line);
  yield last;
}

const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** UTF-8, and from the first byte on that is none what the bytes look like. Throws UserError where that is not clear. */
class Utf8OrOther {
  encoding: Encoding;
  c1 = 0;
  readonly strange = new Strange();
  #sawUtf8 = false;
  /** Of an encoding that is neither UTF-8 nor Windows-1252. */
  #decoder: InstanceType<typeof TextDecoder> | undefined;
  readonly #position: Position;

  constructor(encoding: Encoding, position: Position) {
    this.encoding = encoding;
    this.#position = position;
  }

  /** Whether the encoding of these bytes is to be found: they are the first that are not UTF-8. */
  isOpen(bytes: Buffer): boolean {
    if (this.#sawUtf8 || this.encoding.name !== 'utf-8' || this.encoding.how !== 'content') return false;
    if (isAscii(bytes)) return isIso2022Jp(bytes);
    if (isUtf8(bytes)) return false;
    const { invalid, valid } = mixedText(bytes);
    return invalid > valid;
  }

  /** Finds the encoding of the rest of the file, which begins with these bytes. */
  async find(bytes: Buffer): Promise<void> {
    const judged = bytes.subarray(0, JUDGED);
    const name = isIso2022Jp(judged) ? 'iso-2022-jp' : await detectCharset(judged);
    if (name !== 'windows-1252') {
      this.encoding = { name, how: 'content' };
      this.#decoder = new TextDecoder(name);
      return;
    }
    const doubt = doubts(windows1252(judged));
    if (doubt !== undefined)
      throw new UserError(`The file is not UTF-8, and read as Windows-1252 ${doubt}. ${CHOOSE}`);
    const { invalid, valid } = mixedText(judged);
    // A file that was put together of both keeps its characters of UTF-8.
    if (valid * 10 <= invalid) this.encoding = { name: 'windows-1252', how: 'content' };
  }

  text(bytes: Buffer): string {
    if (this.#decoder) return this.#other(this.#decoder.decode(bytes, { stream: true }));
    if (isAscii(bytes)) return bytes.toString('latin1');
    if (this.encoding.name === 'windows-1252') return windows1252(bytes);
    this.#sawUtf8 = true;
    if (isUtf8(bytes)) {
      // Decoding a stream is the faster way; these bytes end with a character.
      const text = UTF_8.decode(bytes, { stream: true });
      // C1 characters begin with this byte in UTF-8.
      return bytes.includes(0xc2) ? this.#cleaned(text) : text;
    }
    const mixed = mixedText(bytes);
    this.strange.add(mixed, this.#position.line);
    return this.#cleaned(mixed.text);
  }

  #other(text: string): string {
    this.strange.lookFor('\ufffd', text, this.#position.line);
    return text;
  }

  #cleaned(text: string): string {
    const clean = withoutC1(text);
    if (clean !== text) this.c1 += 1;
    return clean;
  }

  async *read(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
    let rest: Buffer = Buffer.alloc(0);
    let open = false;
    for await (const chunk of chunks) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      open ||= this.isOpen(bytes);
      if (open && bytes.length < JUDGED) {
        rest = bytes;
        continue;
      }
      if (open) await this.find(bytes);
      open = false;
      const end = this.#decoder ? bytes.length : wholeCharacters(bytes);
      rest = Buffer.from(bytes.subarray(end));
      yield this.text(bytes.subarray(0, end));
    }
    if (open) await this.find(rest);
    if (rest.length > 0) yield this.text(rest);
    if (this.#decoder) yield this.#other(this.#decoder.decode());
  }
}

const strangeNote = (name: string, strange: Strange) =>
  `Some bytes are no characters of ${name} (${strange.where()}); they are read as �.`;

/**
 * Decodes `chunks`, which begin with `head`, without their byte order mark.
 * Throws UserError for an unknown `given` encoding, for UTF-32, and for bytes whose encoding is not clear.
 */
export function decodeText(
  chunks: AsyncIterable<Buffer>,
  head: Uint8Array,
  position: Position,
  given?: string,
): DecodedText {
  const found: Encoding =
    given === undefined ? findEncoding(head) : { name: encodingName(given), how: 'given' };
  if (found.name !== 'utf-8') {
    const strange = new Strange();
    return {
      text: decoded(chunks, found.name, strange, position),
      encoding: () => found,
      notes: () => (strange.places.length === 0 ? [] : [strangeNote(found.name, strange)]),
    };
  }
  const utf8 = new Utf8OrOther(found, position);
  return {
    text: utf8.read(chunks),
    encoding: () => utf8.encoding,
    notes: () => {
      const notes = [];
      const { name } = utf8.encoding;
      const is1252 = name === 'windows-1252';
      if (is1252)
        notes.push(
          `The file is not UTF-8; it was read as Windows-1252. If letters look wrong, say which encoding it has: --encoding macintosh, for example.`,
        );
      else if (name !== 'utf-8')
        notes.push(
          `The file is not UTF-8; by its letters it was assumed to be ${name}. If letters look wrong, say which encoding it has, for example --encoding windows-1252.`,
        );
      if (utf8.strange.places.length > 0 && !is1252 && name !== 'utf-8')
        notes.push(strangeNote(name, utf8.strange));
      else if (utf8.strange.places.length > 0)
        notes.push(
          `Some bytes are not UTF-8 (${utf8.strange.count} of them, ${utf8.strange.where()}). They were read as Windows-1252, or as � where a character was cut.`,
        );
      if (utf8.c1 > 0)
        notes.push(
          'Control characters from a wrong conversion were read as the quotes and dashes they were.',
        );
      return notes;
    },
  };
}
