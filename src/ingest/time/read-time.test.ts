import { describe, expect, it } from 'vitest';
import { parseInstant, readTime, type TimeOptions } from './read-time.ts';

const T = Date.UTC(2026, 2, 2, 3, 4, 5);
const iso = (value: unknown, options: TimeOptions = {}) => {
  const time = readTime(value, options);
  return 'problem' in time ? time.problem : new Date(time.at).toISOString().replace('.000', '');
};

describe('parseInstant', () => {
  it.each<[unknown, number]>([
    ['2026-03-02T03:04:05Z', T],
    ['2026-03-02T03:04:05.678Z', T + 678],
    ['2026-03-02T03:04:05.678912345Z', T + 678],
    ['2026-03-02 03:04:05,678', T + 678],
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
    [T * 1000, T],
    [String(T), T],
    [String(T / 1000), T],
    [`${T / 1000}.0`, T],
    [`${T}000`, T],
    [`${T}000000`, T],
    ['1.772420645E9', T],
    [new Date(T), T],
    [{ $date: '2026-03-02T03:04:05Z' }, T],
    [{ $date: T }, T],
    [{ $date: { $numberLong: String(T) } }, T],
    [{ _seconds: T / 1000, _nanoseconds: 5e8 }, T + 500],
    [`/Date(${T})/`, T],
    [`/Date(${T}+0200)/`, T],
    ['ISODate("2026-03-02T03:04:05Z")', T],
  ])('%j', (value, time) => expect(parseInstant(value)).toBe(time));

  const nothing: unknown[] = [
    '', ' ', 'now', 'yesterday', '12', '2026', '2026-07', '2026-13-01', '2026-02-30', '2025-02-29',
    '2026-02-30T10:00:00Z', '30 Feb 2026', '31 Nov 2026 10:00 GMT', '31.11.2026', '7/10/2020', '07.10.2020',
    '7-10-2020', '7/10/2020 10:00', 'Thu, 7/10/20', '2026-03-02T25:00:00Z', '2026-03-02T03:04:05+99:99',
    '2026-03-02T03:60', '24:01 2 Mar 2026', 'March', '10:00', '10:00 12:00 2026-03-02', 'x'.repeat(200),
    '2026-03-02; drop table', '2026-03-02 2026-03-03', 'Jan Apr 3 2026', '1e12', '1.77242E+09', '0x1234567890',
    '-5', '2026-03-02T03:04:05Textra', '1:2:3:4 2 Mar 2026', '2 weeks ago', 'vor 3 Tagen', '3 Foo 2026',
    '2 Mar', 'Mar 2026', '46083.12', 46_083, 0, -1, NaN, Infinity, -Infinity, null, undefined, true, {}, [],
    [2026], Symbol('x'), new Date(NaN), { toString: 1 }, { $date: { $date: { $date: {} } } },
  ]; // biome-ignore format: a list
  it.each(nothing.map((value): [unknown] => [value]))('nothing for %j', (value) => {
    expect(parseInstant(value)).toBeUndefined();
  });
});

describe('zones', () => {
  it.each([
    ['2026-06-01 10:00:00+02', '2026-06-01T08:00:00Z'],
    ['2026-06-01 10:00:00 +2', '2026-06-01T08:00:00Z'],
    ['2026-06-01 10:00:00+05:30', '2026-06-01T04:30:00Z'],
    ['2026-06-01 10:00:00 −0700', '2026-06-01T17:00:00Z'],
    ['2026-06-01 10:00:00 GMT+2', '2026-06-01T08:00:00Z'],
    ['2026-06-01 10:00:00 UTC-03:30', '2026-06-01T13:30:00Z'],
    ['2026-06-01 10:00:00 (GMT-5)', '2026-06-01T15:00:00Z'],
    ['Mon, 01 Jun 2026 10:00:00 -0700 (PDT)', '2026-06-01T17:00:00Z'],
    ['Mon Jun 01 10:00:00 -0700 2026', '2026-06-01T17:00:00Z'],
    ['Mon Jun  1 10:00:00 PDT 2026', '2026-06-01T17:00:00Z'],
    ['Mon Jun 01 2026 10:00:00 GMT+0200 (Central European Summer Time)', '2026-06-01T08:00:00Z'],
    ['Mon, 01 Jun 2026 10:00:00 PDT', '2026-06-01T17:00:00Z'],
    ['Mon, 01 Jun 2026 10:00:00 CST', '2026-06-01T16:00:00Z'],
    ['2026-06-01 10:00 CEST', '2026-06-01T08:00:00Z'],
    ['2026-06-01 10:00 JST', '2026-06-01T01:00:00Z'],
    ['2026-06-01 10:00 AEST', '2026-06-01T00:00:00Z'],
    ['1 Jun 2026 10:00 MSK', '2026-06-01T07:00:00Z'],
    ['1 Jun 2012 10:00 MSK', '2012-06-01T06:00:00Z'],
    ['1 Jun 2026 10:00 ET', '2026-06-01T14:00:00Z'],
    ['1 Dec 2026 10:00 ET', '2026-12-01T15:00:00Z'],
    ['2026-06-01 10:00 Europe/Berlin', '2026-06-01T08:00:00Z'],
    ['2026-06-01T10:00[Europe/Berlin]', '2026-06-01T08:00:00Z'],
    ['2026-06-01T10:00+02:00[Europe/Berlin][u-ca=gregory]', '2026-06-01T08:00:00Z'],
    ['2026-06-01 10:00 Etc/GMT+5', '2026-06-01T15:00:00Z'],
    ['10:00 1 Jun 2026 +0200', '2026-06-01T08:00:00Z'],
    ['2026-06-01T10:00:00z', '2026-06-01T10:00:00Z'],
    ['2026-06-01 10:00:00 +0800 CST', '2026-06-01T02:00:00Z'],
  ])('%s', (value, time) => expect(iso(value)).toBe(time));

  it.each([
    ['2026-06-01 10:00 IST', /names the zone IST, which has several meanings/],
    ['2026-06-01 10:00 BST', /names the zone BST/],
    ['Mon Jun  1 10:00:00 CST 2026', /names the zone CST/],
    ['2026年6月1日 10:00 CST', /names the zone CST/],
    ['Mon, 1 Jun 2026 10:00 AT', /names the zone AT/],
    ['2026-06-01 10:00 (Arabian Standard Time)', /names the zone Arabian Standard Time, which is not known/],
    ['2026-06-01T10:00+02:00Z', /two time zones/],
    ['2026-06-01 10:00 EST +0200', /two time zones/],
    ['2026-06-01 10:00 +15:00', /impossible time zone/],
    ['2026-06-01 10:00 Europe/Atlantis', /impossible time zone/],
    ['2026-06-01 10:00 (constructor)', /^2026-06-01T10:00:00Z$/],
    ['8 Jul 2026 10:00-12:00', /impossible time zone/],
    ['2026-06-01 10:00 QQQ', /is not a date/],
    ['2026-06-01 10:00 M', /is not a date/],
  ])('%s: %s', (value, words) => expect(iso(value)).toMatch(words));

  it('the zone of the import decides between letters that have several meanings', () => {
    expect(iso('2026-06-01 10:00 IST', { timeZone: 'Asia/Kolkata' })).toBe('2026-06-01T04:30:00Z');
    expect(iso('2026-06-01 10:00 BST', { timeZone: 'Europe/London' })).toBe('2026-06-01T09:00:00Z');
    expect(iso('Mon Jun  1 10:00:00 CST 2026', { timeZone: 'Asia/Shanghai' })).toBe('2026-06-01T02:00:00Z');
    expect(iso('2026-06-01 10:00 IST', { timeZone: 'Europe/Berlin', forFile: true })).toMatch(
      /\(say --timezone Asia\/Kolkata or/,
    );
  });

  it('a time without a zone is one of the given zone, a named one is not, and a day stays its day', () => {
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(iso('2026-06-01 10:00', berlin)).toBe('2026-06-01T08:00:00Z');
    expect(iso('2026-12-01 10:00', berlin)).toBe('2026-12-01T09:00:00Z');
    expect(iso('2026-06-01 10:00Z', berlin)).toBe('2026-06-01T10:00:00Z');
    expect(iso('2026-06-01', berlin)).toBe('2026-06-01T00:00:00Z');
    expect(iso('2026-06-01 10:00', { timeZone: '-03:30' })).toBe('2026-06-01T13:30:00Z');
    expect(iso('2026-06-01 10:00', { timeZone: 'Mars/Olympus' })).toBe('is of an unknown time zone');
  });

  it('clock changes: a skipped time is read by the offset before, a doubled one is its first', () => {
    const berlin = { timeZone: 'Europe/Berlin' };
    expect(iso('2026-03-29 01:59', berlin)).toBe('2026-03-29T00:59:00Z');
    expect(iso('2026-03-29 02:30', berlin)).toBe('2026-03-29T01:30:00Z');
    expect(iso('2026-03-29 03:00', berlin)).toBe('2026-03-29T01:00:00Z');
    expect(iso('2026-10-25 02:30', berlin)).toBe('2026-10-25T00:30:00Z');
    expect(iso('2026-10-25 03:00', berlin)).toBe('2026-10-25T02:00:00Z');
    expect(iso('2026-10-04 02:15', { timeZone: 'Australia/Lord_Howe' })).toBe('2026-10-03T15:45:00Z');
  });
});

describe('forms', () => {
  it.each([
    ['08-Jul-2026', '2026-07-08T00:00:00Z', 'day'],
    ['Apr 3, 2021', '2021-04-03T00:00:00Z', 'day'],
    ['3rd of April 2021', '2021-04-03T00:00:00Z', 'day'],
    ['2021/04/03', '2021-04-03T00:00:00Z', 'day'],
    ['2021-4-3 9:05', '2021-04-03T09:05:00Z', 'minute'],
    ['2021.04.03 09:05:01', '2021-04-03T09:05:01Z', 'second'],
    ['20260708', '2026-07-08T00:00:00Z', 'day'],
    ['20260708T101500Z', '2026-07-08T10:15:00Z', 'second'],
    ['202607081015', '2026-07-08T10:15:00Z', 'minute'],
    ['20260708101500', '2026-07-08T10:15:00Z', 'second'],
    ['03-Apr-2021 10:00AM', '2021-04-03T10:00:00Z', 'minute'],
    ['08-Jul-2026 11:42PM', '2026-07-08T23:42:00Z', 'minute'],
    ['Jul 8, 2026 12:05 a.m.', '2026-07-08T00:05:00Z', 'minute'],
    ['Jul 8, 2026 12:05 PM', '2026-07-08T12:05:00Z', 'minute'],
    ['July 8th, 2026 at 2:15 p.m.', '2026-07-08T14:15:00Z', 'minute'],
    ['Jul 8, 2026, 2:15 PM', '2026-07-08T14:15:00Z', 'minute'],
    ['Jul 8, 2026 2pm', '2026-07-08T14:00:00Z', 'minute'],
    ['Jul 8, 2026 @ 10:11:12.000', '2026-07-08T10:11:12Z', 'second'],
    ['10:11 AM · Jul 8, 2026', '2026-07-08T10:11:00Z', 'minute'],
    ["8 Jul '26", '2026-07-08T00:00:00Z', 'day'],
    ['08-Jul-26 10:11:12', '2026-07-08T10:11:12Z', 'second'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37Z', 'second'],
    ['08/Jul/2026:10:11:12 +0000', '2026-07-08T10:11:12Z', 'second'],
    ['2026:07:08 10:11:12', '2026-07-08T10:11:12Z', 'second'],
    ['2026-07-08-10.11.12.123456', '2026-07-08T10:11:12.123Z', 'second'],
    ['2026-W28-3', '2026-07-08T00:00:00Z', 'day'],
    ['2026-189', '2026-07-08T00:00:00Z', 'day'],
    ['2026-07-07T24:00:00Z', '2026-07-08T00:00:00Z', 'second'],
    ['2016-12-31T23:59:60Z', '2017-01-01T00:00:00Z', 'second'],
    ['2017-01-01T08:59:60+09:00', '2017-01-01T00:00:00Z', 'second'],
    ['2026-07-08 00:00:00 10:11', '2026-07-08T10:11:00Z', 'minute'],
    ['le 8 juillet 2026 à 10 h 11', '2026-07-08T10:11:00Z', 'minute'],
    ['8. Juli 2026 um 10.11 Uhr', '2026-07-08T10:11:00Z', 'minute'],
    ['8. juli 2026 kl. 10.11', '2026-07-08T10:11:00Z', 'minute'],
    ['13.07.2026 10.11', '2026-07-13T10:11:00Z', 'minute'],
    ['2026-07-08 10.11', '2026-07-08T10:11:00Z', 'minute'],
    ['08-JUL-26 10.11.12.000000000 PM', '2026-07-08T22:11:12Z', 'second'],
    ['2026-07-08 10:11:12.1 +0200 CEST m=+0.000012', '2026-07-08T08:11:12.100Z', 'second'],
    ['8 Jul 2026 10:00:00-07:00', '2026-07-08T17:00:00Z', 'second'],
    ['8 juillet 2026 à 10h11', '2026-07-08T10:11:00Z', 'minute'],
    ['mar. 07 juil. 2026 10:11', '2026-07-07T10:11:00Z', 'minute'],
    ['8. Juli 2026, 10:11 Uhr', '2026-07-08T10:11:00Z', 'minute'],
    ['8 de julio de 2026', '2026-07-08T00:00:00Z', 'day'],
    ['8 lug 2026', '2026-07-08T00:00:00Z', 'day'],
    ['8 июля 2026 г.', '2026-07-08T00:00:00Z', 'day'],
    ['2026年7月8日 下午3:09', '2026-07-08T15:09:00Z', 'minute'],
    ['2026. 7. 8. 오후 3:09', '2026-07-08T15:09:00Z', 'minute'],
    ['"2026-07-08"', '2026-07-08T00:00:00Z', 'day'],
    ['13/07/2026', '2026-07-13T00:00:00Z', 'day'],
    ['07/13/2026 10:11 am', '2026-07-13T10:11:00Z', 'minute'],
    ['08/08/2026', '2026-08-08T00:00:00Z', 'day'],
    ['Wed, 08/07/2026', '2026-07-08T00:00:00Z', 'day'],
    ['Fri, 08/07/2026', '2026-08-07T00:00:00Z', 'day'],
    ['10/30/23 21:55', '2023-10-30T21:55:00Z', 'minute'],
  ])('%s', (value, time, precision) => {
    expect(iso(value)).toBe(time);
    expect(readTime(value)).toMatchObject({ precision });
  });

  it.each([
    ['08/07/2026', 'dmy', '2026-07-08T00:00:00Z'],
    ['08/07/2026', 'mdy', '2026-08-07T00:00:00Z'],
    ['08-07-2026 10:11', 'dmy', '2026-07-08T10:11:00Z'],
    ['08.07.26', 'dmy', '2026-07-08T00:00:00Z'],
    ['26/07/08', 'ymd', '2026-07-08T00:00:00Z'],
    ['2026-07-08', 'mdy', '2026-07-08T00:00:00Z'],
    ['13/07/2026', 'mdy', 'is no date in the order month, day, year (write it as 2026-07-08T10:11:12Z)'],
    ['Fri, 08/07/2026', 'dmy', 'has a weekday that is not the one of its date'],
    ['30/02/2026', 'dmy', 'is not a date of the calendar'],
  ] as const)('%s by %s: %s', (value, order, time) => expect(iso(value, { order })).toBe(time));

  it('a spreadsheet day needs a column of them', () => {
    expect(iso('46211.42444', { serialDays: true })).toBe('2026-07-08T10:11:12Z');
    expect(iso('46211,4244', { serialDays: true })).toBe('2026-07-08T10:11:00Z');
    expect(iso(46_211, { serialDays: true })).toBe('2026-07-08T00:00:00Z');
    expect(iso('46211.4244')).toMatch(/is a number of days, as a spreadsheet/);
  });

  it('a time of day that stands for none leaves the day, in its own zone', () => {
    const berlin = { emptyTime: 0 };
    expect(readTime('2026-07-08T00:00:00+02:00', berlin)).toMatchObject({
      at: Date.UTC(2026, 6, 8),
      precision: 'day',
    });
    expect(readTime('2026-07-08T10:00:00+02:00', berlin)).toMatchObject({
      at: Date.UTC(2026, 6, 8, 8),
      precision: 'second',
    });
    const seven = { emptyTime: 7 * 3_600_000 };
    expect(readTime('2026-07-08T07:00:00-07:00', seven)).toMatchObject({
      at: Date.UTC(2026, 6, 8, 14),
      precision: 'day',
    });
  });
});
