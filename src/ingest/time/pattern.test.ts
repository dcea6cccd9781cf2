import { describe, expect, it } from 'vitest';
import { UserError } from '../../domain/result.ts';
import { dateFormat } from './pattern.ts';
import { readTime } from './read-time.ts';

const read = (value: string, format: string, timeZone?: string) => {
  const time = readTime(value, { ...dateFormat(format), timeZone });
  return 'problem' in time
    ? time.problem
    : `${new Date(time.at).toISOString().replace('.000', '')} ${time.precision}`;
};

describe('--date-format', () => {
  it.each([
    ['dmy', 'dmy'],
    ['D/M/Y', 'dmy'],
    ['MDY', 'mdy'],
    ['y-m-d', 'ymd'],
  ])('%s is the order %s', (text, order) => expect(dateFormat(text)).toEqual({ order }));

  it.each([
    ['DD/MM/YYYY HH:mm', '08/07/2026 10:11', '2026-07-08T10:11:00Z minute'],
    ['DD/MM/YYYY HH:mm', '8/7/2026 9:11', '2026-07-08T09:11:00Z minute'],
    ['dd/mm/yyyy hh:mm', '08/07/2026 22:11', '2026-07-08T22:11:00Z minute'],
    ['dd/MM/yyyy HH:mm:ss', '08/07/2026 10:11:12', '2026-07-08T10:11:12Z second'],
    ['MM/DD/YYYY HH:MM:SS', '07/08/2026 10:11:12', '2026-07-08T10:11:12Z second'],
    ['m/d/yyyy h:mm AM/PM', '7/8/2026 10:11 PM', '2026-07-08T22:11:00Z minute'],
    ['M/D/YY h:mm A', '7/8/26 10:11 p.m.', '2026-07-08T22:11:00Z minute'],
    ['%d.%m.%Y %H:%M', '08.07.2026 10:11', '2026-07-08T10:11:00Z minute'],
    ['%Y%m%d', '20260708', '2026-07-08T00:00:00Z day'],
    ['%b %-d, %Y %I:%M %p', 'Jul 8, 2026 10:11 PM', '2026-07-08T22:11:00Z minute'],
    ['%d/%m/%Y %T %z', '08/07/2026 10:11:12 +0200', '2026-07-08T08:11:12Z second'],
    ['YYYY-DD-MM', '2026-08-07', '2026-07-08T00:00:00Z day'],
    ['yyyy-dd-MM', '2026-08-07', '2026-07-08T00:00:00Z day'],
    ['dd-MMM-yyyy', '08-Jul-2026', '2026-07-08T00:00:00Z day'],
    ['YYYY-MM-DDTHH:mm:ss.SSSZ', '2026-07-08T10:11:12.500+02:00', '2026-07-08T08:11:12.500Z second'],
    ["d 'of' MMMM yyyy", '8 of July 2026', '2026-07-08T00:00:00Z day'],
    ['dd/MM/yyyy HH:mm z', '08/07/2026 10:11 Europe/Berlin', '2026-07-08T08:11:00Z minute'],
    ['DD/MM/YYYY', '08/07/2026 10:11', '2026-07-08T10:11:00Z minute'],
    ['MM/DD/YYYY', '07/08/2026 10:11 pm', '2026-07-08T22:11:00Z minute'],
    ['DD.MM.YYYY', '8.7.2026, 10:11:12', '2026-07-08T10:11:12Z second'],
    ['%m/%d/%y', '07/08/26 10:11 +0200', '2026-07-08T08:11:00Z minute'],
    ['DD/MM/YYYY', '08/07/2026 25:11', 'has an impossible time of day'],
    ['DD/MM/YYYY', '08/07/2026 soon', 'does not have the form of --date-format'],
    ['DD/MM/YYYY', '31/02/2026 10:11', 'does not have the form of --date-format'],
    ['DD/MM/YYYY', '31/02/2026', 'does not have the form of --date-format'],
    ['DD/MM/YYYY', '2026-07-08', 'does not have the form of --date-format'],
    ['DD/MM/YYYY', '13/13/2026', 'does not have the form of --date-format'],
  ])('%s reads %s', (format, value, time) => expect(read(value, format)).toBe(time));

  it('leaves the zone to --timezone', () => {
    expect(read('08/07/2026 10:11', 'DD/MM/YYYY HH:mm', 'Europe/Berlin')).toBe('2026-07-08T08:11:00Z minute');
    expect(read('08/07/2026 10:11 +0200', 'DD/MM/YYYY HH:mm ZZ', 'Asia/Tokyo')).toBe(
      '2026-07-08T08:11:00Z minute',
    );
  });

  it.each(['', 'foo', 'HH:mm', 'MM/YYYY', '%q', 'constructor'])('%j is refused with a hint', (text) => {
    expect(() => dateFormat(text)).toThrow(UserError);
    expect(() => dateFormat(text)).toThrow(/write dmy, mdy, ymd or a pattern/);
  });
});
