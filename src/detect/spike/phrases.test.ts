import { expect, it } from 'vitest';
import { type Random, seededRandom } from '../../domain/clock.ts';
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

const WORDS = Array.from({ length: 60 }, (_, i) => `word${String.fromCharCode(97 + (i % 26))}${i}`);

/** Posts of four words, the first ones of the list far more often than the last. */
function drawn(n: number, random: Random): string[] {
  const word = () => WORDS[Math.floor(WORDS.length * random() ** 3)];
  return Array.from({ length: n }, () => [word(), word(), word(), word()].join(' '));
}

it('lists next to nothing of two samples of one distribution (control: what was added to the one)', () => {
  const random = seededRandom(90_001);
  let listed = 0;
  let missed = 0;
  for (let run = 0; run < 40; run++) {
    const [spike, usual] = [drawn(60, random), drawn(300, random)];
    listed += distinguishingPhrases(spike, usual).length;
    const added = spike.map((text, i) => (i % 6 === 0 ? `${text}. selling location data` : text));
    if (!distinguishingPhrases(added, usual).includes('selling location data')) missed++;
  }
  expect(listed / 40).toBeLessThanOrEqual(0.2);
  expect(missed).toBeLessThanOrEqual(2);
});

it('counts a text that many repeat once, and an author once (control: the same by others, in words of their own)', () => {
  const random = seededRandom(90_002);
  const ordinary = drawn(60, random).map((text, i) => ({ text, cluster: i, author: `a${i}` }));
  const others = drawn(300, random);
  const twelve = (of: (i: number) => { cluster: number; author: string }) => [
    ...ordinary,
    ...Array.from({ length: 12 }, (_, i) => ({ text: 'selling location data', ...of(i) })),
  ];
  const repeated = twelve((i) => ({ cluster: 1_000, author: `b${i}` }));
  const insistent = twelve((i) => ({ cluster: 1_000 + i, author: 'b' }));
  const many = twelve((i) => ({ cluster: 1_000 + i, author: `b${i}` }));
  expect(distinguishingPhrases(repeated, others)).toEqual([]);
  expect(distinguishingPhrases(insistent, others)).toEqual([]);
  expect(distinguishingPhrases(many, others)).toEqual(['selling location data']);
});

it('prefers a whole to its parts, and a part that is far more frequent to its wholes', () => {
  const usualPosts = drawn(300, seededRandom(90_003));
  const posts = (n: number, text: string) => Array.from({ length: n }, () => text);
  expect(distinguishingPhrases(posts(12, 'wants phone numbers'), usualPosts)).toEqual([
    'wants phone numbers',
  ]);
  const mixed = [
    ...posts(5, 'wants phone numbers'),
    ...posts(5, 'takes phone numbers'),
    ...posts(5, 'sells phone numbers'),
  ];
  expect(distinguishingPhrases(mixed, usualPosts)).toEqual(['phone numbers']);
});
