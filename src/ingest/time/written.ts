/** A time in a text, by its parts: time of day, zone, date. */
import { takeClock, Rest, takeZone, unmarked } from './clock-part.ts';
import { readDate } from './date-part.ts';
import { tidy } from './tidy.ts';
import { type TimeOptions, TimeProblem } from './time-options.ts';
import type { Zone } from './zone.ts';

/** What a text says: a day or a time, in ms since 1970 as if in UTC, and the zone that it names. */
export interface Written {
  readonly local: number;
  readonly precision: 'second' | 'minute' | 'day';
  readonly zone: Zone | undefined;
  /** The 60th second of a minute. */
  readonly leap?: true;
}

/** Longer texts are no times. */
const LONGEST = 100;
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]/u;

/** Reads a written time in any order of its parts. Whatever is left over makes it none. */
export function readWritten(value: string, options: TimeOptions): Written | TimeProblem {
  if (value.length > LONGEST) return new TimeProblem('is not a date');
  const rest = new Rest(tidy(value));
  if (!/\d/.test(rest.text)) return new TimeProblem('is not a date');
  const clock = takeClock(rest);
  if (clock instanceof TimeProblem) return clock;
  const zone = takeZone(rest, clock, options, EAST_ASIAN.test(value));
  if (zone instanceof TimeProblem) return zone;
  const day = readDate(unmarked(rest.text), options.order);
  if (day instanceof TimeProblem) return day;
  if (!clock) return { local: day, precision: 'day', zone };
  const { ms, precision, leap } = clock;
  return { local: day + ms, precision, zone, ...(leap ? { leap } : {}) };
}
