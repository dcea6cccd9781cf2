/** Which words of a text are parts of links and handles. */
import { HANGUL, LETTER, LONE } from './letters.ts';
import { createReader, type Words } from './words.ts';

/** Running text. */
export const TEXT = 0;
/** The one word that is a handle's whole name, as in `@spotify` and `@spotify.bsky.social`. */
export const NAME = 1;
/** A part of a longer handle, as in `@spotify_fan`. */
export const HANDLE = 2;
/** The host of a link, with its scheme; the domain of a handle. */
export const HOST = 3;
export const PATH = 4;
/** What follows `?` or `#` in a link. */
export const QUERY = 5;

export const DOT = 0x2e;
export const HYPHEN = 0x2d;
export const UNDERSCORE = 0x5f;
export const AT = 0x40;
export const HASH = 0x23;
const SLASH = 0x2f;
const COLON = 0x3a;
const QUESTION = 0x3f;

/** Whether a sign follows without a space. */
export function signJoined(words: Words, at: number, sign: number): boolean {
  return at < words.count && words.joined[at] === 1 && words.sign[at] === sign;
}

/** Whether a word follows without a space: letters or digits, in scripts without spaces one letter. */
export function wordJoined(words: Words, at: number): boolean {
  return at < words.count && words.joined[at] === 1 && hasLetters(words, at);
}

function hasLetters(words: Words, at: number): boolean {
  const kind = words.kind[at];
  return kind === LETTER || kind === HANGUL || kind === LONE;
}

/** Fills `zone` for every word. A link needs a scheme, `www.`, or a slash after a dotted name; linear in time. */
export function findZones(words: Words, zone: Uint8Array): void {
  let state = TEXT;
  let i = 0;
  while (i < words.count) {
    if (words.joined[i] === 0) state = TEXT;
    const sign = words.sign[i]!;
    if (isSchemeEnd(words, i)) {
      if (i > 0 && state === TEXT) zone[i - 1] = HOST;
      state = HOST;
      for (const end = i + 3; i < end; i += 1) zone[i] = HOST;
      continue;
    }
    if (state === TEXT && sign === AT && !afterWord(words, i)) {
      i = markHandle(words, zone, i);
      continue;
    }
    if (state === TEXT && words.kind[i] === LETTER && !afterWord(words, i)) {
      const end = bareHostEnd(words, i);
      if (end > 0) state = HOST;
      else {
        for (const past = i - end; i < past; i += 1) zone[i] = TEXT;
        continue;
      }
    }
    if (state === HOST && sign === SLASH) state = PATH;
    if (state >= HOST && (sign === QUESTION || sign === HASH)) state = QUERY;
    zone[i] = state;
    i += 1;
  }
}

function isSchemeEnd(words: Words, at: number): boolean {
  return signJoined(words, at, COLON) && signJoined(words, at + 1, SLASH) && signJoined(words, at + 2, SLASH);
}

/** Whether a word or part of one precedes without a space: this is the middle of a name or an address. */
export function afterWord(words: Words, at: number): boolean {
  if (at === 0 || words.joined[at] === 0) return false;
  if (words.kind[at - 1] === LETTER) return true;
  const sign = words.sign[at - 1]!;
  const binds = sign === UNDERSCORE || sign === DOT || sign === HYPHEN;
  return binds && at > 1 && words.joined[at - 1] === 1 && words.kind[at - 2] === LETTER;
}

/** Marks `@name`, `@name.domain` or `@name@domain` from `at`; returns where it ends. */
function markHandle(words: Words, zone: Uint8Array, at: number): number {
  const end = labelEnd(words, at + 1);
  const whole = end === at + 2 && words.kind[at + 1] === LETTER;
  zone[at] = TEXT;
  for (let i = at + 1; i < end; i += 1) zone[i] = whole ? NAME : HANDLE;
  let past = end;
  const startsDomain = signJoined(words, past, AT) && wordJoined(words, past + 1);
  if (end > at + 1 && startsDomain) past = labelEnd(words, past + 1);
  while (past > at + 1 && signJoined(words, past, DOT) && wordJoined(words, past + 1))
    past = labelEnd(words, past + 1);
  for (let i = end; i < past; i += 1) zone[i] = HOST;
  return past;
}

/** End of a run of words, `_` and `-`. */
function labelEnd(words: Words, from: number): number {
  let i = from;
  while (
    i < words.count &&
    words.joined[i] === 1 &&
    (words.kind[i] === LETTER || words.sign[i] === UNDERSCORE || words.sign[i] === HYPHEN)
  )
    i += 1;
  return i;
}

/** End of a host that starts at a word; minus the length of what was looked at when it is none. */
function bareHostEnd(words: Words, from: number): number {
  let i = labelEnd(words, from + 1);
  let dots = 0;
  while (signJoined(words, i, DOT) && wordJoined(words, i + 1)) {
    dots += 1;
    i = labelEnd(words, i + 1);
  }
  const host = dots > 0 && (signJoined(words, i, SLASH) || words.low[from] === WWW);
  return host ? i : from - i;
}

/** Words are compared by hash. */
const WWW = createReader()('www').low[0];
