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
