/** Random moments in many forms and zones are read back exactly, or refused; no other moment ever comes out. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, it } from 'vitest';
import { growth, LINEAR } from '../../../test/support/cpu-time.ts';
import { type DateOrder, parseInstant, readTime } from './read-time.ts';
import { TimeSurvey } from './survey.ts';

const ZONES = [
  'utc',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Sydney',
  'America/St_Johns',
];
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'ru'];
/** Dates, as luxon writes them; the first of each group is always clear. */
const CLEAR_DATES = [
  'yyyy-MM-dd',
  'yyyy/M/d',
  'yyyyMMdd',
  'd LLL yyyy',
  'LLL d, yyyy',
  'd. LLLL yyyy',
  'dd-LLL-yyyy',
  'ccc, dd LLL yyyy',
  'cccc d LLLL yyyy',
];
const UNCLEAR_DATES = ['dd/MM/yyyy', 'MM/dd/yyyy', 'd.M.yyyy', 'dd-MM-yy', 'M/d/yy', 'ccc, dd/MM/yyyy'];
const CLOCKS = ['HH:mm:ss', 'H:mm:ss.SSS', 'HH:mm:ss,SSS', 'h:mm:ss a', 'hh:mm:ssa'];
const OFFSETS = ['ZZ', 'ZZZ', "'GMT'ZZ", "'('ZZ')'", 'z'];

const instant = fc.integer({ min: Date.UTC(1995, 0, 1), max: Date.UTC(2035, 0, 1) });
const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const parts = {
  at: instant,
  zone: pick(...ZONES),
  date: pick(...CLEAR_DATES, ...UNCLEAR_DATES),
  clock: pick(...CLOCKS),
  offset: pick(...OFFSETS),
  first: fc.boolean(),
  language: pick(...LANGUAGES),
};

it('any form of date, clock and zone', () => {
  let read = 0;
  fc.assert(
    fc.property(fc.record(parts), ({ at, zone, date, clock, offset, first, language }) => {
      const time = DateTime.fromMillis(clock.includes('SSS') ? at : at - (at % 1000), { zone });
      const words = time.setLocale(language).toFormat(date);
      const hours = `${time.setLocale('en-US').toFormat(clock)} ${offset === 'z' ? (zone === 'utc' ? 'UTC' : zone) : time.toFormat(offset)}`;
      const text = first ? `${words} ${hours}` : `${hours} ${words}`;
      const found = parseInstant(text);
      if (found !== undefined) {
        read += 1;
        // A zone's name says nothing of the hour that clocks show twice.
        const twice = offset === 'z' && found !== time.toMillis() && time.getPossibleOffsets().length > 1;
        expect(twice ? time.toMillis() : found, text).toBe(time.toMillis());
      } else if (CLEAR_DATES.includes(date) && offset !== "'('ZZ')'" && language === 'en')
        expect(text).toBe('read');
    }),
    { seed: 20_260_708, numRuns: 3_000 },
  );
  expect(read).toBeGreaterThan(1_500);
});

it('every order of day and month, when it is given', () => {
  fc.assert(
    fc.property(
      instant,
      pick<DateOrder>('dmy', 'mdy', 'ymd'),
      pick('/', '-', '.', ' '),
      fc.boolean(),
      (at, order, mark, short) => {
        const time = DateTime.fromMillis(at - (at % 60_000), { zone: 'utc' });
        const names = { d: 'dd', m: 'MM', y: short ? 'yy' : 'yyyy' };
        const text = time.toFormat(
          `${order
            .split('')
            .map((letter) => names[letter as 'd'])
            .join(mark)} HH:mm`,
        );
        const options = { order } as const;
        const found = readTime(text, options);
        expect('at' in found && found.at, text).toBe(time.toMillis());
        const alone = parseInstant(text);
        expect(alone === undefined || alone === time.toMillis(), text).toBe(true);
      },
    ),
    { seed: 20_260_709, numRuns: 2_000 },
  );
});

it('a column shows its own order, or is left unread', () => {
  fc.assert(
    fc.property(
      fc.array(instant, { minLength: 1, maxLength: 30 }),
      pick('dd/MM/yyyy', 'MM/dd/yyyy', 'd-M-yy', 'M.d.yyyy'),
      (moments, format) => {
        const times = moments.map((at) => DateTime.fromMillis(at, { zone: 'utc' }).startOf('day'));
        const survey = new TimeSurvey({}, Date.UTC(2036, 0, 1));
        for (const [i, time] of times.entries()) survey.add(i + 2, time.toFormat(format));
        const { found } = survey.result();
        for (const time of times) {
          const one = readTime(time.toFormat(format), found);
          if ('at' in one) expect(one.at, time.toFormat(format)).toBe(time.toMillis());
        }
      },
    ),
    { seed: 20_260_710 },
  );
});

it('gives a whole number or nothing for any value, without throwing', () => {
  const pieces = pick(
    '2026',
    '07',
    '8',
    '08',
    '-',
    '/',
    '.',
    ':',
    ' ',
    'T',
    'Z',
    '+02',
    'GMT',
    'am',
    'Jul',
    'Mon',
    'de',
    '(',
    ')',
    '[',
    ']',
    ',',
    "'",
    '10:11',
    '年',
    'mar',
    'constructor',
    '__proto__',
    '\u0001',
    '\u202E',
    '٣',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.anything(),
        fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
      ),
      (value) => {
        const time = parseInstant(value);
        expect(time === undefined || Number.isInteger(time)).toBe(true);
      },
    ),
    { seed: 20_260_302, numRuns: 5_000 },
  );
});

it('takes time in proportion to the number of values, however hostile', () => {
  const hostile = [
    ' '.repeat(90),
    '('.repeat(90),
    '1:'.repeat(45),
    'mar '.repeat(24),
    '1/'.repeat(49),
    '+'.repeat(99),
    '9'.repeat(99),
    `2026-07-08${' '.repeat(80)}x`,
  ];
  const read = (size: number) => {
    for (let i = 0; i < size; i += 1) parseInstant(hostile[i % hostile.length]);
  };
  expect(growth(read, 500)).toBeLessThan(LINEAR);
});
