/** Times that are numbers: since 1970, as the digits of a date, or as days of a spreadsheet. */
import { DAY_MS } from '../../domain/series.ts';
import { dayOf } from './calendar.ts';

/** What a number can be. `local` has no zone; a moment since 1970 has. */
export type NumberTime =
  | { readonly at: number }
  | { readonly local: number; readonly precision: 'second' | 'minute' | 'day' }
  | { readonly problem: string };

const problem = (text: string): NumberTime => ({ problem: text });
const NO_DATE = problem('is not a date');

/** Seconds, milliseconds, microseconds and nanoseconds of the years 1973 to 5138 do not overlap. */
const UNITS: readonly (readonly [below: number, perMs: number])[] = [
  [1e11, 1e-3],
  [1e14, 1],
  [1e17, 1e3],
  [1e20, 1e6],
];

/** Days of a spreadsheet for 1990 to 2100. */
const SERIAL = { from: 32_874, to: 73_051 };
/** Excel counts from 1900 and knows a 29 February 1900: day 25,569 is 1 January 1970 (Microsoft, "DATEVALUE"). */
const SERIAL_1970 = 25_569;

/** Whether a number may be a day of a spreadsheet. */
export function isSerialDay(value: number): boolean {
  return value >= SERIAL.from && value < SERIAL.to;
}

/** A day of a spreadsheet that counts from 1900, as local time. `decimals` of five or more tell seconds. */
export function serialDay(value: number, decimals: number): NumberTime {
  if (!isSerialDay(value)) return NO_DATE;
  const days = Math.floor(value);
  const fraction = value - days;
  const unit = decimals >= 5 ? 1000 : 60_000;
  const local = (days - SERIAL_1970) * DAY_MS + Math.round((fraction * DAY_MS) / unit) * unit;
  return { local, precision: decimals === 0 ? 'day' : decimals >= 5 ? 'second' : 'minute' };
}

/** 20260708, 202607081011 and 20260708101112: as a number since 1970 they would lie before 1990 or after 2286. */
function calendarDigits(digits: string): NumberTime | undefined {
  if (!/^(?:19|20)\d{6}(?:\d{4}|\d{6})?$/.test(digits)) return undefined;
  const part = (from: number) => Number(digits.slice(from, from + 2));
  const day = dayOf(Number(digits.slice(0, 4)), part(4), part(6));
  if (day === undefined) return undefined;
  if (digits.length === 8) return { local: day, precision: 'day' };
  const [hour, minute, second] = [part(8), part(10), part(12)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const local = day + (hour * 3600 + minute * 60 + second) * 1000;
  return { local, precision: digits.length === 14 ? 'second' : 'minute' };
}

function sinceEpoch(value: number): NumberTime {
  const unit = UNITS.find(([below]) => value < below);
  return unit ? { at: Math.round(value / unit[1]) } : NO_DATE;
}

/** A number of JSON. `serial` says that its column holds days of a spreadsheet. */
export function readNumber(value: number, serial: boolean): NumberTime {
  if (!Number.isFinite(value) || value <= 0) return NO_DATE;
  if (serial) return serialDay(value, `${value}`.split('.')[1]?.length ?? 0);
  const digits = calendarDigits(String(value));
  if (digits) return digits;
  if (isSerialDay(value)) return problem(SERIAL_PROBLEM);
  return sinceEpoch(value);
}

const SERIAL_PROBLEM = 'is a number of days, as a spreadsheet stores dates';
const ROUNDED = problem('is a number that a spreadsheet rounded');

/** Digits, with a fraction or an exponent, as text; undefined for text that is no number. */
export function readDigits(text: string, serial: boolean): NumberTime | undefined {
  const match = /^(\d{1,20})(?:[.,](\d{1,12}))?(?:[eE]\+?(\d{1,2}))?$/.exec(text);
  if (!match) return undefined;
  const [, whole = '', fraction = '', exponent] = match;
  if (exponent !== undefined) {
    // Every digit down to the second must be there: 1.78351E+09 lost them.
    const missing = Number(exponent) - fraction.length;
    const value = Number(`${whole}.${fraction}e${exponent}`);
    const perSecond = value < 1e11 ? 0 : value < 1e14 ? 3 : value < 1e17 ? 6 : 9;
    return missing > perSecond ? ROUNDED : sinceEpoch(value);
  }
  if (serial) return serialDay(Number(`${whole}.${fraction}`), fraction.length);
  if (fraction === '') {
    const digits = calendarDigits(whole);
    if (digits) return digits;
  }
  if (whole.length < 9) return isSerialDay(Number(whole)) ? problem(SERIAL_PROBLEM) : undefined;
  // Nanoseconds have more digits than a number keeps.
  if (whole.length > 15) return sinceEpoch(Number(whole.slice(0, 13)) * 10 ** (whole.length - 13));
  return sinceEpoch(Number(`${whole}.${fraction}`));
}
