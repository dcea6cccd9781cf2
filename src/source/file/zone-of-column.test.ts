import { expect, it } from 'vitest';
import { zoneOfColumns } from './zone-of-column.ts';

it.each([
  ['Date (UTC+2)', '+02:00'],
  ['Date (GMT-05:30)', '-05:30'],
  ['Created [Europe/Berlin]', 'Europe/Berlin'],
  ['Post date (CEST)', '+02:00'],
  ['Created (PT)', 'America/Los_Angeles'],
  ['Published EST', '-05:00'],
  ['posted_at_pst', '-08:00'],
  ['created_utc', 'UTC'],
  ['Time +0530', '+05:30'],
  ['Time (UTC−3)', '-03:00'],
  ['Date (local, UTC+1)', undefined],
  ['Date (at)', undefined],
  ['Review Submit Date and Time', undefined],
  ['Created At', undefined],
  ['date_posted', undefined],
  ['Date (day)', undefined],
  ['2026-06-01', undefined],
])('%s', (column, timeZone) => {
  expect(zoneOfColumns([column])?.timeZone).toBe(timeZone);
});

it.each(['Date (IST)', 'Time CST', 'posted_at_bst'])('%s means several zones: asked for', (column) => {
  expect(() => zoneOfColumns([column])).toThrow(/several meanings.*--timezone/);
});

it('looks at both columns of a date and a time', () => {
  expect(zoneOfColumns(['Date', 'Time (UTC+9)'])).toEqual({ column: 'Time (UTC+9)', timeZone: '+09:00' });
});
