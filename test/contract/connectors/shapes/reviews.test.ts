/**
 * Shapes of reviews: Apple's customer reviews feed (facundoolano/app-store-scraper lib/reviews.js; recordings of 2020 and
 * 2021 in gfitzy123/app-reviews and DayBySay/Reviewer have no `updated` and an empty `uri`), Google Play's batchexecute
 * (facundoolano/google-play-scraper, JoMingyu/google-play-scraper issue 209), Trustpilot's API (developers.trustpilot.com).
 */
import { describe, expect, it } from 'vitest';
import { connectorOf, mentionsOf, NOW, pagesOf, type Recorded } from './recorded.ts';

const apple = { type: 'app-store', settings: { appId: '1', brands: ['acme'], countries: ['us'] } };
const play = { type: 'google-play', settings: { appId: 'com.acme', brands: ['acme'] } };
const trustpilot = {
  type: 'trustpilot',
  settings: { businessUnit: 'b', brands: ['acme'] },
  keys: { OUTCRY_TRUSTPILOT_KEY: 'key' },
};
const known = (listing: string) =>
  JSON.stringify({ listings: { [listing]: { done: NOW - 3_600_000, newest: NOW - 7_200_000 } } });

const label = (text: string) => ({ label: text });
const appleReview = (fields: object) => ({
  id: label('1'),
  author: { name: label('Ann'), uri: label('https://itunes.apple.com/us/reviews/id9') },
  'im:rating': label('1'),
  title: label('Bad'),
  content: label('It sold my data'),
  updated: label('2026-03-01T10:00:00-07:00'),
  ...fields,
});
const frames = (...list: unknown[]) => `)]}'\n\n${JSON.stringify(list)}`;
const payload = (value: unknown) => ['wrb.fr', 'UsvDTd', JSON.stringify(value), null, null, null, 'generic'];
const playReview = ['r1', ['Ann'], 1, null, 'It sold my data', [NOW / 1000 - 60, 0], 0];

describe('Apple', () => {
  const mention = (fields: object) => {
    const entry = { country: 'us', entry: appleReview(fields) };
    return connectorOf(apple).toMention(entry, NOW);
  };

  it('gives the name of an author without an address', () => {
    const author = { name: label('Ann'), uri: label('') };
    expect(mention({ author })).toMatchObject({ kind: 'ok', value: { author: { id: 'Ann' } } });
    expect(mention({})).toMatchObject({
      value: {
        author: { id: 'https://itunes.apple.com/us/reviews/id9' },
        publishedAt: Date.UTC(2026, 2, 1, 17),
      },
    });
  });

  it('says what is wrong with a review without a date', () => {
    expect(mention({ updated: undefined })).toMatchObject({
      kind: 'dead',
      reason: expect.stringMatching(/sent no time for this review.*since July 2021/),
    });
  });

  it('leaves out a review without words', () => {
    expect(mention({ title: label(''), content: label(' ') })).toMatchObject({
      kind: 'drop',
      reason: 'has no words',
    });
  });
});

describe('Google Play', () => {
  it.each([
    ['refused with a code', frames(['wrb.fr', 'UsvDTd', null, null, null, [3], 'generic'])],
    [
      'refused with an error',
      frames(['wrb.fr', 'UsvDTd', null, null, null, [5, null, [['x.PlayDataError', [1]]]], 'generic']),
    ],
    ['without a payload and a code', frames(['wrb.fr', 'UsvDTd', null, null, null, null, 'generic'])],
    ['another frame', frames(['er', null, null, null, null, 400, null, null, null, 3], ['di', 12])],
    ['a page', '<html><title>Before you continue</title>'],
    ['nothing', ''],
  ])('a call that is %s is a failure', async (_, body) => {
    await expect(pagesOf(connectorOf(play, [body]))).rejects.toThrow(/Google Play|play.google.com/);
  });

  it('control: reviews, behind another frame too; and an app that has none', async () => {
    const body = frames(['di', 12], payload([[playReview], [null, null]]));
    expect(await mentionsOf(connectorOf(play, [body]))).toMatchObject([
      { kind: 'ok', value: { text: 'It sold my data' } },
    ]);
    expect(await pagesOf(connectorOf(play, [frames(payload([]))]))).toMatchObject([
      { entries: [], completeUntil: NOW },
    ]);
  });
});

describe('Trustpilot', () => {
  it('leaves out stars without words', () => {
    const review = { id: '1', stars: 1, createdAt: '2026-03-02T11:00:00Z', title: null, text: ' ' };
    expect(connectorOf(trustpilot).toMention(review, NOW)).toMatchObject({
      kind: 'drop',
      reason: 'has no words',
    });
    expect(connectorOf(trustpilot).toMention({ ...review, title: 'Bad' }, NOW)).toMatchObject({ kind: 'ok' });
  });
});

describe('a list that had reviews and has none', () => {
  const empty: [string, Recorded, string, unknown][] = [
    ['Apple', apple, 'us', { feed: { author: {}, updated: label('2026-03-02T11:00:00-07:00') } }],
    ['Google Play', play, 'en', frames(payload([]))],
    ['Trustpilot', trustpilot, 'b', { reviews: [] }],
  ];

  it.each(empty)('is a refusal: %s', async (_, recorded, listing, body) => {
    await expect(pagesOf(connectorOf(recorded, [body]), known(listing))).rejects.toThrow(
      /is empty although it had entries/,
    );
  });

  it.each(empty)('control, of something new: %s', async (_, recorded, _listing, body) => {
    expect((await pagesOf(connectorOf(recorded, [body]))).at(-1)).toMatchObject({ completeUntil: NOW });
  });

  it.each([
    ['Apple', apple, { error: 'x' }],
    ['Apple, a page', apple, '<html>'],
    ['Trustpilot', trustpilot, { message: 'Unknown API key' }],
  ])('an error with status 200 is a failure: %s', async (_, recorded, body) => {
    await expect(pagesOf(connectorOf(recorded, [body]))).rejects.toThrow(/answer/);
  });
});
