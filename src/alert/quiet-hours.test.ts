/** Quiet hours by the wall clock of a zone, also in the nights in which clocks are put forward or back. */
import { describe, expect, it } from 'vitest';
import type { QuietHours } from '../domain/alert.ts';
import { quietHoursEnd } from './quiet-hours.ts';

const at = (text: string) => Date.parse(text);
const until = (quiet: QuietHours, text: string) => {
  const end = quietHoursEnd(quiet, at(text));
  return end === undefined ? undefined : new Date(end).toISOString().replace('.000', '');
};
const night: QuietHours = { from: '22:00', to: '07:00', zone: 'Europe/Stockholm' };

describe('a night in Stockholm', () => {
  it.each([
    // Winter: one hour before UTC.
    ['2026-01-10T20:59:59Z', undefined],
    ['2026-01-10T21:00:00Z', '2026-01-11T06:00:00Z'],
    ['2026-01-11T05:59:59Z', '2026-01-11T06:00:00Z'],
    ['2026-01-11T06:00:00Z', undefined],
    // Summer: two hours before UTC.
    ['2026-07-10T19:59:59Z', undefined],
    ['2026-07-10T20:00:00Z', '2026-07-11T05:00:00Z'],
    // Clocks go forward on 29 March 2026 at 1:00 UTC: an hour shorter.
    ['2026-03-28T21:00:00Z', '2026-03-29T05:00:00Z'],
    ['2026-03-29T04:59:59Z', '2026-03-29T05:00:00Z'],
    ['2026-03-29T05:00:00Z', undefined],
    // And back on 25 October 2026 at 1:00 UTC: an hour longer.
    ['2026-10-24T20:00:00Z', '2026-10-25T06:00:00Z'],
    ['2026-10-25T05:59:59Z', '2026-10-25T06:00:00Z'],
  ])('%s: %s', (now, end) => {
    expect(until(night, now)).toBe(end);
  });
});

it('an end that the clock leaps over is the moment after', () => {
  const leap: QuietHours = { ...night, to: '02:30' };
  expect(until(leap, '2026-03-28T23:00:00Z')).toBe('2026-03-29T01:00:00Z');
});

it('within a day, and on some days alone', () => {
  const lunch: QuietHours = { from: '12:00', to: '13:30', zone: 'Asia/Kolkata', days: [1, 2, 3, 4, 5] };
  // 2026-03-03 is a Tuesday; Kolkata is 5½ hours before UTC.
  expect(until(lunch, '2026-03-03T06:30:00Z')).toBe('2026-03-03T08:00:00Z');
  expect(until(lunch, '2026-03-03T08:00:00Z')).toBeUndefined();
  expect(until(lunch, '2026-03-07T06:30:00Z')).toBeUndefined();
});

it('a night belongs to the day on which it begins', () => {
  const friday: QuietHours = { from: '22:00', to: '07:00', zone: 'UTC', days: [5] };
  expect(until(friday, '2026-03-07T06:59:00Z')).toBe('2026-03-07T07:00:00Z');
  expect(until(friday, '2026-03-06T06:59:00Z')).toBeUndefined();
  expect(until(friday, '2026-03-07T23:00:00Z')).toBeUndefined();
  const sunday: QuietHours = { ...friday, days: [7] };
  expect(until(sunday, '2026-03-09T03:00:00Z')).toBe('2026-03-09T07:00:00Z');
});

it('what cannot be read holds nothing back', () => {
  expect(quietHoursEnd({ ...night, zone: 'Mars/Olympus' }, at('2026-01-10T23:00:00Z'))).toBeUndefined();
  expect(quietHoursEnd({ ...night, to: 'noon' }, at('2026-01-10T20:00:00Z'))).toBeUndefined();
});
