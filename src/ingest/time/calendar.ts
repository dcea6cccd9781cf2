/** Days and times of day, as numbers. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../domain/series.ts';

/** A time of day in ms, and how exactly it was written. */
export interface TimeOfDay {
  readonly ms: number;
  readonly precision: 'second' | 'minute';
  /** The 60th second of a minute: only 23:59:60 UTC can have one. */
  readonly leap?: true;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeapYear = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** Ms since 1970 of a day's 00:00, as if in UTC; undefined for 30 February, month 13 and the like. */
export function dayOf(year: number, month: number, day: number): number | undefined {
  const length = LENGTHS[month - 1];
  if (length === undefined || day < 1) return undefined;
  if (day > length && !(month === 2 && day === 29 && isLeapYear(year))) return undefined;
  if (year >= 100) return Date.UTC(year, month - 1, day);
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

/** The n-th day of a year (ISO 8601 ordinal date). */
export function ordinalDay(year: number, n: number): number | undefined {
  if (n < 1 || n > (isLeapYear(year) ? 366 : 365)) return undefined;
  return dayOf(year, 1, 1)! + (n - 1) * DAY_MS;
}

/** 0 for Sunday. */
export function weekdayOf(dayMs: number): number {
  return ((((Math.floor(dayMs / DAY_MS) + 4) % 7) + 7) % 7) as number;
}

/** Day `weekday` (1 is Monday) of an ISO 8601 week: week 1 holds 4 January. */
export function weekDay(year: number, week: number, weekday: number): number | undefined {
  if (week < 1 || week > 53 || weekday < 1 || weekday > 7) return undefined;
  const fourth = dayOf(year, 1, 4)!;
  const monday = fourth - ((weekdayOf(fourth) + 6) % 7) * DAY_MS;
  const thursday = monday + ((week - 1) * 7 + 3) * DAY_MS;
  if (new Date(thursday).getUTCFullYear() !== year) return undefined;
  return monday + ((week - 1) * 7 + weekday - 1) * DAY_MS;
}

/** Two digits of a year: 69 to 99 are 19xx, 00 to 68 are 20xx (POSIX strptime, %y). */
export function fullYear(twoDigits: number): number {
  return twoDigits < 69 ? 2000 + twoDigits : 1900 + twoDigits;
}

/** The first three digits of a fraction of a second, as ms. */
export function fractionMs(digits: string | undefined): number {
  return digits === undefined ? 0 : Number(digits.slice(0, 3).padEnd(3, '0'));
}

/**
 * A time of day; 24:00 is the end of the day (ISO 8601-1:2019 took it out, RFC 3339 has no 24, files have it).
 * Undefined for 24:01, 10:60 and the like.
 */
export function timeOfDay(
  hour: number,
  minute: number,
  second: number | undefined,
  fraction?: string,
): TimeOfDay | undefined {
  const seconds = second ?? 0;
  const leap = seconds === 60 && minute % 15 === 14;
  if (hour > 24 || minute > 59 || (seconds > 59 && !leap)) return undefined;
  const ms = hour * HOUR_MS + minute * MINUTE_MS + seconds * 1000 + fractionMs(fraction);
  if (ms > DAY_MS && !leap) return undefined;
  return { ms, precision: second === undefined ? 'minute' : 'second', ...(leap ? { leap } : {}) };
}
