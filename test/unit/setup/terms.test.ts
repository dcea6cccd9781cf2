/** The preview of terms: what counts, what nearly counts and why, what is suggested, how many a day. */
import { describe, expect, it } from 'vitest';
import type { Brand } from '../../../src/domain/brand.ts';
import { DAY_MS, HOUR_MS } from '../../../src/domain/series.ts';
import { type TrialPost, termTrial } from '../../../src/setup/terms/check-terms.ts';
import { expectedPosts } from '../../../src/setup/terms/expected-posts.ts';
import { previewTerms } from '../../../src/setup/terms/preview.ts';
import { separatingWords } from '../../../src/setup/terms/separating-words.ts';

const NOW = Date.UTC(2026, 10, 30);

function brand(given: Partial<Brand> = {}): Brand {
  return { slug: 'apple', name: 'Apple', terms: ['Apple'], exclude: [], packs: [], ...given };
}

let number = 0;
function post(text: string, more: Partial<TrialPost> = {}): TrialPost {
  number += 1;
  return { key: `p${number}`, source: 'Fake', text, publishedAt: NOW - number * HOUR_MS, ...more };
}

const verdictOf = (text: string, given: Partial<Brand> = {}) => termTrial(brand(given))(post(text));

describe('a trial of terms', () => {
  it('says which term catches a post, in the title too', () => {
    expect(verdictOf('Apple sells my data')).toEqual({ kind: 'caught', terms: ['Apple'], lowerCase: false });
    const titled = termTrial(brand())(post('they did it again', { title: 'Apple and privacy' }));
    expect(titled.kind).toBe('caught');
  });

  it('notes a name that stands there as a common word', () => {
    expect(verdictOf('an apple a day')).toMatchObject({ kind: 'caught', lowerCase: true });
    expect(verdictOf('an apple from Apple')).toMatchObject({ kind: 'caught', lowerCase: false });
    expect(verdictOf('#apple leaks data', { terms: ['#apple'] })).toMatchObject({ lowerCase: false });
  });

  it.each([
    ['context', 'Apple is nice', { terms: [], ambiguous: ['Apple'], context: ['privacy'] }],
    ['excluded', 'Apple pie for all', { exclude: ['apple pie'] }],
    ['quoted', '> Apple sells my data\nI would not know', {}],
    ['link', 'see https://apple.example/terms', {}],
    ['link', 'ask @appleofficial about it', {}],
    ['part', 'pineapple juice', {}],
  ] as const)('says why a post does not count: %s', (reason, text, given) => {
    expect(verdictOf(text, given)).toMatchObject({ kind: 'near', reason });
  });

  it('leaves out what holds no name', () => {
    expect(verdictOf('pears and plums')).toEqual({ kind: 'other' });
  });
});

describe('words that separate', () => {
  const set = (text: string) => new Set(text.split(' '));

  it('prefers words of one group over words of both', () => {
    const first = ['data privacy terms', 'data privacy app', 'privacy data sold'].map(set);
    const second = ['data pie sugar', 'data pie tree', 'pie data juice'].map(set);
    const words = separatingWords(first, second);
    expect(words[0]).toMatchObject({ word: 'privacy', inFirst: 3, inSecond: 0 });
    expect(words.at(-1)).toMatchObject({ word: 'pie', inFirst: 0, inSecond: 3 });
    expect(Math.abs(words.find(({ word }) => word === 'data')!.z)).toBeLessThan(0.5);
  });
});

describe('suggestions', () => {
  const about = [
    'Apple changed its privacy terms without asking',
    'The privacy settings of Apple reset after the update',
    'Apple sells data, so much for privacy',
    'Apple and privacy: the new terms share your data',
  ];
  const other = [
    'my apple pie needs more sugar',
    'the best apple pie recipe of my grandmother',
    'apple pie or cherry cake',
    'baked an apple pie today',
  ];
  const looked = [
    { source: 'Fake', posts: [...about, ...other].map((text) => post(text)), coveredMs: 2 * DAY_MS },
  ];

  it('finds context words, phrases to exclude, and names that are better ambiguous', () => {
    const { suggestions } = previewTerms(brand(), looked);
    expect(suggestions.context.map(({ word }) => word)).toContain('privacy');
    expect(suggestions.exclude).toContainEqual({ word: 'apple pie', about: 0, other: 4 });
    expect(suggestions.ambiguous).toEqual([{ word: 'Apple', about: 4, other: 4 }]);
  });

  it('suggests nothing that is there already, and nothing where all posts are about the brand', () => {
    const { suggestions } = previewTerms(brand({ exclude: ['apple pie'] }), looked);
    expect(suggestions.exclude.map(({ word }) => word)).not.toContain('apple pie');
    const all = [{ source: 'Fake', posts: about.map((text) => post(text)), coveredMs: DAY_MS }];
    expect(previewTerms(brand(), all).suggestions).toEqual({ context: [], exclude: [], ambiguous: [] });
  });

  it('learns from posts that a person marked', () => {
    const posts = [
      ...about.map((text) => post(text)),
      ...['Apple Records', 'Apple Records again', 'old Apple Records'].map((name) =>
        post(`${name} pressed this vinyl album`),
      ),
    ];
    const marked = new Set(posts.slice(about.length).map(({ key }) => key));
    const plain = previewTerms(brand(), [{ source: 'Fake', posts, coveredMs: DAY_MS }]);
    const taught = previewTerms(brand(), [{ source: 'Fake', posts, coveredMs: DAY_MS }], marked);
    expect(plain.suggestions.exclude).toEqual([]);
    expect(taught.suggestions.exclude.map(({ word }) => word)).toContain('apple records');
  });
});

describe('other terms than the saved ones', () => {
  const posts = ['Apple leaks data', 'Apple pie', 'Aple leaks data'].map((text) => post(text));
  const looked = [{ source: 'Fake', posts, coveredMs: DAY_MS }];
  const change = (now: Brand, saved?: Brand) => {
    const found = previewTerms(now, looked, new Set(), saved).change;
    return (
      found && { gained: found.gained.map(({ text }) => text), lost: found.lost.map(({ text }) => text) }
    );
  };

  it('show what would come and go', () => {
    const other = brand({ terms: ['Apple', 'Aple'], exclude: ['apple pie'] });
    expect(change(other, brand())).toEqual({ gained: ['Aple leaks data'], lost: ['Apple pie'] });
    expect(change(brand(), brand())).toBeUndefined();
    expect(change(other)).toBeUndefined();
  });
});

describe('expected posts a day', () => {
  it('is the exact interval of Garwood for one source', () => {
    // 10 in one day: 4.795 to 18.390; none: 0 to 3.689 (Garwood 1936; χ² quantiles).
    const ten = expectedPosts([{ caught: 10, coveredMs: DAY_MS }])!;
    expect(ten.perDay).toBe(10);
    expect(ten.lower).toBeCloseTo(4.7954, 3);
    expect(ten.upper).toBeCloseTo(18.3904, 3);
    const none = expectedPosts([{ caught: 0, coveredMs: DAY_MS }])!;
    expect(none).toMatchObject({ perDay: 0, lower: 0 });
    expect(none.upper).toBeCloseTo(3.6889, 3);
  });

  it('adds the rates of sources that cover different times', () => {
    const both = expectedPosts([
      { caught: 20, coveredMs: 2 * DAY_MS },
      { caught: 5, coveredMs: DAY_MS / 2 },
    ])!;
    expect(both.perDay).toBeCloseTo(20, 9);
    expect(both.lower).toBeLessThan(14);
    expect(both.upper).toBeGreaterThan(30);
  });

  it('says nothing where no source was read', () => {
    expect(expectedPosts([])).toBeUndefined();
    const preview = previewTerms(brand(), [
      { source: 'Fake', posts: [], coveredMs: 0, problem: 'it did not answer in time' },
    ]);
    expect(preview.expected).toBeUndefined();
    expect(preview.sources).toEqual([
      { source: 'Fake', read: 0, caught: 0, problem: 'it did not answer in time' },
    ]);
  });
});
