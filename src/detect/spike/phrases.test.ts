import { expect, it } from 'vitest';
import { distinguishingPhrases } from './phrases.ts';

const usual = Array.from({ length: 40 }, (_, i) => `love the new playlists, works great on number ${i}`);

it('gives phrases of two or three words that spikes have and usual posts have not', () => {
  const spike = Array.from(
    { length: 12 },
    (_, i) => `Acme, they read my contacts! love the new playlists ${i}`,
  );
  const found = distinguishingPhrases(spike, usual, ['Acme']);
  expect(found).toContain('read my contacts');
  expect(found.filter((phrase) => !/^\S+ \S+( \S+)?$/.test(phrase))).toEqual([]);
  expect(found.join(' ')).not.toMatch(/acme|playlists/);
});

it('says nothing where nobody repeats a phrase (control: the same posts, repeated)', () => {
  const once = ['terrible privacy policy', 'awful cookie banner'];
  expect(distinguishingPhrases(once, usual)).toEqual([]);
  expect(distinguishingPhrases([...once, ...once, ...once], usual)).toContain('terrible privacy policy');
});

it('takes no phrase across the end of a sentence, a line or an emoji', () => {
  const across = [
    'Sold again. Deleting tonight',
    'sold again!” deleting tonight',
    'Sold again\nDeleting tonight',
    'sold again 😡 deleting tonight',
  ];
  for (const text of across) {
    const found = distinguishingPhrases(
      Array.from({ length: 12 }, () => text),
      usual,
    );
    expect([text, found.toSorted()]).toEqual([text, ['deleting tonight', 'sold again']]);
  }
  // Control: in one sentence they are one phrase.
  const together = Array.from({ length: 12 }, () => 'sold again deleting tonight');
  expect(distinguishingPhrases(together, usual).join()).toContain('again deleting');
});

it('begins or ends with no empty word, and a number or an address ends no sentence', () => {
  const found = distinguishingPhrases(
    Array.from({ length: 12 }, () => 'okay policy. Version 3.5 terms at example.com pages'),
    usual,
  );
  expect(found.join()).not.toMatch(/okay/);
  expect(found.join()).toMatch(/terms/);
});
