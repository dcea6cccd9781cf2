/**
 * Shapes of X: tweepy/tweepy's recorded answers of the API v2 (texts with `&amp;`), docs.x.com for `entities.urls`, media
 * with `alt_text`, and partial errors beside or in place of `data`.
 */
import { describe, expect, it } from 'vitest';
import { brandMatcher } from '../../../../src/ingest/match.ts';
import { attachedTo } from '../../../../src/source/connectors/x-text.ts';
import { brandOf } from '../../../support/installation.ts';
import { connectorOf, mentionsOf, NOW, pagesOf } from './recorded.ts';

const x = { type: 'x', keys: { OUTCRY_X_TOKEN: 'token' } };
const at = '2026-03-02T11:00:00.000Z';
const tweet = (fields: object) => ({ id: '1', text: 'Acme lied', created_at: at, ...fields });
const answer = (tweets: object[], includes: object = {}) => ({
  data: tweets,
  includes,
  meta: { result_count: tweets.length },
});
const textOf = async (fields: object, includes: object = {}) => {
  const [outcome] = await mentionsOf(connectorOf(x, [answer([tweet(fields)], includes)]));
  return outcome?.kind === 'ok' ? [outcome.value.text, ...outcome.value.brands] : outcome;
};
const url = (fields: object) => ({ urls: [{ start: 0, end: 23, url: 'https://t.co/a', ...fields }] });

describe('the text of a post on X', () => {
  it('has its signs back', async () => {
    expect(await textOf({ text: 'AT&amp;T betrayed us &amp; I left' })).toEqual([
      'AT&T betrayed us & I left',
      'att',
    ]);
    expect(await textOf({ text: 'I &lt;3 Acme &amp;amp;' })).toEqual(['I <3 Acme &amp;', 'acme']);
    expect(await textOf({ text: 'x…', note_tweet: { text: 'long: AT&amp;T &gt; all' } })).toEqual([
      'long: AT&T > all',
      'att',
    ]);
  });

  it('says where its links lead', async () => {
    const entities = url({ expanded_url: 'https://n.example/acme-lied', display_url: 'n.example/acme-li…' });
    expect(await textOf({ text: 'See https://t.co/a', entities })).toEqual([
      'See https://n.example/acme-lied',
      'acme',
    ]);
    const picture = url({ expanded_url: 'https://x.com/ann/status/1/photo/1', media_key: '3_1' });
    expect(await textOf({ text: 'Acme lied https://t.co/a', entities: picture })).toEqual([
      'Acme lied',
      'acme',
    ]);
  });

  it('is the card of a link, or what a picture shows, where there is nothing else', async () => {
    const entities = url({
      expanded_url: 'https://n.example/1',
      title: 'Acme doubles its price',
      description: 'Users angry',
    });
    expect(await textOf({ text: 'https://t.co/a', entities })).toEqual([
      'Acme doubles its price\nUsers angry\nhttps://n.example/1',
      'acme',
    ]);
    const shown = url({ expanded_url: 'https://twitter.com/ann/status/1/photo/1' });
    const attachments = { media_keys: ['3_1'] };
    const media = { media: [{ media_key: '3_1', type: 'photo', alt_text: 'A letter of Acme' }] };
    expect(await textOf({ text: 'https://t.co/a', entities: shown, attachments }, media)).toEqual([
      'A letter of Acme',
      'acme',
    ]);
    expect(await textOf({ text: 'So it begins https://t.co/a', entities })).toEqual([
      'So it begins https://n.example/1\n\n> Acme doubles its price\n> Users angry',
      'acme',
    ]);
  });

  it('is left out without words', async () => {
    expect(
      await textOf({
        text: 'https://t.co/a',
        entities: url({ expanded_url: 'https://x.com/a/status/1/photo/1' }),
      }),
    ).toMatchObject({
      kind: 'drop',
    });
  });
});

it('a post that X withholds is erased', () => {
  const connector = connectorOf(x);
  const deletion = (withheld?: object) => connector.toDeletion!({ tweet: tweet({ withheld }) });
  expect(deletion({ copyright: true, country_codes: ['XY'] })).toEqual({ externalId: '1' });
  expect(deletion({ copyright: false, country_codes: ['XX'] })).toEqual({ externalId: '1' });
  expect(deletion({ copyright: false, country_codes: ['DE'] })).toBeUndefined();
  expect(deletion()).toBeUndefined();
});

it.each(['H&M', 'M&S', 'P&G', 'B&Q', 'S&P', 'Marks & Spencer', "Ben & Jerry's", 'Johnson & Johnson'])(
  'names with a sign are found: %s',
  (name) => {
    const match = brandMatcher([brandOf('b', name, { terms: [name] })]);
    const sent = `I left ${name.replaceAll('&', '&amp;').replaceAll("'", '&#39;')} today`;
    expect(match(attachedTo(sent, { urls: [], media: [] }))).toEqual(['b']);
    expect(match(sent)).toEqual([]);
  },
);

describe('an answer of X that is none', () => {
  it.each([
    ['errors in place of posts', { errors: [{ title: 'Service Unavailable' }], meta: { result_count: 0 } }],
    ['a number of posts without posts', { meta: { result_count: 10 } }],
    ['only errors', { errors: [{ title: 'Invalid Request' }], title: 'Invalid Request' }],
    ['a page', '<html>'],
  ])('%s is a failure', async (_, body) => {
    await expect(pagesOf(connectorOf(x, [body]))).rejects.toThrow(/api.x.com/);
  });

  it('control: no posts, and posts of which one author is gone', async () => {
    const [none] = await pagesOf(connectorOf(x, [{ meta: { result_count: 0 } }]));
    expect(none?.completeUntil).toBe(NOW);
    const partial = { ...answer([tweet({})]), errors: [{ title: 'Not Found Error', resource_type: 'user' }] };
    expect(await mentionsOf(connectorOf(x, [partial]))).toMatchObject([{ kind: 'ok' }]);
  });
});
