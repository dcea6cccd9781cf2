/** The short way for incoming mentions says what the schema says, or nothing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { incoming, plainIncoming } from './incoming.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', ' ', ' a b ', '\ud800', '\udc00x', '4', '1e3', 'post', 'day', 'true', '🙂', '-0'),
  fc
    .constantFrom('é', 'x', '漢', '🙂', '\ud83d')
    .chain((one) =>
      fc
        .constantFrom(300, 500, 666, 667, 1_000, 1_001, 2_000, 2_001, 10_000, 10_001)
        .map((n) => one.repeat(n)),
    ),
);
const number = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom(
    -0,
    0,
    100,
    100.5,
    1e12,
    1e12 + 1,
    2 ** 53,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    0.1,
    1e-9,
    1e21,
  ),
);
const anything = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constantFrom(undefined, null),
  fc.date(),
  fc.array(text, { maxLength: 2 }),
  fc.dictionary(fc.constantFrom('id', 'followers', 'likes', 'other'), fc.oneof(text, number), { maxKeys: 3 }),
);
const mostly = (usual: fc.Arbitrary<unknown>) =>
  fc.oneof({ arbitrary: usual, weight: 20 }, { arbitrary: anything, weight: 1 });
const often = (usual: fc.Arbitrary<unknown>, strange: fc.Arbitrary<unknown>) =>
  mostly(fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: strange, weight: 1 }));
const id = often(fc.string({ minLength: 1, maxLength: 8 }), text);
const count = often(fc.nat(200), number);
const some = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });

const raw = some({
  externalId: id,
  kind: mostly(fc.constantFrom('post', 'comment', 'review', 'article', 'toString')),
  text: mostly(text),
  title: mostly(text),
  url: mostly(text),
  lang: mostly(text),
  author: mostly(some({ id, followers: count, name: text })),
  publishedAt: anything,
  precision: mostly(fc.constantFrom('second', 'minute', 'day')),
  publishedClaimed: anything,
  editedAt: anything,
  rating: count,
  engagement: mostly(some({ likes: count, reposts: count, replies: count, views: count, more: text })),
  parentExternalId: mostly(text),
  simulated: mostly(fc.boolean()),
  unknown: anything,
});

test('the short way reads what the schema reads, and accepts nothing that it refuses', () => {
  let taken = 0;
  fc.assert(
    fc.property(raw, (given) => {
      const plain = plainIncoming(given);
      if (plain === undefined) return;
      taken += 1;
      const parsed = incoming.safeParse(given);
      expect(parsed.error).toBeUndefined();
      expect(plain).toEqual(parsed.data);
    }),
    { seed: 20_261_130, numRuns: 4_000 },
  );
  expect(taken).toBeGreaterThan(400);
});

test('what an import hands over goes the short way', () => {
  const row = {
    externalId: ' t3_1 ',
    text: 'They sold it.',
    title: undefined,
    url: 'https://example.com/1',
    author: { id: 'ann', followers: 3 },
    publishedAt: '2026-07-08',
    rating: 4.5,
    kind: undefined,
    engagement: { likes: 1, reposts: undefined, replies: undefined, views: undefined },
  };
  expect(plainIncoming(row)).toMatchObject({
    externalId: 't3_1',
    rating: 4.5,
    author: { id: 'ann', followers: 3 },
  });
});

test('what the schema has to look at closely is left to it', () => {
  for (const odd of [
    { text: 1 },
    { text: 'a', rating: '4' },
    { text: 'a', externalId: 4 },
    { text: 'a', author: 'ann' },
    { text: 'a', simulated: 'yes' },
  ])
    expect(plainIncoming(odd)).toBeUndefined();
});
