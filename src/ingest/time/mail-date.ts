/** The usual dates of mails and feeds (RFC 2822) and of Twitter, read at once: whole files hold nothing else. */
import { dayOf, timeOfDay } from './calendar.ts';
import { offsetOf } from './zone.ts';
import type { Written } from './written.ts';

const MAIL = /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) ([+-]\d{4}|GMT)$/;
const TWITTER = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d):(\d\d):(\d\d) ([+-]\d{4}) (\d{4})$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Undefined for what is not of these forms, or no time at all. */
export function readMailDate(text: string): Written | undefined {
  const mail = MAIL.exec(text);
  const match = mail ?? TWITTER.exec(text);
  if (!match) return undefined;
  const [day, month, year, hour, minute, second, zone] = mail
    ? match.slice(1)
    : [match[2], match[1], match[7], match[3], match[4], match[5], match[6]];
  const date = dayOf(Number(year), MONTHS.indexOf(month!) + 1, Number(day));
  const clock = timeOfDay(Number(hour), Number(minute), Number(second));
  const offset = zone === '+0000' ? 0 : offsetOf(zone!);
  if (date === undefined || !clock || clock.leap || offset === undefined) return undefined;
  return { local: date + clock.ms, precision: 'second', zone: offset };
}
