import { expect, it } from 'vitest';
import { readName } from './names.ts';
import { Sample } from './sample.ts';
import { withTime } from './time-columns.ts';

/** The columns that the time is read from, in a table of one column of dates and others. */
function columnsFor(date: string, rows: readonly Record<string, unknown>[]): readonly string[] {
  const sample = new Sample(
    rows.map((fields, i) => ({ line: i + 1, fields, raw: '' })),
    true,
  );
  return withTime(date, sample.names.map(readName), sample).columns;
}

it.each([
  [[{ date: '2026-07-08', time: '23:42', timezone: '+0200' }], ['date', 'time', 'timezone']],
  [[{ date: '2026-07-08 23:42', 'Time Zone': 'Europe/Berlin' }], ['date', 'Time Zone']],
  [[{ date: '08-07-2026', time: '23:42 PM', tz: 'CEST' }], ['date', 'time', 'tz']],
  [[{ date: '2026-07-08T10:11:12', utc_offset: '-07:00' }], ['date', 'utc_offset']],
  [[{ date: '2026-07-08', time: '23:42' }], ['date', 'time']],
])('%j', (rows, expected) => {
  expect(columnsFor('date', rows)).toEqual(expected);
});

it.each([
  ['times that have one of their own', [{ date: '2026-07-08 10:11 +0200', timezone: 'America/New_York' }]],
  ['times in UTC by their form', [{ date: '2026-07-08T10:11:12Z', timezone: '+0200' }]],
  ['letters behind the time', [{ date: 'Jul 8, 2026 10:11 PM PDT', timezone: '+0200' }]],
  ['epoch seconds', [{ date: '1783505472', timezone: '+0200' }]],
  ['a column of places', [{ date: '2026-07-08 10:11', timezone: 'Pacific Time (US & Canada)' }]],
])('no zone column with %s', (_, rows) => {
  expect(columnsFor('date', rows)).toEqual(['date']);
});
