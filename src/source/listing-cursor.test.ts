import { expect, it } from 'vitest';
import { completeUntil, parseListings, parseRound, withoutTokens } from './listing-cursor.ts';

it('a listing whose page token was forgotten keeps its end and starts again at its first page', () => {
  const pagination = { token: 't7', startedAt: 50, until: 10, oldest: 30 };
  const cursor = JSON.stringify({
    listings: { a: { done: 5, newest: 9, pagination }, b: { done: 7 } },
    round: 3,
  });
  const after = JSON.parse(withoutTokens(cursor)!) as object;
  expect(after).toEqual({
    listings: {
      a: { done: 5, newest: 9, pagination: { startedAt: 50, until: 10, oldest: 30 } },
      b: { done: 7 },
    },
    round: 3,
  });
});

it.each([undefined, 'not JSON', '{"us":5}'])('other cursors stay as they are: %s', (cursor) => {
  expect(withoutTokens(cursor)).toBe(cursor);
});

it('a cursor of release 0.1 is read', () => {
  const walk = { token: 't7', startedAt: 50, until: 10 };
  const old = JSON.stringify({ lanes: { a: { done: 5, walk }, b: { newest: 7 } }, round: 3 });
  expect(parseListings(old)).toEqual({ a: { done: 5, pagination: walk }, b: { newest: 7 } });
  expect(parseRound(old)).toBe(3);
  expect(parseListings(withoutTokens(old))).toEqual({
    a: { done: 5, pagination: { startedAt: 50, until: 10 } },
    b: { newest: 7 },
  });
});

it('a damaged cursor is an empty one, and complete is what the slowest listing is', () => {
  expect(parseListings('{"listings":')).toEqual({});
  const listings = parseListings(JSON.stringify({ listings: { a: { done: 5 }, b: { done: 7 } } }));
  expect(completeUntil(listings, ['a', 'b'])).toBe(5);
  expect(completeUntil(listings, ['a', 'c'])).toBeUndefined();
});
