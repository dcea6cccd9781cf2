/**
 * What a sentence says, apart from how it is written: two sentences with the same key are the same sentence. Case,
 * quotes, punctuation, section numbers, addresses of links, tokens, ages ("Updated 5 days ago"), the year of a
 * copyright and the way in which a date is written do not count.
 */
import { DATE_SHAPE, readDate } from '../date-words.ts';

const SECTION = /\b(section|clause|article|paragraph|part|chapter)s? \d+(?:\.\d+)*/g;
/** Anything but letters, digits and signs of money and share. */
const NO_WORD = /[^\p{L}\p{N}\p{M}@%$€£¥]+/gu;
const NO_WORD_ASCII = /[^a-z0-9@%$]+/g;
const INVISIBLE = /\p{Cf}+/gu;
const ADDRESS = /\b(?:https?:\/\/|www\.)([^\s<>"'()[\]{}|/?#]{1,300})[^\s<>"'()[\]{}|]{0,3000}/g;
/** `acme.example/help/5?lang=en`, without a scheme. */
const BARE_ADDRESS = /\b((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,18})[/?][^\s<>"'()[\]{}|]{0,3000}/g;
/** Identifiers of sessions, assets and versions: long, of hexadecimal digits or of letters mixed with digits. */
const TOKEN =
  /\b(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,}|(?=[a-z_]{0,40}\d)[a-z0-9_]{24,})\b/g;
const DATE = new RegExp(`\\b(?:${DATE_SHAPE})(?!\\d)`, 'g');
const COPYRIGHT = /(©|\(c\)|\bcopyright\b)[\s,]{0,3}(?:©\s?)?\d{4}(?:\s?[-–—]\s?\d{2,4})?/g;
export const NUMBER = '(?:\\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
export const UNIT =
  '(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|d|h|w|wks?|mos?|yrs?)';
const AGE = new RegExp(
  `\\b(?:(?:(?:last|recently) )?(?:updated?|modified|edited|revised|changed|reviewed|published|posted|created|written|checked)(?: on)?:? )(?:(?:about|over|almost|nearly|around|less than|more than) )?(?:${NUMBER} ?${UNIT} ago|(?:this|last) (?:week|month|year)|yesterday|today|just now|recently)\\b`,
  'g',
);

/** Few sentences have an age. */
const HAS_AGE = /\b(?:ago|yesterday|today|now|recently|(?:this|last) (?:week|month|year))\b/;

/** 12 January 2026 and January 12, 2026 are the same day. */
function sameDates(text: string): string {
  if (!/\d{4}/.test(text)) return text;
  return text.replace(DATE, (date) => {
    const at = readDate(date);
    return at === undefined ? date : new Date(at).toISOString().slice(0, 10);
  });
}

/** `text` is without markup. Empty where nothing is left. */
export function sentenceKey(text: string): string {
  let key = text.toLowerCase();
  let noWord = NO_WORD_ASCII;
  if (/[^\x20-\x7e]/.test(key)) {
    key = key.normalize('NFKC').replace(INVISIBLE, '');
    noWord = NO_WORD;
  }
  if (/[a-z][./][a-z]/.test(key)) key = key.replace(ADDRESS, '$1').replace(BARE_ADDRESS, '$1');
  if (/\d/.test(key)) {
    key = sameDates(key).replace(COPYRIGHT, '$1').replace(SECTION, '$1').replace(TOKEN, ' ');
  }
  if (key.includes('&')) key = key.replaceAll('&', ' and ');
  if (HAS_AGE.test(key)) key = key.replace(AGE, ' ');
  return key.replace(noWord, ' ').trim();
}
