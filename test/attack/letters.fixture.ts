/**
 * What a code point folds to, written from its definition alone: compatibility caseless matching (The Unicode Standard,
 * D146), without accents. Slow; the program's tables are compared with it.
 */
import { BLANK, DROPPED, HANGUL, LETTER, LONE, MARK, PICTURE, SIGN } from '../../src/ingest/letters.ts';
import { APOSTROPHES, DASHES } from '../../src/domain/typography.ts';

const SAME: Readonly<Record<string, string>> = { ...APOSTROPHES, ...DASHES, '™': '™', '℠': '℠' };
const ACCENT = /[\u0300-\u036f\u20d0-\u20f0]/g;
const UNSEEN = /^[\u0300-\u036f\u20d0-\u20f0\p{Default_Ignorable_Code_Point}]$/u;
const UNSPACED =
  /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Bopo}\p{scx=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]$/u;
const EMOJI = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{So}]$/u;
const within = (point: number, ranges: readonly (readonly [number, number])[]) =>
  ranges.some(([from, to]) => point >= from && point <= to);

function kindOf(character: string): number {
  const point = character.codePointAt(0)!;
  if (/^\s$/u.test(character)) return BLANK;
  if (UNSEEN.test(character)) return DROPPED;
  if (
    within(point, [
      [0x1100, 0x115f],
      [0xa960, 0xa97c],
    ])
  )
    return HANGUL;
  if (
    within(point, [
      [0x1160, 0x11ff],
      [0xd7b0, 0xd7fb],
    ]) ||
    /^\p{M}$/u.test(character)
  )
    return MARK;
  if (EMOJI.test(character)) return PICTURE;
  if (/^[\p{L}\p{N}]$/u.test(character)) return UNSPACED.test(character) ? LONE : LETTER;
  return SIGN;
}

function folded(character: string): string {
  if (/^\s$/u.test(character)) return ' ';
  const bare = character.normalize('NFKD').replace(ACCENT, '').toLowerCase();
  const all = bare.toUpperCase().toLowerCase().normalize('NFKD').replace(ACCENT, '');
  if (all.length > 8) return character;
  if (all.trim() !== '') return all;
  const alone = character.normalize('NFD').replace(ACCENT, '');
  return SAME[alone] ?? alone;
}

/** Kind, code point, kind, code point … */
export function definedFold(point: number): number[] {
  const character = String.fromCodePoint(point);
  if (UNSEEN.test(character)) return [DROPPED, point];
  const loneJamo = within(point, [
    [0x3131, 0x318e],
    [0xffa1, 0xffdc],
  ]);
  const text = SAME[character] ?? (loneJamo ? character : folded(character));
  return Array.from(text).flatMap((part) => [kindOf(part), part.codePointAt(0)!]);
}
