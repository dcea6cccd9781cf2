/** Stars in every shape, as a number from 0 to 5. */
import { type DecimalSign, readDigits } from './count.ts';

/** What the bare numbers of a column go up to; undefined where they are no rating (votes, scores below zero). */
export type Scale = 5 | 10 | 100 | undefined;

const WORDS: Readonly<Record<string, number>> = { zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5 };
const NUMBER = String.raw`(\d{1,3}(?:[.,]\d{1,3})?)`;
const BARE = new RegExp(`^${NUMBER}$`);
/** `4/5`, `4 out of 5 stars`, `8 von 10`, `Rated 4.0 of 5`. */
const OUT_OF = new RegExp(
  String.raw`^(?:rated|rating:?)?\s*${NUMBER}\s*(?:stars?)?\s*(?:\/|out of|of|von|sur|de|su|van|av)\s*(\d{1,3})(?:\s*(?:stars?|sterne|[eé]toiles|estrellas|estrelas|stelle))?$`,
  'i',
);
const PERCENT = new RegExp(String.raw`^${NUMBER}\s*%$`);
/** `5 stars`, `4 Sterne`, `4★`; also `5 (Excellent)` and `5 - Excellent`. */
const WITH_WORD = new RegExp(
  String.raw`^(?:rated\s*)?${NUMBER}\s*(?:[-_ ]?(?:stars?|star_rating|sterne?|stelle|stella|[eé]toiles?|estrellas?|estrelas?|sterren|y[ıi]ld[ıi]z|★|⭐️?)|\(.{1,40}\)|[-–] .{1,40})$`,
  'iu',
);

const DRAWN = /^(?:[★⭐🌟✭✮✩☆✰]\uFE0F?\s*){1,10}$/u;
/** The Google business profile writes ONE to FIVE. */
const IN_WORDS = /^(zero|one|two|three|four|five)(?:[ _-]?stars?)?$/;

function inFifths(value: number, most: number): number | undefined {
  if (!(most > 0) || !(value >= 0) || value > most) return undefined;
  return Math.round((value / most) * 5 * 1_000) / 1_000;
}

/** Up to what the bare numbers of a column go: 5, 10 or 100. */
export function ratingScale(values: Iterable<unknown>, decimal: DecimalSign): Scale {
  let most = 0;
  for (const value of values) {
    if (typeof value === 'number' && (value < 0 || value > 100)) return undefined;
    if (typeof value === 'string' && /^\s*[-−]\s*\d/.test(value)) return undefined;
    const number =
      typeof value === 'number'
        ? value
        : typeof value === 'string' && BARE.test(value.trim())
          ? readNumber(value.trim(), decimal)
          : undefined;
    if (number === undefined) continue;
    if (number > 100) return undefined;
    most = Math.max(most, number);
  }
  if (most <= 5) return 5;
  return most <= 10 ? 10 : 100;
}

/** `4.5` and `4,5`; `1.500` in a column of stars is one and a half. */
function readNumber(text: string, decimal: DecimalSign): number {
  return /^\d{1,2}[.,]\d+$/.test(text) ? Number(text.replace(',', '.')) : readDigits(text, decimal);
}

/**
 * Stars from 0 to 5: `4/5`, `★★★★☆`, `4 out of 5`, `80%` and "FOUR" are 4. Bare numbers are read on the scale of their
 * column. Undefined where the value cannot be read.
 */
export function readRating(value: unknown, scale: Scale = 5, decimal?: DecimalSign): number | undefined {
  if (typeof value === 'number') return scale && inFifths(value, scale);
  if (typeof value === 'object' && value !== null) {
    const inner = value as Record<string, unknown>;
    for (const key of ['label', 'value', 'rating', 'stars', 'ratingValue', 'starRating'])
      if (Object.hasOwn(inner, key) && typeof inner[key] !== 'object')
        return readRating(inner[key], scale, decimal);
    return undefined;
  }
  if (typeof value !== 'string' || value.length > 60) return undefined;
  const text = value.trim();
  if (BARE.test(text)) return scale && inFifths(readNumber(text, decimal), scale);
  const word = IN_WORDS.exec(text.toLowerCase());
  if (word) return WORDS[word[1]!];
  if (DRAWN.test(text)) {
    const full = text.match(/[★⭐🌟✭✮]/gu)?.length ?? 0;
    const empty = text.match(/[✩☆✰]/gu)?.length ?? 0;
    return inFifths(full, full + empty > 5 ? 10 : 5);
  }
  const outOf = OUT_OF.exec(text);
  if (outOf) return inFifths(readNumber(outOf[1]!, decimal), Number(outOf[2]));
  const percent = PERCENT.exec(text);
  if (percent) return inFifths(readNumber(percent[1]!, decimal), 100);
  const named = WITH_WORD.exec(text);
  return named ? inFifths(readNumber(named[1]!, decimal), 5) : undefined;
}
