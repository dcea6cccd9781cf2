/** Values as sites, spreadsheets and programs write them. */
import { describe, expect, it } from 'vitest';
import { isMarkedProgram, isProgram, readAuthor } from './author.ts';
import { decimalSign, readCount } from './count.ts';
import { idInUrl, readId } from './external-id.ts';
import { readKind } from './kind.ts';
import { readLanguage } from './language.ts';
import { ratingScale, readRating } from './rating.ts';
import { readSource } from './source-name.ts';

describe('counts', () => {
  it.each<[unknown, number]>([
    [12, 12],
    ['12', 12],
    ['0', 0],
    ['1,204', 1204],
    ['1.204', 1204],
    ['1 204', 1204],
    ['1 204', 1204],
    ['1 204 567', 1_204_567],
    ["1'204", 1204],
    ['1,204,567', 1_204_567],
    ['1.204.567', 1_204_567],
    ['1204.0', 1204],
    ['1.2K', 1200],
    ['1,2K', 1200],
    ['12.5k', 12_500],
    ['3M', 3_000_000],
    ['1.2 M', 1_200_000],
    ['2,3 mil', 2300],
    ['1,5 Mio.', 1_500_000],
    ['1.2万', 12_000],
    ['+7', 7],
    ['99+', 99],
    ['1.2K likes', 1200],
    ['12 people found this helpful', 12],
    ['One person found this helpful', 1],
  ])('%j is %d', (value, count) => expect(readCount(value)).toBe(count));

  it.each([-3, '-3', '−12', true])('%j is left without a word', (value) =>
    expect(readCount(value)).toBeNull(),
  );
  it.each(['many', '', '3.7', '1/2', 'x12', '12 x 40'.padEnd(80, 'x'), {}, Number.NaN])(
    '%j is not read',
    (value) => expect(readCount(value)).toBeUndefined(),
  );

  it('the column decides what a lone sign before three digits is', () => {
    expect(decimalSign(['1.204', '3.5'])).toBe('.');
    expect(decimalSign(['1.204', '12'])).toBeUndefined();
    expect(decimalSign(['1.204,50', '12'])).toBe(',');
    expect(decimalSign(['1,204,567'])).toBe('.');
    expect(decimalSign(['0,125'])).toBe(',');
    expect(readCount('1,204', '.')).toBe(1204);
    expect(readCount('1.000', '.')).toBe(1);
  });
});

describe('stars', () => {
  it.each<[unknown, number]>([
    [4, 4],
    ['4', 4],
    ['4.5', 4.5],
    ['4,5', 4.5],
    ['5 stars', 5],
    ['1 star', 1],
    ['4 Sterne', 4],
    ['3 étoiles', 3],
    ['4/5', 4],
    ['8/10', 4],
    ['4 out of 5', 4],
    ['4.0 out of 5 stars', 4],
    ['Rated 2 out of 5', 2],
    ['7 von 10', 3.5],
    ['80%', 4],
    ['★★☆☆☆', 2],
    ['★★★★★', 5],
    ['⭐⭐⭐', 3],
    ['⭐️⭐️', 2],
    ['TWO', 2],
    ['FIVE', 5],
    ['four stars', 4],
    ['5 (Excellent)', 5],
    ['3★', 3],
    [{ label: '4' }, 4],
    [{ value: 3 }, 3],
  ])('%j is %d', (value, stars) => expect(readRating(value)).toBe(stars));

  it.each(['good', '6/5', '11', 'STAR_RATING_UNSPECIFIED', '4 apples', {}, [], true])(
    '%j is not read',
    (value) => expect(readRating(value)).toBeUndefined(),
  );

  it('bare numbers are read on the scale of their column', () => {
    expect(ratingScale(['1', '5', '3,5'], ',')).toBe(5);
    expect(ratingScale([3, 9], undefined)).toBe(10);
    expect(ratingScale([3, 80], undefined)).toBe(100);
    expect(ratingScale([3, 1200], undefined)).toBeUndefined();
    expect(ratingScale(['-4', '3'], undefined)).toBeUndefined();
    expect(readRating('9', 10)).toBe(4.5);
    expect(readRating('80', 100)).toBe(4);
  });
});

describe('languages', () => {
  it.each([
    ['English', 'en'],
    ['en_US', 'en'],
    ['en-GB', 'en'],
    ['eng', 'en'],
    ['English (US)', 'en'],
    ['Deutsch', 'de'],
    ['german', 'de'],
    ['deu', 'de'],
    ['pt-BR', 'pt'],
    ['Français', 'fr'],
    ['zh-Hant-TW', 'zh'],
    ['Norwegian', 'no'],
    ['EN', 'en'],
    ['fil', 'fil'],
  ])('%s is %s', (value, code) => expect(readLanguage(value)).toBe(code));
  it.each(['und', 'zxx', 'qme', 'unknown', ''])('%j says that there is none', (value) =>
    expect(readLanguage(value)).toBeNull(),
  );
  it.each(['a language of its own', '12', true])('%j is not read', (value) =>
    expect(readLanguage(value)).toBeUndefined(),
  );
  it('a list counts by its first', () => expect(readLanguage(['es', 'en'])).toBe('es'));
});

describe('sources', () => {
  it.each([
    ['Twitter', 'twitter'],
    ['Example News', 'example-news'],
    ['reddit:x', 'reddit:x'],
    ['Twitter for iPhone', 'twitter'],
    ['X (Twitter)', 'twitter'],
    ['https://www.example.com/news?x=1', 'example.com'],
    ['www.heise.de', 'heise.de'],
    ['Süddeutsche Zeitung', 'suddeutsche-zeitung'],
    ['Google Play', 'google-play'],
    ["People's Daily", 'peoples-daily'],
    ['not ok!', 'not-ok'],
  ])('%s becomes %s', (value, name) => expect(readSource(value)).toBe(name));
  it.each(['', 'nan', '<a href="https://x.example">Web</a>', {}])('%j is none', (value) =>
    expect(readSource(value)).toBeNull(),
  );
  it('a name of which nothing is left is not read', () => expect(readSource('微博')).toBeUndefined());
});

describe('authors', () => {
  it.each<[unknown, unknown]>([
    ['joe', { id: 'joe' }],
    [42, { id: '42' }],
    [{ username: 'joe' }, { id: 'joe' }],
    [
      { id: 7, username: 'joe', public_metrics: { followers_count: 12 } },
      { id: '7', followers: 12 },
    ],
    [
      { id_str: '99', id: 1e18, followers_count: '1,204' },
      { id: '99', followers: 1204 },
    ],
    [{ name: { label: 'joe' }, uri: { label: 'x' } }, { id: 'joe' }],
    [{ did: 'did:plc:x', handle: 'joe.example' }, { id: 'did:plc:x' }],
    [[{ name: 'joe' }], { id: 'joe' }],
  ])('%j', (value, author) => expect(readAuthor(value)).toEqual(author));
  it.each([
    '[deleted]',
    'nan',
    'Anonymous',
    'A Google user',
    'Deleted user',
    '',
    '-',
    {},
    { id: null },
    true,
  ])('%j is nobody', (value) => expect(readAuthor(value)).toBeUndefined());
  it('programs are known by their names and marks, and people are not', () => {
    for (const name of [
      'AutoModerator',
      'u/AutoModerator',
      'RemindMeBot',
      'news_bot',
      'dependabot[bot]',
      'some-bot2',
    ])
      expect(isProgram(name)).toBe(true);
    for (const name of ['Talbot', 'abbot', 'robot fan', 'Jo', 'bottle']) expect(isProgram(name)).toBe(false);
    expect(isMarkedProgram({ acct: 'x', bot: true })).toBe(true);
    expect(isMarkedProgram({ acct: 'x', bot: false })).toBe(false);
  });
});

describe('ids', () => {
  it.each<[unknown, string]>([
    ['abc', 'abc'],
    [12, '12'],
    ['12.0', '12'],
    ['1412345678901234561', '1412345678901234561'],
    ['="0012"', '0012'],
    [{ $oid: '5f' }, '5f'],
    [' x1 ', 'x1'],
  ])('%j', (value, id) => expect(readId(value)).toBe(id));
  it.each([
    '1.41235E+18',
    '1,41E+18',
    '1e5',
    'nan',
    'None',
    '0',
    0,
    '-',
    '#N/A',
    '',
    1412345678901234600,
    true,
    null,
  ])('%j is none', (value) => expect(readId(value)).toBeUndefined());
  it.each([
    ['https://p.example/?id=com.acme&reviewId=gp%3Aa1', 'gp%3Aa1'],
    ['https://x.com/joe/status/1412345678901234561?s=20', '1412345678901234561'],
    ['https://www.reddit.com/r/a/comments/1abc/title_here/kx9/', 'kx9'],
    ['https://www.trustpilot.com/reviews/5f3a5b6c7d8e9f0011223344', '5f3a5b6c7d8e9f0011223344'],
  ])('in %s', (url, id) => expect(idInUrl(url)).toBe(id));
  it('not every address has one', () => expect(idInUrl('https://x.example/a/1')).toBeUndefined());
});

it('kinds', () => {
  expect(['Reply', 'App Review', 'Online News', 'Tweet', 'nonsense'].map(readKind)).toEqual([
    'comment',
    'review',
    'article',
    'post',
    undefined,
  ]);
});
