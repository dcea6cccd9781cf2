import { expect, it } from 'vitest';
import { chosenStretch, stretchText } from './stretch.ts';

const data = { start: Date.UTC(2015, 7, 1), end: Date.UTC(2015, 7, 31) };

it('reads a stretch of a chart, within the data', () => {
  const found = chosenStretch('2015-08-20T07:00Z..2015-08-20T13:00Z', data);
  expect(found).toEqual({ from: Date.UTC(2015, 7, 20, 7), to: Date.UTC(2015, 7, 20, 13) });
  expect(stretchText(found!)).toBe('20 Aug 2015, 07:00 UTC to 20 Aug 2015, 13:00 UTC');
  expect(chosenStretch('2015-07-20T07:00Z..2015-09-20T13:00Z', data)).toEqual({
    from: data.start,
    to: data.end,
  });
});

it.each([
  undefined,
  '',
  '24h',
  'banana',
  '2015-08-20T07:00Z..2015-08-20T07:30Z',
  '2015-08-21T07:00Z..2015-08-20T07:00Z',
  '2014-08-20T07:00Z..2014-08-21T07:00Z',
  '2015-08-20T07:00Z..2015-99-20T13:00Z',
])('%s is none', (choice) => {
  expect(chosenStretch(choice, data)).toBeUndefined();
});
