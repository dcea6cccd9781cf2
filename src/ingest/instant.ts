/** Times as files and senders write them. */

/** Seconds since 1970 stay below this until the year 5138; milliseconds passed it in 1973. */
const SECONDS_LIMIT = 1e11;
/** The end of time in JavaScript (ECMAScript, 21.4.1.1): the year 275760. */
const LAST = 8.64e15;

/** A zone at the end: Z, ±hh:mm, ±hhmm, GMT, UTC. Without one, UTC is meant. */
const ZONED = /(?:Z|[+-]\d{2}:?\d{2}|\b(?:GMT|UTC|EST|EDT|CST|CDT|MST|MDT|PST|PDT))\s*$/i;
const ISO_LIKE = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?$/;

/** 7/10/2020 is July in one country and October in another: refused rather than guessed. */
const AMBIGUOUS = /^\d{1,2}[/.]\d{1,2}[/.]\d{4}/;

function isRealDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (!match) return true;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * Milliseconds since 1970 UTC of an ISO 8601 time, an RFC 2822 time, or a number of seconds or
 * milliseconds. A time without a zone is UTC. Undefined for anything else, 30 February and
 * dates like 7/10/2020 included.
 */
export function parseInstant(value: unknown): number | undefined {
  if (value instanceof Date) return parseInstant(value.getTime());
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || value <= 0) return undefined;
    return valid(Math.round(value < SECONDS_LIMIT ? value * 1000 : value));
  }
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (/^\d{9,13}(\.\d+)?$/.test(text)) return parseInstant(Number(text));
  if (text.length < 8 || text.length > 40 || !isRealDay(text) || AMBIGUOUS.test(text)) return undefined;
  const iso = ISO_LIKE.exec(text);
  if (iso) return valid(Date.parse(`${iso[1]}T${iso[2] ?? '00:00'}Z`));
  if (!/\d{4}/.test(text) || !/\d{1,2}:\d{2}/.test(text)) return undefined;
  return valid(Date.parse(ZONED.test(text) ? text : `${text} UTC`));
}

function valid(time: number): number | undefined {
  return Number.isNaN(time) || Math.abs(time) > LAST ? undefined : time;
}
