/** The date in a written time, when its time of day and zone are taken out. */
import { dayOf, fullYear, ordinalDay, weekDay, weekdayOf } from './calendar.ts';
import { nameOf } from './names.ts';
import { type DateOrder, TimeProblem } from './time-options.ts';

const DATE_ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

/** Words that join a date and a time, or follow them. */
const JOINERS = new Set(
  'at on of the t um am den kl klo o ob de del à a las le alle ore om às as uhr hrs hr h uur г года року ora pukul και'.split(
    ' ',
  ),
);
const RELATIVE =
  /\b(?:ago|yesterday|today|tomorrow|now|last|hace|il y a|vor|gestern|heute|hier|ayer|hoje|ontem|oggi|ieri|fa|atrás|geleden|gisteren|vandaag)\b|前|전$/iu;

const NO_DATE = new TimeProblem('is not a date');
const NO_SUCH_DAY = new TimeProblem('is not a date of the calendar');
const UNCLEAR = new TimeProblem('may be day/month or month/day', 'say --date-format dmy or mdy');
const WRONG_WEEKDAY = new TimeProblem('has a weekday that is not the one of its date');
const OUT_OF_ORDER: Readonly<Record<DateOrder, TimeProblem>> = {
  dmy: new TimeProblem('is no date in the order day, month, year', 'say --date-format'),
  mdy: new TimeProblem('is no date in the order month, day, year', 'say --date-format'),
  ymd: new TimeProblem('is no date in the order year, month, day', 'say --date-format'),
};

interface Part {
  readonly value: number;
  readonly digits: number;
  /** 3rd, or '26 for a year. */
  readonly mark: 'day' | 'year' | undefined;
  readonly at: number;
}

interface Words {
  readonly month: number | undefined;
  /** 0 is Sunday. */
  readonly weekday: number | undefined;
  readonly numbers: string;
}

/** Takes the words out of a date: month, weekday and joiners. */
function readWords(text: string): Words | TimeProblem {
  let month: number | undefined;
  let weekday: number | undefined;
  let problem: TimeProblem | undefined;
  const ordinal = /^(?:st|nd|rd|th|er|º|ª|ος|a)$/i;
  const numbers = text.replaceAll(/\p{L}[\p{L}\p{M}]*\.?/gu, (word, at: number) => {
    if (/\d$/.test(text.slice(0, at)) && ordinal.test(word)) return '!';
    if (JOINERS.has(word.toLowerCase().replace('.', ''))) return ' ';
    const name = nameOf(word);
    // `mar. 08 juil. 2026`: Tuesday in French, March in English
    const isWeekday =
      name.weekday !== undefined && (name.month === undefined || hasMonth(text, at + word.length));
    if (isWeekday) {
      weekday = name.weekday! < 0 ? undefined : name.weekday;
      return ' ';
    }
    if (name.month === undefined || month !== undefined) problem = NO_DATE;
    month ??= name.month;
    return ' ~ ';
  });
  return problem ?? { month, weekday, numbers };
}

function hasMonth(text: string, from: number): boolean {
  return (text.slice(from).match(/\p{L}{3,}/gu) ?? []).some((word) => nameOf(word).month !== undefined);
}

function partsOf(numbers: string): Part[] {
  return [...numbers.matchAll(/('?)(\d+)(!?)/g)].map((match) => ({
    value: Number(match[2]),
    digits: match[2]!.length,
    mark: match[1] === "'" ? 'year' : match[3] === '!' ? 'day' : undefined,
    at: match.index,
  }));
}

const yearOf = ({ value, digits }: Part): number | undefined =>
  digits === 4 ? value : digits === 2 ? fullYear(value) : undefined;

/** A month in words leaves day and year: one has four digits, or the day stands first as in RFC 822. */
function besideMonth(parts: readonly Part[], month: number): number | TimeProblem {
  const [first, second] = parts;
  if (!first) return NO_DATE;
  if (!second) return new TimeProblem(first.digits === 4 ? 'names no day' : 'names no year');
  if (parts.length > 2) return NO_DATE;
  const yearFirst = first.digits === 4 || first.mark === 'year';
  const [day, yearPart] = yearFirst ? [second, first] : [first, second];
  const year = yearOf(yearPart);
  if (year === undefined || day.digits > 2 || day.mark === 'year' || yearPart.mark === 'day') return NO_DATE;
  return dayOf(year, month, day.value) ?? NO_SUCH_DAY;
}

/** The day of three numbers in an order; undefined where the order cannot be theirs. */
function inOrder(parts: readonly Part[], order: DateOrder): number | undefined {
  const part = (letter: string) => parts[order.indexOf(letter)]!;
  const [year, month, day] = [yearOf(part('y')), part('m'), part('d')];
  if (year === undefined || month.digits > 2 || day.digits > 2) return undefined;
  return dayOf(year, month.value, day.value);
}

/** Three numbers. Where no order is given, all orders that can be theirs must mean one day. */
function threeNumbers(
  parts: readonly Part[],
  order: DateOrder | undefined,
  weekday?: number,
): number | TimeProblem {
  const yearFirst = parts[0]!.digits === 4;
  if (yearFirst) return inOrder(parts, 'ymd') ?? NO_SUCH_DAY;
  if (!parts.some(({ digits }) => digits === 2 || digits === 4)) return NO_DATE;
  if (order) {
    const day = inOrder(parts, order);
    if (day === undefined)
      return DATE_ORDERS.some((o) => inOrder(parts, o) !== undefined) ? OUT_OF_ORDER[order] : NO_SUCH_DAY;
    return weekday === undefined || weekdayOf(day) === weekday ? day : WRONG_WEEKDAY;
  }
  const days = DATE_ORDERS.map((one) => inOrder(parts, one)).filter((day) => day !== undefined);
  if (days.length === 0) return NO_SUCH_DAY;
  const fitting = weekday === undefined ? days : days.filter((day) => weekdayOf(day) === weekday);
  if (fitting.length === 0) return WRONG_WEEKDAY;
  return new Set(fitting).size === 1 ? fitting[0]! : UNCLEAR;
}

/**
 * Ms since 1970 of the day, as if in UTC. Numbers in the order of the year are read; others need `order`, unless only
 * one order gives a day or the weekday decides. With a month in words, a wrong weekday is passed over, as RFC 822
 * readers do: feeds have it from templates.
 */
export function readDate(text: string, order: DateOrder | undefined): number | TimeProblem {
  const week = /^\s*(\d{4})-?W(\d\d)(?:-?([1-7]))?[\sT]*$/i.exec(text);
  if (week) {
    if (week[3] === undefined) return new TimeProblem('names no day');
    return weekDay(Number(week[1]), Number(week[2]), Number(week[3])) ?? NO_SUCH_DAY;
  }
  if (RELATIVE.test(text)) return new TimeProblem('counts from a day that it does not name');
  const words = readWords(text);
  if (words instanceof TimeProblem) return words;
  const { month, weekday, numbers } = words;
  if (!/^[\d\s,/.\-|·•@~!'()]*$/.test(numbers)) return NO_DATE;
  const parts = partsOf(numbers);
  if (month !== undefined) return besideMonth(parts, month);
  if (parts.length === 3) return sameMarks(numbers) ? threeNumbers(parts, order, weekday) : NO_DATE;
  const [first, second] = parts;
  if (parts.length === 1 && first!.digits === 8) return compactDay(first!.value);
  if (parts.length === 2 && first!.digits === 4 && second!.digits === 3)
    return ordinalDay(first!.value, second!.value) ?? NO_SUCH_DAY;
  if (parts.length === 2) return new TimeProblem(first!.digits === 4 ? 'names no day' : 'names no year');
  return NO_DATE;
}

/** The day of three numbers, as they are written. */
export function numericDay(digits: readonly string[], order: DateOrder | undefined): number | TimeProblem {
  const parts = digits.map(
    (text, at): Part => ({ value: Number(text), digits: text.length, mark: undefined, at }),
  );
  return threeNumbers(parts, order);
}

function compactDay(value: number): number | TimeProblem {
  return dayOf(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100) ?? NO_SUCH_DAY;
}

/** 8/7/2026, 8-7-2026, 8.7.2026 and 8 7 2026, with the same between day and month as between month and year. */
function sameMarks(numbers: string): boolean {
  const match = /\d+!?(\s*[/.,\s-]\s*)\d+!?(\s*[/.,\s-]\s*)'?\d+/.exec(numbers);
  const bare = (mark: string) => mark.trim() || ' ';
  return match !== null && bare(match[1]!) === bare(match[2]!) && bare(match[1]!) !== ',';
}
