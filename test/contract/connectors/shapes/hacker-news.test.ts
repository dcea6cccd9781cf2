/** Shapes of Hacker News by Algolia: hn.algolia.com/api, mallendeo/hn-demo-app (lib/mock.json); `[flagged]`, `[dead]` of news.ycombinator.com. */
import { describe, expect, it } from 'vitest';
import { connectorOf, NOW, pagesOf } from './recorded.ts';

const hn = { type: 'hacker-news' };
const connector = connectorOf(hn);
const comment = (fields: object) => ({
  objectID: '5',
  created_at_i: NOW / 1000 - 60,
  author: 'ann',
  comment_text: 'Acme lied',
  story_title: 'Other',
  parent_id: 4,
  _tags: ['comment', 'author_ann', 'story_3'],
  ...fields,
});
const story = (fields: object) => ({
  objectID: '6',
  created_at_i: NOW / 1000 - 60,
  author: 'ann',
  title: 'Acme lied',
  _tags: ['story'],
  ...fields,
});
const textOf = (raw: object) => {
  const outcome = connector.toMention(raw, NOW);
  return outcome.kind === 'ok' ? outcome.value.text : outcome;
};

describe('an item of Hacker News', () => {
  it('has whole links, and its signs back', () => {
    const cut =
      '<p>Acme: <a href="https:&#x2F;&#x2F;n.example&#x2F;acme-lied-again" rel="nofollow">https:&#x2F;&#x2F;n.example&#x2F;acme-...</a>';
    expect(textOf(comment({ comment_text: cut }))).toBe('Acme: https://n.example/acme-lied-again');
    expect(textOf(comment({ comment_text: 'AT&amp;T lied &gt; all' }))).toBe('AT&T lied > all');
    expect(textOf(story({ title: 'AT&amp;T &amp; Acme' }))).toBe('AT&T & Acme');
  });

  it('keeps what it quotes apart', () => {
    expect(textOf(comment({ comment_text: '&gt; Acme is a scam<p>I disagree.' }))).toMatchObject({
      kind: 'drop',
    });
    expect(textOf(comment({ comment_text: '&gt; it is a scam<p>Acme is fine.' }))).toBe(
      '> it is a scam\n\nAcme is fine.',
    );
  });

  it.each([
    ['a comment without a text', comment({ comment_text: null, author: null })],
    ['an empty comment', comment({ comment_text: '' })],
    ['a flagged comment', comment({ comment_text: '[flagged]' })],
    ['a dead comment', comment({ comment_text: '[dead]' })],
    ['a deleted comment', comment({ comment_text: '<p>[deleted]' })],
    ['a story with its mark', story({ dead: true })],
    ['a story whose title is gone', story({ title: '[flagged]' })],
  ])('is erased and no dead letter: %s', (_, raw) => {
    expect(connector.toDeletion!(raw)).toEqual({ externalId: raw.objectID });
  });

  it('control: a story of a link has no text and stays', () => {
    expect(connector.toDeletion!(story({ story_text: null, url: 'https://n.example' }))).toBeUndefined();
    expect(connector.toDeletion!(comment({}))).toBeUndefined();
  });
});

it.each([
  ['an error with status 200', { message: 'Invalid Application-ID', status: 403 }],
  ['a page', '<html>'],
])('an answer that is none is a failure: %s', async (_, body) => {
  await expect(pagesOf(connectorOf(hn, [body]))).rejects.toThrow(/hn.algolia.com/);
});
