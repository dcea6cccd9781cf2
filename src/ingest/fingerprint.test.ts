/** Which texts are near-duplicates: generated variants are, the distinct posts of two collections are not. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { loadScenario } from '../cli/scenario.ts';
import { type Random, seededRandom } from '../domain/clock.ts';
import { generate } from '../simulate/generate.ts';
import { pick } from '../simulate/random.ts';
import { areNearDuplicates, fingerprintOf } from './fingerprint.ts';
import { growth, LINEAR } from '../../test/support/cpu-time.ts';

/** What callers treat as near-duplicates: the same words, or the same sketch and enough in common. */
function nearDuplicates(a: string, b: string): boolean {
  const [one, two] = [fingerprintOf(a), fingerprintOf(b)];
  if (one === undefined || two === undefined) return false;
  if (one.exact === two.exact) return true;
  return one.sketch !== undefined && one.sketch === two.sketch && areNearDuplicates(a, b);
}

const POST =
  'Spotify’s new privacy policy wants my photos, my contacts and where I am. Cancelled after 7 years.';
const own = readdirSync(join(packageRoot, 'scripts/train/texts'))
  .filter((name) => name.endsWith('.tsv'))
  .flatMap((name) => readFileSync(join(packageRoot, 'scripts/train/texts', name), 'utf8').split('\n'))
  .flatMap((line) => line.split('\t')[2] ?? []);
const ordinary = [...new Set(own)].filter((text) => fingerprintOf(text) !== undefined);

describe('the same words', () => {
  it.each([
    `RT @user_1: ${POST}`,
    `${POST} via @News_x`,
    `${POST} https://t.example/Ab12?x=1`,
    `${POST} via https://t.example/Ab12`,
    `.@SpotifyCares ${POST} 😡🏽😡`,
    POST.replace('7', '12'),
    POST.toUpperCase().replace('’', "'"),
    POST.replace('privacy', '#privacy').replace('wants', 'want\u200bs').replaceAll('.', '…'),
    POST.normalize('NFD').replaceAll(' ', '  \n'),
  ])('%j', (copy) => {
    expect(fingerprintOf(copy)?.exact).toBe(fingerprintOf(POST)?.exact);
    expect(fingerprintOf(copy)?.sketch).toBe(fingerprintOf(POST)?.sketch);
  });

  it('keys look alike on every machine', () => {
    expect(fingerprintOf(POST)).toEqual({ exact: 767_279_634_450_467, sketch: 29_742_204 });
  });

  it('a title belongs to the text, once', () => {
    expect(fingerprintOf(POST, 'Not again')).not.toEqual(fingerprintOf(POST));
    expect(fingerprintOf(`Not again: ${POST}`, 'Not again')).toEqual(fingerprintOf(POST, 'Not again'));
  });

  it.each([
    '',
    'Deleting the app, bye',
    'nope. deleted. gone.',
    '😀'.repeat(50),
    '@a '.repeat(50),
    'https://a.example/'.repeat(9),
  ])('%j is too short to be a copy', (text) => expect(fingerprintOf(text)).toBeUndefined());

  it('Japanese has words too', () => {
    expect(
      nearDuplicates('プライバシーポリシーが勝手に変わった！', 'RT @x: プライバシーポリシーが勝手に変わった'),
    ).toBe(true);
    expect(nearDuplicates('プライバシーポリシーが勝手に変わった', '新しいアルバムがとても好きです最高')).toBe(
      false,
    );
  });
});

describe('near enough', () => {
  it.each([
    [POST.replace('photos', 'pictures'), true],
    [POST.replace('privacy', 'pirvacy'), true],
    [`${POST} Sad day.`, true],
    [POST.replace('Cancelled after 7 years.', ''), true],
    ['Spotify wants my photos and contacts, so I cancelled my premium account today.', false],
    ['Love the new Spotify playlist for long drives, my friends and I listen every day.', false],
    ['', false],
  ])('%j: %s', (text, near) => {
    expect(areNearDuplicates(POST, text)).toBe(near);
    expect(areNearDuplicates(text, POST)).toBe(near);
  });

  it('nothing is not the copy of nothing', () => expect(areNearDuplicates('', '😀')).toBe(false));
});

/** Near-duplicate pairs. Only texts that share a key are compared, not every pair. */
function nearDuplicatePairs<T>(
  posts: readonly T[],
  textOf: (post: T) => string,
  differ: (a: T, b: T) => boolean = () => true,
): [T, T][] {
  const groups = new Map<number, T[]>();
  for (const post of posts) {
    const { exact, sketch = exact } = fingerprintOf(textOf(post))!;
    for (const key of new Set([exact, sketch])) groups.set(key, [...(groups.get(key) ?? []), post]);
  }
  return [...groups.values()].flatMap((group) =>
    group.flatMap((a, i) =>
      group
        .slice(i + 1)
        .flatMap((b): [T, T][] => (differ(a, b) && nearDuplicates(textOf(a), textOf(b)) ? [[a, b]] : [])),
    ),
  );
}

describe('on many posts', () => {
  it('at most one in a thousand distinct posts is taken for a near-duplicate', () => {
    const wrong = new Set(nearDuplicatePairs(ordinary, (text) => text).flat());
    expect(ordinary.length).toBeGreaterThan(5_000);
    expect(wrong.size / ordinary.length).toBeLessThanOrEqual(0.001);
  });

  const { mentions } = generate(loadScenario(join(packageRoot, 'config'), 'storm'), 1);

  it('at most one in a thousand of 5,000 simulated posts is a near-duplicate of a post on another theme', () => {
    // Posts of forums and reviews hold sentences of two themes.
    const posts = mentions
      .filter(({ source, truth }) => source.startsWith('sim:x') && truth.duplicateOf === undefined)
      .filter(({ text }) => fingerprintOf(text) !== undefined)
      .slice(0, 5_000);
    expect(posts).toHaveLength(5_000);
    const otherTheme = (a: (typeof posts)[0], b: (typeof posts)[0]) => a.truth.theme !== b.truth.theme;
    const wrong = new Set(nearDuplicatePairs(posts, (post) => post.text, otherTheme).flat());
    expect(wrong.size / posts.length).toBeLessThanOrEqual(0.001);
  });

  it('every repost of the generator is a near-duplicate', () => {
    const known = new Map(mentions.map((post) => [post.externalId, post.text]));
    const pairs = mentions
      .flatMap(({ text, truth }) => {
        const original = truth.duplicateOf === undefined ? undefined : known.get(truth.duplicateOf);
        return original === undefined || fingerprintOf(text) === undefined ? [] : [{ text, original }];
      })
      .slice(0, 2_000);
    expect(pairs).toHaveLength(2_000);
    for (const { text, original } of pairs) expect(fingerprintOf(text)).toEqual(fingerprintOf(original));
  });

  it.each([
    [0, 0.6, 0.83],
    [100, 0.8, 0.9],
  ])('near-duplicates of posts of at least %i characters are found', (length, least, mean) => {
    const random = seededRandom(20_260_307);
    const sample = ordinary.filter((text, i) => i % 3 === 0 && text.length >= length);
    const shares = Object.entries(edits(random)).map(([name, edit]) => {
      const found = sample.filter((text) => nearDuplicates(text, edit(text))).length;
      return [name, found / sample.length] as const;
    });
    const average = shares.reduce((sum, [, share]) => sum + share, 0) / shares.length;
    expect([average > mean, shares.filter(([, share]) => share <= least), average]).toEqual([
      true,
      [],
      average,
    ]);
  });
});

/** What people and programs do to a post before they post it again. */
function edits(random: Random): Record<string, (text: string) => string> {
  const vocabulary = ordinary.flatMap((text) => text.match(/\b[a-z]{4,}\b/g) ?? []);
  const atWord = (text: string, change: (word: string) => string) => {
    const places = [...text.matchAll(/[a-z]{3,}/gi)];
    if (places.length === 0) return text;
    const { 0: word, index } = pick(places, random);
    return text.slice(0, index) + change(word) + text.slice(index + word.length);
  };
  return {
    'RT @x:': (text) => `RT @user_1: ${text}`,
    'a link and via @x': (text) => `${text} https://t.example/Ab via @News_x`,
    'other digits': (text) => `${text.replace(/\d/g, '7')} 😡`,
    'another word': (text) => atWord(text, () => pick(vocabulary, random)),
    'a typo': (text) => atWord(text, (word) => word.slice(0, 1) + word.slice(2) + word.slice(1, 2) + 'x'),
    'two words more': (text) => `${text} ${pick(vocabulary, random)} ${pick(vocabulary, random)}`,
    'a word less': (text) => atWord(text, () => ''),
  };
}

describe('any text', () => {
  it('has keys or none, and is its own near-duplicate', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        if (fingerprintOf(text) !== undefined) expect(areNearDuplicates(text, text)).toBe(true);
      }),
      { seed: 20_260_308 },
    );
  });

  it.each(['whats app ', 'a', '\u0300', '\ud800', '小', '@a', 'http://'])(
    '100,000 characters of %j take linear time',
    (part) => {
      const work = (size: number) => fingerprintOf(part.repeat(Math.floor(size / part.length)));
      expect(growth(work, 12_500)).toBeLessThan(LINEAR);
    },
  );
});
