/** Normalises text for scoring, and maps offsets back to the given text. */
import { APOSTROPHES, DOUBLE_QUOTES } from '../domain/typography.ts';

/** Longer texts are cut here, since wink-nlp takes superlinear time. UTF-16 units. */
export const MAX_TEXT = 10_000;
/** A space is inserted after this many units without one. */
const MAX_RUN = 64;
/** Combining marks kept per letter; more are decoration. */
const MAX_MARKS = 2;
/** Input units read; enough to fill `MAX_TEXT` even from a text full of combining marks. */
const MAX_INPUT = 4 * MAX_TEXT;

/** NFC and the inserted spaces make a text at most this many times longer (Unicode UAX 15). */
const MAX_GROWTH = 4;

interface Normalised {
  readonly text: string;
  /** `starts[i]` and `ends[i]` are the range of unit i in the given text; both are null if all offsets are equal. */
  readonly starts: Uint32Array | null;
  readonly ends: Uint32Array | null;
}

const CLUSTER = /[\u1100-\u11ff]+|\P{M}\p{M}*|\p{M}+/gsu;
const DROPPED =
  /[\p{Cc}\p{Cs}\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\uffff\u{e0000}-\u{e0fff}]/gu;
const MARKS = /\p{M}/u;
const SPACE = /\s/u;
/** Disguised letters: full-width forms and mathematical alphabets. */
const COSTUME = /[\uff01-\uff5e\u{1d400}-\u{1d7ff}]/u;
const QUOTES: Readonly<Record<string, string>> = { ...APOSTROPHES, ...DOUBLE_QUOTES };

/**
 * Cuts, composes (NFC), straightens quotes, drops control characters, direction marks and surplus combining marks, and
 * breaks long runs. NFC and NFD forms of a text give the same `text`.
 */
export function normalise(given: string): Normalised {
  const plain = given.length <= MAX_TEXT ? readPlain(given) : undefined;
  if (plain !== undefined) return { text: plain, starts: null, ends: null };
  return rewrite(given.length > MAX_INPUT ? given.slice(0, MAX_INPUT) : given);
}

/** Maps the half-open range [start, end) of the normalised text to the given text. */
export function givenSpan(normalised: Normalised, start: number, end: number): [number, number] {
  const { starts, ends } = normalised;
  if (starts === null || ends === null || end <= start) return [start, end];
  return [starts[start] ?? 0, ends[end - 1] ?? 0];
}

/**
 * Fast path for texts, as nearly all posts are, in which each character maps to exactly one; undefined for any other
 * text.
 */
function readPlain(given: string): string | undefined {
  let run = 0;
  let quoted = false;
  for (let i = 0; i < given.length; i += 1) {
    const code = given.charCodeAt(i);
    if (code === 0x20 || code === 10) run = 0;
    else {
      run += 1;
      if (run > MAX_RUN) return undefined;
      if (code > 0x20 && code < 0x7f) {
        if (code === 0x60) quoted = true;
      } else if (isQuote(code)) quoted = true;
      else if (isFace(code, given.charCodeAt(i + 1))) {
        i += 1;
        run += 1;
      } else if (!standsForItself(code)) return undefined;
    }
  }
  return quoted ? given.replace(CURLY, (quote) => QUOTES[quote] as string) : given;
}

const CURLY = new RegExp(`[${Object.keys(QUOTES).join('')}]`, 'g');

function isQuote(code: number): boolean {
  return (
    (code >= 0x2018 && code <= 0x201e && code !== 0x201a) || code === 0xb4 || code === 0xab || code === 0xbb
  );
}

/** Both surrogates of an emoji in the common blocks. */
function isFace(high: number, low: number): boolean {
  return (
    (high === 0xd83d || high === 0xd83e || (high === 0xd83c && low < 0xdff0)) &&
    low >= 0xdc00 &&
    low <= 0xdfff
  );
}

/** Letters that NFC leaves unchanged, dashes, the ellipsis, the euro sign. */
function standsForItself(code: number): boolean {
  if (code >= 0xa1 && code <= 0x17f) return code !== 0xad;
  return code === 0x2013 || code === 0x2014 || code === 0x2026 || code === 0x20ac;
}

function rewrite(given: string): Normalised {
  const room = Math.min(MAX_TEXT, MAX_GROWTH * given.length);
  const starts = new Uint32Array(room);
  const ends = new Uint32Array(room);
  const out: string[] = [];
  let length = 0;
  let run = 0;
  let runIsLink = false;

  for (const match of given.matchAll(CLUSTER)) {
    const cluster = match[0];
    const piece = readCluster(cluster);
    if (piece === '') continue;
    const from = match.index;
    if (SPACE.test(piece)) {
      run = 0;
    } else {
      if (run === 0) runIsLink = given.startsWith('http', from) || given.startsWith('www.', from);
      run += piece.length;
      if (run > MAX_RUN && runIsLink) continue;
      if (run > MAX_RUN) {
        if (length + 1 > MAX_TEXT) break;
        starts[length] = from;
        ends[length] = from;
        out.push(' ');
        length += 1;
        run = piece.length;
      }
    }
    if (length + piece.length > MAX_TEXT) break;
    for (let i = 0; i < piece.length; i += 1) {
      starts[length + i] = from;
      ends[length + i] = from + cluster.length;
    }
    out.push(piece);
    length += piece.length;
  }
  return { text: out.join(''), starts: starts.subarray(0, length), ends: ends.subarray(0, length) };
}

/** A letter with its marks, normalised; '' if all of it is dropped. */
function readCluster(cluster: string): string {
  if (cluster.length === 1) {
    const code = cluster.charCodeAt(0);
    if (code > 0x20 && code < 0x7f && code !== 0x60) return cluster;
    if (code === 0x20 || code === 9) return ' ';
    if (code >= 10 && code <= 13) return '\n';
  }
  const quote = QUOTES[cluster];
  if (quote !== undefined) return quote;
  let text = cluster.normalize('NFC').replace(DROPPED, '');
  if (COSTUME.test(text)) text = text.normalize('NFKC');
  if (text !== '' && text.trim() === '') return ' ';
  return text.length > 2 ? trimMarks(text) : text;
}

function trimMarks(text: string): string {
  let marks = 0;
  let kept = '';
  for (const point of text) {
    if (MARKS.test(point)) {
      marks += 1;
      if (marks > MAX_MARKS) continue;
    }
    kept += point;
  }
  return kept;
}
