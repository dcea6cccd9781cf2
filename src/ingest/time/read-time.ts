/** Times as files and senders write them. */
import type { TimePrecision } from '../../domain/mention.ts';

/** What the sender or the person who imports says about times. */
export interface TimeOptions {
  /** Of numeric dates: 08/07/2026 is 8 July by `dmy`, 7 August by `mdy`. */
  readonly order?: 'dmy' | 'mdy';
  /** An IANA name or an offset, for times that name no zone; UTC when absent. */
  readonly timeZone?: string;
  /** The pattern of all times. */
  readonly format?: string;
}

/** A time that was read: `at` in ms since 1970 UTC, and whether the text itself names its zone. */
export interface KnownTime {
  readonly at: number;
  readonly precision: TimePrecision;
  readonly zone: 'named' | 'assumed';
}
/** Why a value is no time, without the value: "is not a date". */
export interface UnreadTime {
  readonly problem: string;
}
export type ReadTime = KnownTime | UnreadTime;

/** Reads a time of any form that can only mean one moment. */
export function readTime(value: unknown, _options: TimeOptions = {}): ReadTime {
  const at = parseInstant(value);
  if (at === undefined) return { problem: 'is not a date' };
  const day = typeof value === 'string' && /^\s*\d{4}-\d\d-\d\d\s*$/.test(value);
  const named = typeof value !== 'string' || ZONED.test(value) || /^[\d.]+$/.test(value.trim());
  return { at, precision: day ? 'day' : 'second', zone: named ? 'named' : 'assumed' };
}

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
