/** The time of day and the zone in a written time, taken out of it so that the date is left. */
import { type TimeOfDay, timeOfDay } from './calendar.ts';
import { type TimeOptions, TimeProblem } from './time-options.ts';
import { fixedOffset, isZoneLetters, zoneOfLetters } from './zone-letters.ts';
import { offsetOf, type Zone, zoneNamed } from './zone.ts';

/** A text from which parts are taken one by one. */
export class Rest {
  text: string;

  constructor(text: string) {
    this.text = text;
  }

  take(form: RegExp): RegExpExecArray | undefined {
    const match = form.exec(this.text);
    if (!match) return undefined;
    this.text = `${this.text.slice(0, match.index)} ${this.text.slice(match.index + match[0].length)}`;
    return match;
  }
}

const HALF = '[ap]\\.? ?m\\b\\.?|[ap](?=$|[\\s,])';
/** 10:11, 10:11:12.345, 3:09pm, 14h30, PM 3:09. */
const CLOCK = new RegExp(
  `(?<![\\d.:+]|\\d-)(?:(?<half>[AP]M) )?(?<h>\\d{1,2})(?:` +
    `:(?<m>\\d{1,2})(?::(?<s>\\d{1,2})(?:[.,](?<f>\\d{1,12})|:(?<f3>\\d{3}))?)?` +
    `| ?h ?(?<hm>\\d\\d))(?![\\d:])(?: ?(?<after>${HALF}))?`,
  'i',
);
/** 3 pm. */
const HOUR = new RegExp(`(?<![\\d.:])(?<h>\\d{1,2}) ?(?<after>[ap]\\.? ?m\\b\\.?)`, 'i');

/** The hour of 24 that an hour with am or pm is; 13 pm is 13, as many programs write it. */
export function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (half.toLowerCase().startsWith('p')) return hour === 0 ? Number.NaN : hour < 12 ? hour + 12 : hour;
  return hour === 12 ? 0 : hour > 12 ? Number.NaN : hour;
}

const IMPOSSIBLE = new TimeProblem('has an impossible time of day');
const NO_ZONE = new TimeProblem('has an impossible time zone');
const TWO_ZONES = new TimeProblem('names two time zones');

/** Marks where the time stood, so that a zone beside it is known as one. */
const MARK = '\u0001';

/** Takes the time of day; undefined where there is none. */
export function takeClock(rest: Rest): TimeOfDay | TimeProblem | undefined {
  const match = CLOCK.exec(rest.text) ?? HOUR.exec(rest.text);
  if (!match?.groups) return undefined;
  const { h, m, hm, s, f, f3, half, after } = match.groups;
  const end = match.index + match[0].length;
  rest.text = `${rest.text.slice(0, match.index)} ${MARK}${rest.text.slice(end)}`;
  const hour = hourOf(Number(h), half ?? after);
  if (Number.isNaN(hour)) return IMPOSSIBLE;
  return (
    timeOfDay(hour, Number(m ?? hm ?? 0), s === undefined ? undefined : Number(s), f ?? f3) ?? IMPOSSIBLE
  );
}

const SIGNED = '[+-]\\d{1,2}(?::?\\d{2}){0,2}(?!\\d)';
/** An offset behind the time, perhaps with letters before it that say the same in words. */
const OFFSET = new RegExp(`${MARK} ?(?:([A-Z]{1,5}) ?)?(${SIGNED})`, 'i');
/** An offset that ends a text without one beside the time: 08.07.2026 +0200, 2026-07-08+02:00. */
const LAST = /(?: ([+-]\d{2}:?\d{2})|(?<=\d)(\+\d{2}:\d{2}))$/;
const REGIONS =
  'Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US';
const IANA = new RegExp(`\\b(?:${REGIONS})(?:/[A-Za-z0-9_+-]+){1,2}`);
const ZONE_WORD =
  /(?<![\p{L}\d/-])(?:[A-Z]{2,5}|Z(?![a-z])|utc|gmt|Zulu)(?![\p{L}/])|(?<=[\d\u0001])[zZ](?!\p{L})/u;

const several = (letters: string, names: readonly string[]) =>
  new TimeProblem(
    `names the zone ${letters}, which ${names.length > 1 ? 'has several meanings' : 'is not known'}`,
    `say --timezone ${names.length > 0 ? names.slice(0, 3).join(' or ') : 'Europe/Berlin or the like'}`,
  );

function zoneOfWord(word: string, options: TimeOptions, unsure: boolean): Zone | TimeProblem {
  const letters = word.toUpperCase();
  const found = zoneOfLetters(letters, options.timeZone, unsure);
  return typeof found === 'object' && 'several' in found ? several(letters, found.several) : found;
}

/** `+02:00Z`: the letters name one zone, and it is another. */
function contradicts(word: string | undefined, offset: number): boolean {
  const fixed = word === undefined ? undefined : fixedOffset(word.toUpperCase());
  return fixed !== undefined && fixed !== offset;
}

/** Letters that name a zone, month and weekday apart; the first in the text. */
function takeLetters(rest: Rest): { readonly word: string; readonly inside: boolean } | undefined {
  for (const form = new RegExp(ZONE_WORD, 'gu'); ; ) {
    const match = form.exec(rest.text);
    if (!match) return undefined;
    if (!isZoneLetters(match[0].toUpperCase())) continue;
    // `8 July AT 10:11` is a word; `10:11 AT` is Atlantic Time
    if (match[0] === 'AT' && !rest.text.slice(0, match.index).trimEnd().endsWith(MARK)) continue;
    const end = match.index + match[0].length;
    // `10:11:12 CST 2026`, as Java and `date` write it
    const inside = /^\s+\d{4}\s*$/.test(rest.text.slice(end));
    rest.text = `${rest.text.slice(0, match.index)} ${rest.text.slice(end)}`;
    return { word: match[0], inside };
  }
}

/** In brackets: `(PDT)`, `(GMT-5)`, `(Europe/Berlin)`. What is no zone is a remark. */
function zoneOfRemark(remark: string, options: TimeOptions): Zone | TimeProblem | undefined {
  const text = remark.trim();
  return zoneNamedIn(text) ?? (isZoneLetters(text) ? zoneOfWord(text, options, false) : undefined);
}

const zoneNamedIn = (text: string) => (/[/+-]|^(?:Z|UTC?|GMT)$/i.test(text) ? zoneNamed(text) : undefined);

/**
 * Takes the zone. An offset in digits beats letters, and what stands in brackets only counts where nothing else does
 * (RFC 2822: a comment; RFC 9557: `[Europe/Berlin]` behind an offset).
 */
export function takeZone(
  rest: Rest,
  clock: TimeOfDay | undefined,
  options: TimeOptions,
  foreign: boolean,
): Zone | TimeProblem | undefined {
  rest.take(/\[u-ca=(?:gregory|iso8601)\]/);
  const bracketed = rest.take(/\[([^\]]*)\]/)?.[1];
  if (bracketed !== undefined && zoneNamed(bracketed) === undefined) return NO_ZONE;
  const remark = rest.take(/\(([^()]*)\)/)?.[1];
  const offset = rest.take(OFFSET);
  const last = offset ? undefined : rest.take(LAST);
  const digits = offset?.[2] ?? last?.[1] ?? last?.[2];
  if (digits !== undefined) {
    // `8 Jul 2026 10:00-12:00` may be from ten to twelve.
    if (/^.-\d\d:\d\d$/.test(offset?.[0] ?? '') && clock?.precision === 'minute' && !/^\d{4}/.test(rest.text))
      return NO_ZONE;
    const known = offsetOf(digits);
    if (known === undefined) return NO_ZONE;
    const before = offset?.[1]?.toUpperCase();
    if (before !== undefined && !isZoneLetters(before)) return NO_ZONE;
    const words = [/^(?:GMT|UTC?|Z)$/.test(before ?? '') ? undefined : before, takeLetters(rest)?.word];
    return words.some((word) => contradicts(word, known)) ? TWO_ZONES : known;
  }
  const name = rest.take(IANA)?.[0];
  if (name !== undefined) return zoneNamed(name) ?? NO_ZONE;
  const letters = takeLetters(rest);
  if (letters) return zoneOfWord(letters.word, options, foreign || letters.inside);
  if (bracketed !== undefined) return zoneNamed(bracketed);
  if (remark === undefined) return undefined;
  return (
    zoneOfRemark(remark, options) ?? (options.timeZone === undefined ? unknownRemark(remark) : undefined)
  );
}

/** `(Central European Summer Time)` alone would be a zone that nobody reads. */
function unknownRemark(remark: string): TimeProblem | undefined {
  return /time|zone|gmt|utc/i.test(remark) ? several(remark.trim().slice(0, 40), []) : undefined;
}

/** The text without the mark of the time. */
export const unmarked = (text: string) => text.replaceAll(MARK, ' ');
