import { expect, it } from 'vitest';
import { cutText } from './text.ts';

it('cuts between characters, never inside one', () => {
  expect([0, 1, 2, 3, 4, 9].map((most) => cutText('a😀b', most))).toEqual([
    '',
    'a',
    'a',
    'a😀',
    'a😀b',
    'a😀b',
  ]);
  expect('a😀b'.slice(0, 2).isWellFormed()).toBe(false);
});
