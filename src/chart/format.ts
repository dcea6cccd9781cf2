/** Formats numbers, and dates in the zone of the reader (UTC without one), independently of the locale. */
import { readerNow, readerOffset, readerZoneName } from './reader.ts';
import { HOUR_MS } from '../domain/series.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `1234.5` as `1,234.5`: commas for thousands, at most `decimals` decimals, no trailing zeros. */
export function formatCount(value: number, decimals = 1): string {
  if (!Number.isFinite(value)) return '–';
  const factor = 10 ** decimals;
  const rounded = Math.round(Math.abs(value) * factor) / factor;
  const [whole = '0', fraction] = String(rounded).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const sign = value < 0 && rounded !== 0 ? '−' : '';
  return `${sign}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The clock of the reader at `at`, to be read with the getters for UTC. */
function clockAt(at: number): Date {
  return new Date(at + readerOffset(at));
}

function dayOf(date: Date): string {
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
}

/** `20 Aug` */
export function formatDay(at: number): string {
  return dayOf(clockAt(at));
}

/** `Aug` */
export function formatMonth(at: number): string {
  return MONTHS[clockAt(at).getUTCMonth()] ?? '';
}

/** `2015` */
export function formatYear(at: number): string {
  return String(clockAt(at).getUTCFullYear());
}

/** `14:00` */
export function formatTime(at: number): string {
  const date = clockAt(at);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** A day without its year where a reader has the same year. */
function dated(date: Date): string {
  const now = readerNow();
  const year = date.getUTCFullYear();
  return now !== undefined && clockAt(now).getUTCFullYear() === year ? dayOf(date) : `${dayOf(date)} ${year}`;
}

/**
 * `20 Aug 2015`; `20 Aug` for a reader in 2015. What is known by its day, and the buckets of days, stand at 00:00 UTC and
 * are the same day everywhere.
 */
export function formatDate(at: number): string {
  return dated(at % (24 * HOUR_MS) === 0 ? new Date(at) : clockAt(at));
}

/** `20 Aug 2015, 14:00 UTC` */
export function formatMoment(at: number): string {
  return `${dated(clockAt(at))}, ${formatTime(at)} ${readerZoneName(at)}`;
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Sun 29 Nov, 18:10 CET` */
export function weekdayText(at: number): string {
  return `${WEEKDAYS[clockAt(at).getUTCDay()] ?? ''} ${formatMoment(at)}`;
}

/** `20 Aug 2015, 14:00 UTC`, or `20 Aug 2015` for buckets of a day or more. */
export function formatBucket(at: number, widthMs: number): string {
  return widthMs >= 24 * HOUR_MS ? formatDate(at) : formatMoment(at);
}
