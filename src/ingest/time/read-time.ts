/**
 * Times as files, feeds and senders write them. What can only mean one moment is read; everything else is refused with
 * a reason, because a wrong time is worse than none. Libraries that read many forms guess (Date.parse, dayjs, chrono,
 * dateutil: month first, unknown zones passed over), so this part is ours; zones and patterns are luxon's.
 */
import type { TimePrecision } from '../../domain/mention.ts';
import { DAY_MS } from '../../domain/series.ts';
import { readDigits, readNumber, type NumberTime } from './digits.ts';
import { readIso } from './iso.ts';
import { readMailDate } from './mail-date.ts';
import { readNumericDate } from './numeric-date.ts';
import { readPattern } from './pattern.ts';
import { type TimeOptions, TimeProblem } from './time-options.ts';
import { unwrapped } from './wrapped.ts';
import { readWritten, type Written } from './written.ts';
import { instantIn, localIn, type Zone, zoneNamed } from './zone.ts';

export type { DateOrder, TimeOptions } from './time-options.ts';

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

/** The end of time in JavaScript (ECMAScript, 21.4.1.1). */
const LAST = 8.64e15;
const NO_DATE = new TimeProblem('is not a date');

/** What a value says: as written, or a moment since 1970. */
export type SaidTime = Written | { readonly at: number };

/** Reads a value without its zone. */
export function readSaid(value: unknown, options: TimeOptions): SaidTime | TimeProblem {
  const inner = typeof value === 'string' && !value.includes('Date') ? value : unwrapped(value);
  if (typeof inner === 'number') return said(readNumber(inner, options.serialDays ?? false));
  if (inner instanceof Date) return Number.isNaN(inner.getTime()) ? NO_DATE : { at: inner.getTime() };
  if (typeof inner !== 'string') return NO_DATE;
  const text = inner.trim();
  if (options.format !== undefined) return readAsAsked(text, options, options.format);
  const iso = readIso(text);
  if (iso) return { local: iso.local, precision: iso.precision, zone: iso.offset };
  const number = readDigits(text, options.serialDays ?? false);
  if (number) return said(number);
  return readMailDate(text) ?? readNumericDate(text, options.order) ?? readWritten(text, options);
}

/** A date, and a time of day behind it. */
const DATE_AND_TIME = /^(.{6,30}?\d)(?:[,T]\s*|\s+)(\d{1,2}[:.h]\d\d.*)$/s;

/** By a pattern. One of a date alone says how the date is written; a time of day may stand behind it. */
function readAsAsked(text: string, options: TimeOptions, format: string): SaidTime | TimeProblem {
  const whole = readPattern(text, format);
  if (!(whole instanceof TimeProblem)) return whole;
  const [, date, time] = DATE_AND_TIME.exec(text) ?? [];
  const day = date === undefined ? whole : readPattern(date, format);
  if (day instanceof TimeProblem || day.precision !== 'day' || time === undefined) return whole;
  const iso = new Date(day.local).toISOString().slice(0, 10);
  return readSaid(`${iso} ${time}`, { ...options, format: undefined });
}

function said(number: NumberTime): SaidTime | TimeProblem {
  if ('problem' in number) return new TimeProblem(number.problem);
  return 'at' in number ? number : { ...number, zone: undefined };
}

const unread = ({ problem, advice }: TimeProblem, { forFile = false }: TimeOptions): UnreadTime => {
  if (advice === undefined) return { problem };
  return { problem: `${problem} (${forFile ? advice : 'write it as 2026-07-08T10:11:12Z'})` };
};

/** The day at 00:00 UTC where a local day is not the UTC one; else the moment, which lies in it. */
function onItsDay(at: number, local: number): number {
  const day = Math.floor(local / DAY_MS);
  return Math.floor(at / DAY_MS) === day ? at : day * DAY_MS;
}

/**
 * Reads a time of any form that can only mean one moment. A day without a time is that day at 00:00 UTC, whatever the
 * zone: days are counted by their date. A time without a zone is one of `timeZone`.
 */
export function readTime(value: unknown, options: TimeOptions = {}): ReadTime {
  const time = readSaid(value, options);
  if (time instanceof TimeProblem) return unread(time, options);
  const usual = options.timeZone === undefined ? 0 : zoneNamed(options.timeZone);
  if (usual === undefined) return { problem: 'is of an unknown time zone' };
  if ('at' in time) {
    if (Math.abs(time.at) > LAST) return { problem: 'is not a date' };
    const local = options.emptyTime === undefined ? time.at : localIn(usual, time.at);
    if (timeOfDayIn(local) === options.emptyTime)
      return { at: onItsDay(time.at, local), precision: 'day', zone: 'named' };
    return { at: time.at, precision: 'second', zone: 'named' };
  }
  return atItsZone(time, usual, options.emptyTime);
}

const timeOfDayIn = (local: number) => ((local % DAY_MS) + DAY_MS) % DAY_MS;

function atItsZone(time: Written, usual: Zone, emptyTime: number | undefined): ReadTime {
  const zone = time.zone === undefined ? 'assumed' : 'named';
  if (time.precision === 'day') return { at: time.local, precision: 'day', zone };
  const at = instantIn(time.zone ?? usual, time.local);
  // A second 60 is only the last one of a day in UTC: its moment is the next 00:00:00.
  if (time.leap && Math.floor(at / 1000) % 86_400 !== 0) return { problem: 'has an impossible time of day' };
  if (timeOfDayIn(time.local) === emptyTime) return { at: onItsDay(at, time.local), precision: 'day', zone };
  return { at, precision: time.precision, zone };
}

/** Milliseconds since 1970 UTC of what `readTime` reads; undefined for anything else. */
export function parseInstant(value: unknown): number | undefined {
  const time = readTime(value);
  return 'problem' in time ? undefined : time.at;
}
