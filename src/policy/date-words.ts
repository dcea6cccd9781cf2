/** Phrases of legal English for when a text takes effect and was last changed, and its formats of dates. */

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;
const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\\.?';
const DAY = '\\d{1,2}(?:st|nd|rd|th)?';

/** A date of any of the written shapes; `readDate` says whether it is one. */
export const DATE_SHAPE = [
  `${MONTH}\\s{1,3}${DAY},?\\s{1,3}\\d{4}`,
  `${DAY}\\s{1,3}(?:of\\s{1,3})?${MONTH},?\\s{1,3}\\d{4}`,
  '\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}',
  '\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}',
].join('|');

/** Between a phrase and its date: `as of`, `on`, `:`, markdown's stars. */
const GAP = '[\\s:*_("]{0,6}(?:(?:as of|as from|from|on|date|starting|beginning|is|was)[\\s:*_]{1,4}){0,3}';

const SUBJECT =
  '(?:policy|terms|agreement|notice|statement|document|conditions|version|changes?|update|amendments?)';
const EFFECTIVE =
  '(?:effective|takes? effect|taking effect|(?:comes?|coming|came) into (?:effect|force)|(?:is|are|be) in (?:effect|force)|enters? into force)';
const MODIFIED =
  '(?:last (?:modified|updated|revised|changed|amended|edited)|(?:last|latest) (?:update|revision|modification)|date of last (?:update|revision))';
const MODIFIED_WEAK = '(?:updated|revised|modified|amended)';

const phrase = (words: string) => new RegExp(`\\b${words}${GAP}(${DATE_SHAPE})(?!\\d)`, 'gi');

export interface DatePhrase {
  readonly kind: 'effective' | 'lastModified';
  readonly pattern: RegExp;
  /** Strong phrases count anywhere in the text, others only near its beginning and end. */
  readonly strong: boolean;
}

/** The date is group 1. All quantifiers are bounded, so time is linear. */
export const DATE_PHRASES: readonly DatePhrase[] = [
  {
    kind: 'effective',
    pattern: phrase(`${SUBJECT}[^.!?\\n]{0,60}?\\b${EFFECTIVE}`),
    strong: true,
  },
  { kind: 'effective', pattern: phrase('effective date'), strong: true },
  { kind: 'effective', pattern: phrase(EFFECTIVE), strong: false },
  { kind: 'lastModified', pattern: phrase(MODIFIED), strong: true },
  { kind: 'lastModified', pattern: phrase(MODIFIED_WEAK), strong: false },
];

/** Words before a phrase that refer to another version of the text. */
export const OTHER_VERSION =
  /\b(?:previous|prior|former|earlier|old|older|archived?|superseded|until)\b[^.!?\n]{0,60}$/i;

function monthOf(word: string): number | undefined {
  const start = word.toLowerCase().replace('.', '');
  const at = MONTHS.findIndex((month) => month === start || (start.length < 5 && month.startsWith(start)));
  return at < 0 ? undefined : at + 1;
}

function utcDay(year: number, month: number, day: number): number | undefined {
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && year >= 1990 && year <= 2100 ? at : undefined;
}

/**
 * UTC midnight of a written date. Undefined for anything else and for ambiguous dates such as 07/08/2016;
 * 25/08/2016 and 08/08/2016 are unambiguous.
 */
export function readDate(text: string): number | undefined {
  const parts =
    text
      .toLowerCase()
      .match(/\d+|[a-z]+/g)
      ?.filter((part) => part !== 'of') ?? [];
  const words = parts.filter((part) => /^[a-z]/.test(part) && !/^(?:st|nd|rd|th)$/.test(part));
  const [a = 0, b = 0, c = 0] = parts.filter((part) => /^\d/.test(part)).map(Number);
  const month = words[0] === undefined ? undefined : monthOf(words[0]);
  if (words.length > 0) return month === undefined ? undefined : utcDay(b, month, a);
  if (a > 999) return utcDay(a, b, c);
  const readings = [utcDay(c, a, b), utcDay(c, b, a)].filter((at) => at !== undefined);
  return new Set(readings).size === 1 ? readings[0] : undefined;
}
