/** Pseudonyms are HMAC-SHA-256, whatever the key and the author are called. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { authorPseudonym } from './secrets.ts';

const asDefined = (key: string, source: string, author: string) =>
  createHmac('sha256', key).update(`${source}\0${author}`).digest('base64url').slice(0, 22);

test('a pseudonym is the HMAC of source and author', () => {
  const key = fc.oneof(
    fc.string({ minLength: 44, maxLength: 44 }),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.constantFrom('', 'k'.repeat(64), 'k'.repeat(65), 'é'.repeat(40), '\0\x7f'),
  );
  const word = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.constantFrom('', '\ud800', 'é', '🙂'),
  );
  fc.assert(
    fc.property(key, fc.array(fc.tuple(word, word), { maxLength: 4 }), (one, authors) => {
      for (const [source, author] of authors)
        expect(authorPseudonym(one, source, author)).toBe(asDefined(one, source, author));
    }),
    { seed: 20_261_130, numRuns: 200 },
  );
});

test('keys take turns', () => {
  for (const key of ['one', 'two', 'one', 'trois é'])
    expect(authorPseudonym(key, 'reddit', 'ann')).toBe(asDefined(key, 'reddit', 'ann'));
});
