/** Parts of a capsule in words, for pages and the command line. */
import type { Capsule, When } from '../domain/capsule.ts';
import { ANSWERS, OUTCOMES, THEMES } from '../domain/capsule-words.ts';
import { beganOn, type Measured } from './measure.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const CURRENCY: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£' };

/** `21 Aug 2015`. */
export function dayWords(day: string): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

/** `21 Aug 2015`, `17 Aug 2015 to 21 Aug 2015`, or nothing where no day is known. */
export function whenWords({ at, after, by }: When): string {
  if (at !== undefined) return dayWords(at);
  return after !== undefined && by !== undefined ? `${dayWords(after)} to ${dayWords(by)}` : '';
}

const SCALES: readonly (readonly [number, string])[] = [
  [1e9, ' billion'],
  [1e6, ' million'],
];

/** `4.3 billion`, `20,000`. */
export function numberWords(value: number): string {
  const scale = SCALES.find(([least]) => Math.abs(value) >= least);
  if (!scale) return value.toLocaleString('en-US');
  return `${(value / scale[0]).toLocaleString('en-US', { maximumFractionDigits: 2 })}${scale[1]}`;
}

/** `$800,000`, `13.7 percent of the share price`. */
export function amountWords({
  value,
  unit,
}: {
  value?: number | undefined;
  unit?: string | undefined;
}): string {
  if (value === undefined || unit === undefined) return '';
  const sign = CURRENCY[unit];
  return sign === undefined ? `${numberWords(value)} ${unit}` : `${sign}${numberWords(value)}`;
}

/** `Unity 2023`. */
export function nameOf(capsule: Capsule): string {
  return [capsule.company, beganOn(capsule)?.first.slice(0, 4)].filter((one) => one !== undefined).join(' ');
}

export const themeWords = ({ themes }: Capsule) => themes.map((theme) => THEMES[theme]).join(', ');

/** Each kind once, in the order of the capsule: `clarification, apology`. */
export function answerWords({ answers }: Capsule): string {
  return [...new Set(answers.map(({ kind }) => ANSWERS[kind]))].join(', ');
}

/** `partly reversed, fined $20,000`. */
export function outcomeWords({ outcome }: Capsule): string {
  const words = outcome.map((one) => {
    const money = one.unit !== undefined && one.unit in CURRENCY ? ` ${amountWords(one)}` : '';
    return `${OUTCOMES[one.kind]}${money}`;
  });
  // A kind with its sum says more than the same kind without one.
  const alone = words.filter((one) => !words.some((other) => other.startsWith(`${one} `)));
  return [...new Set(alone)].join(', ');
}

/** `42× usual`, `at least 13× usual`. */
export function timesWords({ times, atLeast }: Measured): string {
  const shown = times >= 10 ? Math.round(times) : Math.round(times * 10) / 10;
  return `${atLeast ? 'at least ' : ''}${shown}× usual`;
}
