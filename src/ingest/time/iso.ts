/**
 * The usual form of ISO 8601 and RFC 3339, read by its characters: a column of millions of rows has nothing else.
 * Every other form goes the long way.
 */
import { dayOf } from './calendar.ts';

export interface IsoTime {
  /** Ms since 1970 of what is written, without its offset. */
  readonly local: number;
  /** In ms; undefined where none is written. */
  readonly offset: number | undefined;
  readonly precision: 'second' | 'minute' | 'day';
}

const digit = (text: string, at: number) => {
  const code = text.charCodeAt(at) - 48;
  return code >= 0 && code <= 9 ? code : Number.NaN;
};
const two = (text: string, at: number) => digit(text, at) * 10 + digit(text, at + 1);

/** `Z`, `+hh:mm` or `+hhmm` from `at` to the end; undefined for anything else. */
function offsetAt(text: string, at: number): number | undefined {
  const sign = text[at];
  const left = text.length - at;
  if (left === 1 && (sign === 'Z' || sign === 'z')) return 0;
  if (sign !== '+' && sign !== '-') return undefined;
  if (left !== 5 && !(left === 6 && text[at + 3] === ':')) return undefined;
  const hours = two(text, at + 1);
  const minutes = two(text, at + left - 2);
  if (!(hours <= 14 && minutes <= 59)) return undefined;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/** Undefined for what is not of this form, or no time at all. */
export function readIso(text: string): IsoTime | undefined {
  const { length } = text;
  if (length < 10 || text[4] !== '-' || text[7] !== '-') return undefined;
  const day = dayOf(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8));
  if (day === undefined || Number.isNaN(day)) return undefined;
  if (length === 10) return { local: day, offset: undefined, precision: 'day' };
  const between = text[10];
  if ((between !== 'T' && between !== ' ' && between !== 't') || text[13] !== ':') return undefined;
  const minutes = two(text, 11) * 60 + two(text, 14);
  if (!(two(text, 14) <= 59 && minutes < 1440)) return undefined;
  let local = day + minutes * 60_000;
  let at = 16;
  let precision: 'second' | 'minute' = 'minute';
  if (text[at] === ':') {
    const seconds = two(text, 17);
    if (!(seconds <= 59)) return undefined;
    local += seconds * 1000;
    precision = 'second';
    at = 19;
    if (text[at] === '.' || text[at] === ',') {
      let scale = 100;
      let value = digit(text, ++at);
      if (Number.isNaN(value)) return undefined;
      for (; !Number.isNaN(value) && at < length; value = digit(text, ++at)) {
        local += Math.floor(value * scale);
        scale = Math.floor(scale / 10);
      }
    }
  }
  if (at === length) return { local, offset: undefined, precision };
  if (text[at] === ' ') at += 1;
  const offset = offsetAt(text, at);
  return offset === undefined ? undefined : { local, offset, precision };
}
