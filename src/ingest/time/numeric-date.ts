/** 08/07/2026 10:11 and the like, read at once: a survey of a column reads each value in every order. */
import { timeOfDay } from './calendar.ts';
import { hourOf } from './clock-part.ts';
import { numericDay } from './date-part.ts';
import { type DateOrder, TimeProblem } from './time-options.ts';
import type { Written } from './written.ts';

const FORM = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:,? (\d{1,2}):(\d\d)(?::(\d\d))?(?: ?([ap]m))?)?$/i;

/** Undefined for what is not of this form or no time at all: the long way says why. */
export function readNumericDate(
  text: string,
  order: DateOrder | undefined,
): Written | TimeProblem | undefined {
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, first, , second, year, hour, minute, seconds, half] = match;
  const day = numericDay([first!, second!, year!], order);
  if (day instanceof TimeProblem) return day;
  if (hour === undefined) return { local: day, precision: 'day', zone: undefined };
  const clock = timeOfDay(
    hourOf(Number(hour), half),
    Number(minute),
    seconds === undefined ? undefined : Number(seconds),
  );
  if (!clock || clock.leap || Number.isNaN(clock.ms)) return undefined;
  return { local: day + clock.ms, precision: clock.precision, zone: undefined };
}
