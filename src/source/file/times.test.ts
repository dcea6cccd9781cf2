import { describe, expect, it } from 'vitest';
import { importRows, type ReadWishes } from '../../../test/support/import-rows.ts';
import { tempDirs } from '../../../test/support/temp.ts';
import { UserError } from '../../domain/result.ts';
import { fileTimes } from './times.ts';

const tempDir = tempDirs();
const SOLD = 'They sold my contacts to advertisers';

/** The times of a CSV with these in a column `date`. */
async function read(dates: readonly string[], wishes: ReadWishes = {}) {
  const lines = dates.map((date, i) => `${i + 1},"${date.replaceAll('"', '""')}",${SOLD} ${i}`);
  const { mentions, refused, reading } = await importRows(
    tempDir(),
    'f.csv',
    ['id,date,text', ...lines].join('\n'),
    wishes,
  );
  return {
    times: mentions.map((m) => new Date(m.publishedAt).toISOString().slice(0, 16)),
    precision: mentions.map((m) => m.precision),
    refused,
    reading,
  };
}

describe('the order of day and month', () => {
  it('is shown by the whole column, also far down', async () => {
    const early = Array.from({ length: 3_000 }, (_, i) => `0${1 + (i % 9)}-07-2026 10:1${i % 10}`);
    const { times, reading, refused } = await read([...early, '13-07-2026 10:11']);
    expect(refused).toEqual([]);
    expect(times[1]).toBe('2026-07-02T10:11');
    expect(reading).toMatchObject({ dateOrder: 'dmy', precision: 'minute', timezone: 'UTC' });
    expect(reading.notes.join('\n')).toMatch(/the day first, as "13-07-2026 10:11" in line 3002 shows/);
  });

  it('is asked for where nothing shows it, with examples and before anything is read', async () => {
    const dates = ['08/07/2026', '02/06/2026', '2026-05-05'];
    await expect(read(dates)).rejects.toThrow(UserError);
    await expect(read(dates)).rejects.toThrow(/"08\/07\/2026" in line 2.*Say which: --date-format dmy/);
    expect((await read(dates, { dateFormat: 'dmy' })).times).toEqual([
      '2026-07-08T00:00',
      '2026-06-02T00:00',
      '2026-05-05T00:00',
    ]);
    expect((await read(dates, { dateFormat: 'mdy' })).times).toEqual([
      '2026-08-07T00:00',
      '2026-02-06T00:00',
      '2026-05-05T00:00',
    ]);
  });

  it('contradictions refuse what could be two days, and nothing else', async () => {
    const { times, refused, reading } = await read([
      '13/07/2026 10:00',
      '07/14/2026 11:00',
      '08/07/2026 12:00',
      '8 July 2026 13:00',
    ]);
    expect(times).toEqual(['2026-07-13T10:00', '2026-07-14T11:00', '2026-07-08T13:00']);
    expect(refused).toEqual([
      'publishedAt may be day/month or month/day (say --date-format dmy or mdy): 08/07/2026 12:00',
    ]);
    expect(reading.notes.join('\n')).toMatch(/contradict each other/);
  });

  it('a row that does not have the order is refused, and says so', async () => {
    const { times, refused } = await read(['13/07/2026', '07/14/2026'], { dateFormat: 'dmy' });
    expect(times).toEqual(['2026-07-13T00:00']);
    expect(refused).toEqual([
      expect.stringMatching(/^publishedAt is no date in the order day, month, year .*: 07\/14\/2026$/),
    ]);
  });

  it('few unclear dates among clear ones are refused on their own', async () => {
    const { times, refused } = await read([
      ...Array.from({ length: 20 }, (_, i) => `2026-07-08 10:${10 + i}`),
      '08/07/2026 10:11',
    ]);
    expect(times).toHaveLength(20);
    expect(refused).toHaveLength(1);
  });

  it('a pattern is what all times have', async () => {
    const { times, refused } = await read(['2026-08-07 9:11 PM', '2026-08-07'], {
      dateFormat: 'YYYY-DD-MM h:mm A',
    });
    expect(times).toEqual(['2026-07-08T21:11']);
    expect(refused).toEqual(['publishedAt does not have the form of --date-format: 2026-08-07']);
    await expect(read(['2026-13-07', '2026-08-07'])).rejects.toThrow(/--date-format YYYY-DD-MM/);
  });
});

describe('zones', () => {
  it('times without one are those of --timezone, named ones are not, and the assumption is said', async () => {
    const dates = ['2026-07-08 10:11', '2026-07-08 10:12 PDT', '2026-07-08'];
    const berlin = await read(dates, { timezone: 'Europe/Berlin' });
    expect(berlin.times).toEqual(['2026-07-08T08:11', '2026-07-08T17:12', '2026-07-08T00:00']);
    expect(berlin.reading.timezone).toBe('Europe/Berlin');
    const utc = await read(dates);
    expect(utc.times[0]).toBe('2026-07-08T10:11');
    expect(utc.reading).toMatchObject({ timezone: 'UTC', zoneAssumed: true });
    expect((await read(['2026-07-08T10:11Z'])).reading.zoneAssumed).toBeUndefined();
  });

  it('letters of several zones are refused with the option that decides', async () => {
    const dates = ['2026-07-08 10:11 IST', '2026-07-08 10:11 CEST'];
    const { refused, times } = await read(dates);
    expect(times).toEqual(['2026-07-08T08:11']);
    expect(refused[0]).toMatch(/the zone IST, which has several meanings \(say --timezone Asia\/Kolkata or/);
    expect((await read(dates, { timezone: 'Asia/Kolkata' })).times[0]).toBe('2026-07-08T04:41');
  });

  it.each([['Mars/Olympus'], ['IST'], ['+25:00'], ['']])('--timezone %j means nothing', (zone) => {
    expect(() => fileTimes(undefined, zone)).toThrow(/write a name such as Europe\/Berlin/);
  });
});

describe('days', () => {
  it('dates alone, and one time of day on every row', async () => {
    const alone = await read(['8 Jul 2026', 'Apr 3, 2026', '2026/04/04']);
    expect(alone.precision).toEqual(['day', 'day', 'day']);
    expect(alone.reading.precision).toBe('day');
    const days = Array.from({ length: 12 }, (_, i) => `2026-07-${10 + i}T07:00:00-07:00`);
    const seven = await read(days);
    expect(new Set(seven.precision)).toEqual(new Set(['day']));
    expect(seven.times[0]).toBe('2026-07-10T14:00');
    expect(seven.reading.notes.join('\n')).toMatch(/Every row has the time 07:00: only the days are taken/);
    expect((await read([...days, '2026-07-22T07:00:01-07:00'])).reading.precision).toBe('second');
  });

  it('midnight somewhere east of here is its own day', async () => {
    const { times, precision } = await read(['2026-07-08T00:00:00+02:00', '2026-07-09T00:00:00+02:00']);
    expect(times).toEqual(['2026-07-08T00:00', '2026-07-09T00:00']);
    expect(precision).toEqual(['day', 'day']);
  });

  it('days of a spreadsheet, said', async () => {
    const { times, reading } = await read(['46211.4244', '46212.5']);
    expect(times).toEqual(['2026-07-08T10:11', '2026-07-09T12:00']);
    expect(reading.notes.join('\n')).toMatch(/days as a spreadsheet stores them/);
    const { refused } = await read(['46211.4244', '2026-07-08 10:11']);
    expect(refused).toEqual([
      expect.stringMatching(/is a number of days, as a spreadsheet stores dates: 46211/),
    ]);
  });

  it('a date and a time in two columns, with a zone in a third', async () => {
    const csv =
      'date,time,timezone,text\n2026-07-08,23:42,+0200,They lied\n2026-07-09,09:05,+0200,They lied again';
    const { mentions } = await importRows(tempDir(), 'f.csv', csv, { map: 'publishedAt=date+time+timezone' });
    expect(mentions.map((m) => new Date(m.publishedAt).toISOString())).toEqual([
      '2026-07-08T21:42:00.000Z',
      '2026-07-09T07:05:00.000Z',
    ]);
  });
});

it('JSON: numbers, wrapped times and texts side by side', async () => {
  const rows = [
    1_783_505_472,
    1_783_505_472_000,
    { $date: '2026-07-08T10:11:12Z' },
    '/Date(1783505472000)/',
    'Wed Jul 08 10:11:12 +0000 2026',
  ];
  const lines = rows.map((created_at, i) => JSON.stringify({ id: i, created_at, text: `${SOLD} ${i}` }));
  const { mentions, refused } = await importRows(tempDir(), 'f.jsonl', lines.join('\n'));
  expect(refused).toEqual([]);
  expect(new Set(mentions.map((m) => m.publishedAt))).toEqual(new Set([1_783_505_472_000]));
});
