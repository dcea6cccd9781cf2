/** Which columns make up the time of a row: a date, a time of day and a zone may stand apart. */
import { isZoneLetters } from '../../../ingest/time/zone-letters.ts';
import { zoneNamed } from '../../../ingest/time/zone.ts';
import { isTimeOfDay } from './accept.ts';
import { type Alternative, alternative } from './expression.ts';
import type { ColumnName } from './names.ts';
import type { Sample } from './sample.ts';

/** A time of day in a column of its own, beside one with dates alone. */
const TIME_NAMES = new Set(
  'time timeofday hour hours timeutc timegmt posttime publishedtime createdtime commenttime reviewtime messagetime senttime uhrzeit zeit hora heure ora orario horario tijd saat'.split(
    ' ',
  ),
);

/** A zone in a column of its own. */
const ZONE_NAMES = new Set([
  'timezone',
  'tz',
  'utcoffset',
  'gmtoffset',
  'zone',
  'timezoneoffset',
  'tzoffset',
]);
/** A zone behind a time: `Z`, `+02:00`, `CEST`; AM and PM are none. */
const ENDS_WITH_ZONE = /(?:\dZ|:\d{2}(?:[.,]\d+)?\s*[+-]\d{2}(?::?\d{2})?|\b(?![AP]M\b)[A-Z]{2,5}\)?)\s*$/;

function isZone(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const text = value.trim();
  return isZoneLetters(text.toUpperCase()) || zoneNamed(text) !== undefined;
}

/** With the column that says the zone, where the times themselves name none. */
function withZone(columns: readonly string[], names: readonly ColumnName[], sample: Sample): Alternative {
  const zone = names.find(({ column, whole }) => {
    if (columns.includes(column) || !ZONE_NAMES.has(whole)) return false;
    const values = [...sample.plain(column)].slice(0, 50);
    return values.length > 0 && values.every(isZone);
  });
  const hasOwn = (column: string) =>
    [...sample.plain(column)]
      .slice(0, 50)
      .some((value) => typeof value !== 'string' || ENDS_WITH_ZONE.test(value));
  return zone && !columns.some(hasOwn) ? alternative(...columns, zone.column) : alternative(...columns);
}

/** `publishedAt` of a date and a time in columns of their own, where the date has none. */
export function withTime(date: string, names: readonly ColumnName[], sample: Sample): Alternative {
  const dates = [...sample.plain(date)].slice(0, 50);
  if (dates.length === 0 || dates.some((value) => typeof value !== 'string' || /\d{9}/.test(value)))
    return alternative(date);
  if (dates.some((value) => /\d[:hT]\d/.test(String(value)))) return withZone([date], names, sample);
  const time = names.find(({ column, bare, whole }) => {
    if (column === date || !(TIME_NAMES.has(bare) || TIME_NAMES.has(whole))) return false;
    const values = [...sample.plain(column)].slice(0, 50);
    return values.length > 0 && values.every(isTimeOfDay);
  });
  return withZone(time ? [date, time.column] : [date], names, sample);
}

/** The same for what a preset names. */
export function dated(found: Alternative, names: readonly ColumnName[], sample: Sample): Alternative {
  return found.columns.length === 1 ? withTime(found.columns[0]!, names, sample) : found;
}
