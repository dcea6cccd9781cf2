import { describe, expect, it } from 'vitest';
import { readTime, type TimeOptions } from './read-time.ts';
import { TimeSurvey } from './survey.ts';

const NOW = Date.UTC(2026, 10, 30);

function survey(values: readonly unknown[], options: TimeOptions = {}) {
  const column = new TimeSurvey(options, NOW);
  for (const [i, value] of values.entries()) column.add(i + 2, value);
  return column.result();
}

describe('the order of day and month', () => {
  it.each([
    [['08-07-2026 10:11', '13-07-2026 10:11', '02-06-2026 10:11'], 'dmy'],
    [['07/08/2026', '07/13/2026'], 'mdy'],
    [['08.07.2026', '2026-07-09', '', '31.12.2025'], 'dmy'],
    [['Wed, 08/07/2026', '09/07/2026'], 'dmy'],
    [['01/07/2026', '12/07/2026'], 'dmy'], // 7 December would be in the future
    [['07/08/26', '07/30/26'], 'mdy'],
    [['08-07-26', '30-07-26'], 'dmy'], // 2030 would be
    [['26/07/08', '25/12/31'], 'ymd'],
    [['4/5/2026 10:11', 'no date', '31/2/2026', '5/25/2026'], 'mdy'],
  ])('%j: %s', (values, order) => expect(survey(values).found.order).toBe(order));

  it('says what shows it', () => {
    expect(survey(['08/07/2026', '13/07/2026']).evidence).toEqual({ line: 3, value: '13/07/2026' });
  });

  it.each<[unknown[], string, boolean]>([
    [['08/07/2026', '02/06/2026'], 'undecided', true],
    [['07/08/26', '01/02/26'], 'undecided', true],
    [['13/07/2026', '07/14/2026', '08/07/2026'], 'contradictory', false],
    [['2026-13-07', '2026-08-07'], 'year-day-month', true],
    [['08/07/2026', ...Array.from({ length: 20 }, () => '2026-07-08')], 'undecided', false],
  ])('%j: %s', (values, why, asks) => {
    const { found, unclear } = survey(values);
    expect(found.order).toBeUndefined();
    expect(unclear).toMatchObject({ why, asks });
    expect(unclear?.examples.length).toBeGreaterThan(0);
  });

  it.each<[unknown[]]>([
    [['2026-07-08', '2026-12-11']],
    [['08/08/2026', '09/09/2026']],
    [['8 Jul 2026', 1783505472]],
    [['x', null]],
    [[]],
  ])('%j need none', (values) => expect(survey(values)).toEqual({ found: {} }));

  it('a row that contradicts the column is refused, and its neighbours are not', () => {
    const options = { ...survey(['13/07/2026', '08/07/2026']).found, forFile: true };
    expect(readTime('07/14/2026', options)).toEqual({
      problem: 'is no date in the order day, month, year (say --date-format)',
    });
    expect(readTime('08/07/2026', options)).toMatchObject({ at: Date.UTC(2026, 6, 8) });
  });
});

describe('files that know only days', () => {
  const days = (time: string) =>
    Array.from({ length: 12 }, (_, i) => `2026-07-${String(i + 1).padStart(2, '0')}${time}`);

  it.each([
    [' 00:00:00', 0],
    ['T07:00:00-07:00', 7 * 3_600_000],
    ['T12:00:00Z', 12 * 3_600_000],
  ])('every row at %s', (time, emptyTime) => expect(survey(days(time)).found).toEqual({ emptyTime }));

  it('one other time of day, too few days or too few rows show that times mean something', () => {
    expect(survey([...days(' 00:00:00'), '2026-07-01 00:00:01']).found).toEqual({});
    expect(survey(Array.from({ length: 50 }, () => '2026-07-01 10:11')).found).toEqual({});
    expect(survey(days(' 10:11').slice(0, 5)).found).toEqual({});
    expect(survey(['2026-07-01 00:00']).found).toEqual({});
  });

  it('moments since 1970 are looked at in the zone of the import', () => {
    const midnights = Array.from({ length: 5 }, (_, i) => Date.UTC(2026, 6, i + 1) - 2 * 3_600_000);
    const berlin = { timeZone: 'Europe/Berlin' };
    const { found } = survey(midnights, berlin);
    expect(found).toEqual({ emptyTime: 0 });
    expect(readTime(midnights[0], { ...berlin, ...found })).toMatchObject({
      at: Date.UTC(2026, 6, 1),
      precision: 'day',
    });
  });
});

describe('days of a spreadsheet', () => {
  it('only where the whole column is such numbers', () => {
    expect(survey(['46211.4244', '46212']).found).toEqual({ serialDays: true });
    expect(survey([46211.4244, 46212.5]).found).toEqual({ serialDays: true });
    expect(survey(['46211.4244', '2026-07-08']).found).toEqual({});
    expect(survey(['46211', '1783505472']).found).toEqual({});
  });
});

it('stops where more rows change nothing, and reads numeric dates to the end', () => {
  const decided = (value: (i: number) => string) => {
    const column = new TimeSurvey({}, NOW);
    for (let i = 0; i < 3_000; i += 1) column.add(i, value(i));
    return column.decided;
  };
  expect(decided((i) => `2026-07-08 10:${String(i % 60).padStart(2, '0')}`)).toBe(true);
  expect(decided(() => '2026-07-08')).toBe(true);
  expect(decided(() => '08/07/2026 10:11')).toBe(false);
  expect(decided((i) => String(46_000 + (i % 200)))).toBe(false);
});
