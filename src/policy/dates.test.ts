/** Dates in policies: how they are written, which are believed, which are not. */
import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../test/support/cpu-time.ts';
import { readDate } from './date-words.ts';
import { findDates } from './dates.ts';

const day = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());
const utc = (text: string) => `${text}T00:00:00.000Z`;
const SEEN = Date.parse('2016-08-29T04:38:36Z');
const filler = 'We run a service that plays music to people who like music. '.repeat(100);

describe('written dates', () => {
  it.each([
    ['September 9, 2015', '2015-09-09'],
    ['Sept. 9th, 2015', '2015-09-09'],
    ['25 August 2016', '2016-08-25'],
    ['1st of May, 2018', '2018-05-01'],
    ['2021-02-08', '2021-02-08'],
    ['2021/2/8', '2021-02-08'],
    ['08/25/2016', '2016-08-25'],
    ['25.08.2016', '2016-08-25'],
    ['08/08/2016', '2016-08-08'],
  ])('%s', (text, wanted) => {
    expect(day(readDate(text))).toBe(utc(wanted));
  });

  it.each([
    ['07/08/2016'],
    ['February 30, 2016'],
    ['Augustus 3, 2016'],
    ['13/13/2016'],
    ['May 3, 0016'],
    [''],
  ])('none in %j', (text) => {
    expect(readDate(text)).toBeUndefined();
  });
});

describe('phrases', () => {
  it.each([
    ['Effective as of August 30, 2016', 'effective', '2016-08-30'],
    ['**Effective date:** 2016-09-08', 'effective', '2016-09-08'],
    ['This policy takes effect on 1 September 2016.', 'effective', '2016-09-01'],
    ['These terms will come into force from September 1st, 2016.', 'effective', '2016-09-01'],
    ['Last modified: August 25, 2016', 'lastModified', '2016-08-25'],
    ['# Privacy\n\nLast updated 25 August 2016', 'lastModified', '2016-08-25'],
    ['This Privacy Policy was last revised on August 25, 2016.', 'lastModified', '2016-08-25'],
    ['Updated August 25, 2016', 'lastModified', '2016-08-25'],
    ['LAST UPDATE: 08/25/2016', 'lastModified', '2016-08-25'],
  ] as const)('%s', (text, kind, wanted) => {
    const found = findDates(`${text}\n\n${filler}`, SEEN);
    expect(day(found[kind]?.at)).toBe(utc(wanted));
    expect(Object.keys(found)).toEqual([kind]);
    expect(found[kind]?.doubtful).toBe(false);
  });

  it('gives the words that say so, and both dates', () => {
    const found = findDates('Last modified: August 25, 2016. Effective as of\nSeptember 25, 2016.', SEEN);
    expect(found.effective?.quote).toBe('Effective as of September 25, 2016');
    expect(found.lastModified?.quote).toBe('Last modified: August 25, 2016');
  });

  it('is found at the end; in the middle only when the phrase is strong', () => {
    expect(findDates(`${filler}Effective August 30, 2016.`, SEEN).effective).toBeDefined();
    const weak = 'A fee is effective August 30, 2016 for some. ';
    expect(findDates(`${filler}${weak}${filler}`, SEEN)).toEqual({});
    const strong = 'This Privacy Policy is effective as of August 30, 2016. ';
    expect(findDates(`${filler}${strong}${filler}`, SEEN).effective?.quote).toContain('August 30, 2016');
  });

  it.each([
    ['Last updated: 07/08/2016'],
    ['The previous version of this policy was effective as of March 1, 2016.'],
    ['We were founded on March 1, 2016.'],
    ['Effective security matters to us. Since March 1, 2016 we have had more of it.'],
  ])('none in: %s', (text) => {
    expect(findDates(text, SEEN)).toEqual({});
  });

  it('prefers its own version to an earlier one', () => {
    const text = 'Prior version effective July 7, 2016.\n\nEffective as of August 30, 2016.';
    expect(day(findDates(text, SEEN).effective?.at)).toBe(utc('2016-08-30'));
  });

  it('doubts a date far from the day it was observed, and prefers another', () => {
    const old = 'Last updated: July 7, 2012.';
    expect(findDates(old, SEEN).lastModified).toMatchObject({ doubtful: true });
    const both = findDates(`${old}\n\nUpdated: August 25, 2016`, SEEN);
    expect(both.lastModified).toMatchObject({ at: Date.parse('2016-08-25'), doubtful: false });
    expect(findDates('Effective as of January 1, 2031', SEEN).effective?.doubtful).toBe(true);
  });

  const UNITS = ['policy ', 'effective on on on ', 'last updated ', ' ', 'policy effective date 1 may '];
  it.each(UNITS)('1 MB of %j takes linear time', (unit) => {
    const work = (size: number) => findDates(unit.repeat(size / unit.length), SEEN);
    expect(growth(work, 125_000)).toBeLessThan(LINEAR);
  });
});
