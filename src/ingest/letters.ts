/**
 * What a character is for matching, and what it is folded to. Folding is Unicode's compatibility caseless matching
 * (The Unicode Standard, D146: NFKD and case folding), character by character, without accents.
 */

import { APOSTROPHES, DASHES } from '../domain/typography.ts';

export const BLANK = 1;
/** Ignored: zero-width characters, accents. */
export const DROPPED = 2;
export const LETTER = 3;
/** A letter of a script without spaces between words (Japanese, Chinese, Thai …). */
export const LONE = 4;
/** First letter of a Korean syllable; particles follow a Korean word without a space. */
export const HANGUL = 5;
/** Belongs to the character before it. */
export const MARK = 6;
export const SIGN = 7;
/** An emoji or the like: a word of its own between any characters. */
export const PICTURE = 8;
/** Folds to several characters, or is half of a pair: ask `manyOf`. */
export const MANY = 9;

/**
 * Kind of each code point; 0 until it is met. Kinds below MANY fold to `foldedPoint`. Every code point has a place, so that
 * each is worked out once in a process, whatever texts bring; those that fold to several are few.
 */
export const pointKind = new Uint8Array(0x110000);
export const foldedPoint = new Uint32Array(0x110000);

const SAME: Readonly<Record<string, string>> = {
  ...APOSTROPHES,
  ...DASHES,
  // NFKD would make letters of these and "Spotify™" another word.
  '™': '™',
  '℠': '℠',
};
/** Accents and what encloses a letter; marks that tell letters apart in other scripts stay. */
const ACCENT = /[\u0300-\u036f\u20d0-\u20f0]/g;
const UNSEEN = /^[\u0300-\u036f\u20d0-\u20f0\p{Default_Ignorable_Code_Point}]$/u;
const UNSPACED =
  /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]$/u;
/** Not assigned, or for private use. */
const UNUSED = /^[\p{Cn}\p{Co}]$/u;
const ACCENTED = /[\u0300-\u036f\u20d0-\u20f0]/;
const EMOJI = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{So}]$/u;
const WORD = /^[\p{L}\p{N}]$/u;

/** One character, a blessing in Arabic, is a whole sentence of eighteen to NFKD; a text of them would be slow. */
const LONGEST = 8;
const many = new Map<number, readonly number[]>();

/** Kind of a code point that was not met before; fills the tables. */
export function learn(point: number): number {
  const fold = makeFold(point);
  const single = fold.length === 2;
  pointKind[point] = single ? (fold[0] as number) : MANY;
  foldedPoint[point] = single ? (fold[1] as number) : 0;
  if (!single) many.set(point, fold);
  return pointKind[point] as number;
}

/** Where all assigned characters but ideographs end: the first two planes. */
const USUAL_END = 0x20000;
const STEP = 256;

/**
 * Meets the characters of the first two planes, some at each step of the iteration: a text of characters that were never
 * met takes ten times as long as the next one. All of it takes half a second.
 */
export function* learnUsual(): Generator<void> {
  for (let point = 0; point < USUAL_END; point += 1) {
    if (pointKind[point] === 0) learn(point);
    if (point % STEP === 0) yield;
  }
}

/** What a code point of kind MANY folds to: kind, code point, kind, code point … */
export function manyOf(point: number): readonly number[] {
  return many.get(point) ?? [];
}

/** What any code point folds to, in the same form. A lone surrogate is a sign. */
export function foldOf(point: number): readonly number[] {
  const kind = pointKind[point] || learn(point);
  return kind === MANY ? manyOf(point) : [kind, foldedPoint[point] as number];
}

/** Ideographs that fold to themselves; compatibility ideographs do not. */
function isPlainHan(point: number): boolean {
  return (
    (point >= 0x3400 && point <= 0x4dbf) ||
    (point >= 0x4e00 && point <= 0x9fff) ||
    (point >= 0x20000 && point <= 0x2a6df)
  );
}

/** A syllable as its two or three letters (The Unicode Standard, 3.12). */
function hangul(point: number): number[] {
  const at = point - 0xac00;
  const last = at % 28;
  const letters = [HANGUL, 0x1100 + Math.floor(at / 588), MARK, 0x1161 + Math.floor((at % 588) / 28)];
  return last === 0 ? letters : [...letters, MARK, 0x11a7 + last];
}

function makeFold(point: number): number[] {
  if (isPlainHan(point)) return [LONE, point];
  if (point >= 0xac00 && point <= 0xd7a3) return hangul(point);
  const character = String.fromCodePoint(point);
  if (UNSEEN.test(character)) return [DROPPED, point];
  if (UNUSED.test(character)) return [kindOf(character), point];
  const folded = SAME[character] ?? (isLoneJamo(point) ? character : fold(character));
  return Array.from(folded).flatMap((part) => [kindOf(part), part.codePointAt(0) as number]);
}

/** Upper and lower case in turn is full case folding: ß, ẞ and SS become ss, both small sigmas σ. */
function fold(character: string): string {
  if (/^\s$/u.test(character)) return ' ';
  if (character.toLowerCase() === character && character.toUpperCase() === character) {
    if (character.normalize('NFKD') === character && !ACCENTED.test(character)) return character;
  }
  const bare = character.normalize('NFKD').replace(ACCENT, '').toLowerCase();
  const folded = bare.toUpperCase().toLowerCase().normalize('NFKD').replace(ACCENT, '');
  if (folded.length > LONGEST) return character;
  if (folded.trim() !== '') return folded;
  // NFKD makes a lone accent a space with an accent; here it is a sign.
  const alone = character.normalize('NFD').replace(ACCENT, '');
  return SAME[alone] ?? alone;
}

/** ㅋ and ㅠ are laughter and tears, no parts of a syllable. */
function isLoneJamo(point: number): boolean {
  return (point >= 0x3131 && point <= 0x318e) || (point >= 0xffa1 && point <= 0xffdc);
}

function kindOf(character: string): number {
  const point = character.codePointAt(0) as number;
  if (/^\s$/u.test(character)) return BLANK;
  if (UNSEEN.test(character)) return DROPPED;
  if ((point >= 0x1100 && point <= 0x115f) || (point >= 0xa960 && point <= 0xa97c)) return HANGUL;
  if ((point >= 0x1160 && point <= 0x11ff) || (point >= 0xd7b0 && point <= 0xd7fb)) return MARK;
  if (/^\p{M}$/u.test(character)) return MARK;
  if (EMOJI.test(character)) return PICTURE;
  if (WORD.test(character)) return UNSPACED.test(character) ? LONE : LETTER;
  return SIGN;
}
