import { expect, it } from 'vitest';
import { completeUntil, parseLanes, withoutTokens } from './listing-cursor.ts';

it('a walk whose token is forgotten keeps its end and begins at its top', () => {
  const walk = { token: 't7', startedAt: 50, until: 10, oldest: 30 };
  const cursor = JSON.stringify({ lanes: { a: { done: 5, newest: 9, walk }, b: { done: 7 } }, round: 3 });
  const after = JSON.parse(withoutTokens(cursor)!) as object;
  expect(after).toEqual({
    lanes: { a: { done: 5, newest: 9, walk: { startedAt: 50, until: 10, oldest: 30 } }, b: { done: 7 } },
    round: 3,
  });
});

it.each([undefined, 'not JSON', '{"us":5}'])('other cursors stay as they are: %s', (cursor) => {
  expect(withoutTokens(cursor)).toBe(cursor);
});

it('a damaged cursor is an empty one, and complete is what the slowest lane is', () => {
  expect(parseLanes('{"lanes":')).toEqual({});
  const lanes = parseLanes(JSON.stringify({ lanes: { a: { done: 5 }, b: { done: 7 } } }));
  expect(completeUntil(lanes, ['a', 'b'])).toBe(5);
  expect(completeUntil(lanes, ['a', 'c'])).toBeUndefined();
});
