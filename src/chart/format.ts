/** Formats numbers and UTC dates independently of the locale. */
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

/** `20 Aug` */
export function formatDay(at: number): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()] ?? ''}`;
}

/** `Aug` */
export function formatMonth(at: number): string {
  return MONTHS[new Date(at).getUTCMonth()] ?? '';
}

/** `2015` */
export function formatYear(at: number): string {
  return String(new Date(at).getUTCFullYear());
}

/** `14:00` */
export function formatTime(at: number): string {
  const date = new Date(at);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** `20 Aug 2015, 14:00 UTC`, or `20 Aug 2015` for buckets of a day or more. */
export function formatBucket(at: number, widthMs: number): string {
  const day = `${formatDay(at)} ${formatYear(at)}`;
  return widthMs >= 24 * HOUR_MS ? day : `${day}, ${formatTime(at)} UTC`;
}
