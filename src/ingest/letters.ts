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
/** Folds to several characters, or is half of a pair: ask `foldOf`. */
export const MANY = 9;

/** Kind of each UTF-16 unit; 0 until it is met. Kinds below MANY fold to `foldedUnit`. */
export const unitKind = new Uint8Array(0x10000);
export const foldedUnit = new Uint16Array(0x10000);

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
const EMOJI = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{So}]$/u;
const WORD = /^[\p{L}\p{N}]$/u;

/** One character, a blessing in Arabic, is a whole sentence of eighteen to NFKD; a text of them would be slow. */
const LONGEST = 8;
const LIMIT = 20_000;
const learned = new Map<number, readonly number[]>();

/** Kind of a UTF-16 unit that was not met before; fills the tables. */
export function learnUnit(code: number): number {
  const fold = code >= 0xd800 && code <= 0xdfff ? undefined : foldOf(code);
  const single = fold !== undefined && fold.length === 2 && (fold[1] as number) < 0x10000;
  unitKind[code] = single ? (fold[0] as number) : MANY;
  foldedUnit[code] = single ? (fold[1] as number) : 0;
  return unitKind[code] as number;
}

/** What a code point folds to: kind, code point, kind, code point … A lone surrogate is a sign. */
export function foldOf(point: number): readonly number[] {
  const known = learned.get(point);
  if (known !== undefined) return known;
  const fold = makeFold(point);
  if (learned.size < LIMIT) learned.set(point, fold);
  return fold;
}

function makeFold(point: number): number[] {
  const character = String.fromCodePoint(point);
  if (UNSEEN.test(character)) return [DROPPED, point];
  const folded = SAME[character] ?? (isLoneJamo(point) ? character : fold(character));
  return Array.from(folded).flatMap((part) => [kindOf(part), part.codePointAt(0) as number]);
}

/** Upper and lower case in turn is full case folding: ß, ẞ and SS become ss, both small sigmas σ. */
function fold(character: string): string {
  if (/^\s$/u.test(character)) return ' ';
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
