import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseInstant } from './read-time.ts';

const T = Date.UTC(2026, 2, 2, 3, 4, 5);

it.each<[unknown, number]>([
  ['2026-03-02T03:04:05Z', T],
  ['2026-03-02T03:04:05.678Z', T + 678],
  ['2026-03-02T05:04:05+02:00', T],
  ['2026-03-02T05:04:05+0200', T],
  ['2026-03-01T22:04:05-05:00', T],
  ['2026-03-02 03:04:05', T],
  ['2026-03-02T03:04', T - 5_000],
  ['2026-03-02', Date.UTC(2026, 2, 2)],
  [' 2026-03-02 ', Date.UTC(2026, 2, 2)],
  ['Mon, 02 Mar 2026 03:04:05 GMT', T],
  ['Mon, 02 Mar 2026 03:04:05 +0000', T],
  ['Sun, 01 Mar 2026 22:04:05 EST', T],
  ['2 Mar 2026 03:04:05', T],
  ['Mon Mar 02 03:04:05 +0000 2026', T],
  ['2024-02-29', Date.UTC(2024, 1, 29)],
  [T, T],
  [T / 1000, T],
  [T / 1000 + 0.5, T + 500],
  [String(T), T],
  [String(T / 1000), T],
  [`${T / 1000}.0`, T],
  [new Date(T), T],
])('%j', (value, time) => expect(parseInstant(value)).toBe(time));

const NOTHING: unknown[] = [
  '',
  ' ',
  'now',
  'yesterday',
  '12',
  '2026',
  '2026-13-01',
  '2026-02-30',
  '2025-02-29',
  '2026-02-30T10:00:00Z',
  '7/10/2020',
  '07.10.2020',
  '7/10/2020 10:00',
  '2026-03-02T25:00:00Z',
  '2026-03-02T03:04:05+99:99',
  'March',
  '10:00',
  'x'.repeat(200),
  '2026-03-02; drop table',
  '1e12',
  '0x1234567890',
  '-5',
  0,
  -1,
  NaN,
  Infinity,
  -Infinity,
  null,
  undefined,
  true,
  {},
  [],
  [2026],
  Symbol('x'),
  new Date(NaN),
  { toString: 1 },
];
it.each(NOTHING.map((value): [unknown] => [value]))('nothing for %j', (value) => {
  expect(parseInstant(value)).toBeUndefined();
});

const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

it('reads back what it was written from, in every form', () => {
  fc.assert(
    fc.property(instant, (date) => {
      const whole = Math.floor(date.getTime() / 1000) * 1000;
      const iso = date.toISOString();
      expect(parseInstant(iso)).toBe(date.getTime());
      expect(parseInstant(iso.replace('T', ' ').replace('Z', ''))).toBe(date.getTime());
      expect(parseInstant(date.toUTCString())).toBe(whole);
      expect(parseInstant(date.getTime())).toBe(date.getTime());
      expect(parseInstant(whole / 1000)).toBe(whole);
    }),
    { seed: 20_260_302 },
  );
});

it('gives a whole number or nothing for any value, without throwing', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const time = parseInstant(value);
      expect(time === undefined || Number.isInteger(time)).toBe(true);
    }),
    { seed: 20_260_302 },
  );
});
