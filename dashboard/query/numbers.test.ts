import { expect, it } from 'vitest';
import { wholeNumber } from './numbers.ts';

it.each([
  '',
  ' 1',
  '1 ',
  '+1',
  '-1',
  '01',
  '1.0',
  '1e3',
  '0x10',
  '0b1',
  'NaN',
  'Infinity',
  '1e308',
  '٣',
  '1\0',
  '1_000',
  '9'.repeat(16),
  '1,2',
])('%j is no number', (text) => {
  expect(wholeNumber(text)).toBeUndefined();
});

it.each([
  ['0', 0],
  ['7', 7],
  ['999999999999999', 999_999_999_999_999],
])('%j is', (text, number) => {
  expect(wholeNumber(text)).toBe(number);
});
