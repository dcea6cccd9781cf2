/**
 * Shapes of Discourse: discourse/discourse_api (spec/fixtures: posts_latest, posts_before, post), discourse/discourse
 * (PostSerializer; Post.types: regular 1, moderator_action 2, small_action 3, whisper 4; accounts system −1 and
 * discobot −2).
 */
import { describe, expect, it } from 'vitest';
import { connectorOf, NOW, pagesOf, Reply } from './recorded.ts';

const discourse = { type: 'discourse', settings: { baseUrl: 'https://forum.example' } };
const connector = connectorOf(discourse);
const post = (fields: object) => ({
  id: 7,
  username: 'ann',
  user_id: 12,
  created_at: '2026-03-02T11:00:00.000Z',
  updated_at: '2026-03-02T11:00:00.000Z',
  cooked: '<p>Acme lied</p>',
  post_number: 2,
  post_type: 1,
  topic_id: 1,
  topic_slug: 'talk',
  topic_title: 'Talk',
  ...fields,
});
const textOf = (fields: object) => {
  const outcome = connector.toMention(post(fields), NOW);
  return outcome.kind === 'ok' ? outcome.value.text : outcome;
};

describe('a post of Discourse', () => {
  it('keeps what it quotes apart', () => {
    const raw = '[quote="bob, post:1, topic:1"]\nAcme is a scam\n[/quote]\n\nI disagree.';
    expect(textOf({ raw })).toMatchObject({ kind: 'drop', reason: 'names no watched brand' });
    expect(textOf({ raw: raw.replace('disagree', 'like Acme') })).toBe(
      '> bob: Acme is a scam\n\nI like Acme.',
    );
    expect(textOf({ raw: '[quote]a [quote=x]b[/quote][/quote]\nAcme lied' })).toBe('> a \n> b\nAcme lied');
    expect(textOf({ raw: '> Acme is a scam\n\nNo.' })).toMatchObject({ kind: 'drop' });
    const cooked =
      '<aside class="quote no-group" data-username="bob"><div class="title">bob:</div><blockquote><p>Acme is a scam</p>' +
      '</blockquote></aside><p>I disagree.</p>';
    expect(textOf({ cooked })).toMatchObject({ kind: 'drop', reason: 'names no watched brand' });
  });

  it('is clean, as Markdown and as HTML', () => {
    expect(textOf({ raw: 'AT&amp;T lied' })).toBe('AT&T lied');
    expect(textOf({ cooked: '<h2>Acme lied</h2><table><tr><td>Acme</td><td>9</td></tr></table>' })).toBe(
      'Acme lied\n\nAcme 9',
    );
    expect(textOf({ cooked: '<p>Acme lied <img class="emoji" alt=":angry:" title=":angry:"></p>' })).toBe(
      'Acme lied :angry:',
    );
  });

  it.each([
    [
      'a note that a topic was closed',
      { post_type: 3, action_code: 'closed.enabled', cooked: '<p>Acme</p>' },
    ],
    ['a whisper', { post_type: 4 }],
    ['of the system', { user_id: -1, username: 'system' }],
    ['of the tutor', { user_id: -2, username: 'discobot' }],
    ['of pictures alone', { raw: '', cooked: '<p><img src="x"></p>', topic_title: 'Acme', post_number: 2 }],
  ])('is left out: %s', (_, fields) => {
    expect(textOf(fields)).toMatchObject({ kind: 'drop' });
  });

  it('control: of a moderator', () => {
    expect(textOf({ post_type: 2, moderator: true })).toBe('Acme lied');
  });

  it.each([
    ['by its author', { user_deleted: true }],
    ['by a moderator', { deleted_at: '2026-03-02T11:30:00.000Z' }],
    ['by the community', { hidden: true, cooked: '<p>This post was flagged by the community.</p>' }],
    ['in words', { raw: '(post deleted by author)' }],
    [
      'in older words',
      {
        cooked: '<p>(post withdrawn by author, will be automatically deleted in 24 hours unless flagged)</p>',
      },
    ],
  ])('that is removed %s is erased', (_, fields) => {
    expect(connector.toDeletion!(post(fields))).toEqual({ externalId: '7' });
  });

  it('control: a post that stands is not', () => {
    expect(
      connector.toDeletion!(post({ hidden: false, user_deleted: false, deleted_at: null })),
    ).toBeUndefined();
  });
});

describe('an answer that is none', () => {
  const cursor = JSON.stringify({ listings: { posts: { done: NOW - 600_000, newest: NOW - 700_000 } } });

  it.each([
    ['a login page', '<!DOCTYPE html><html><title>Forum</title>'],
    ['an error', { errors: ['You need to be logged in to do that.'], error_type: 'not_logged_in' }],
    ['an empty list where there were posts', { latest_posts: [] }],
    ['a refusal', new Reply({ errors: ['x'] }, { status: 403 })],
  ])('is a failure: %s', async (_, body) => {
    await expect(pagesOf(connectorOf(discourse, [body]), cursor)).rejects.toThrow();
  });

  it('control: an empty list of a new forum', async () => {
    expect(await pagesOf(connectorOf(discourse, [{ latest_posts: [] }]))).toMatchObject([
      { completeUntil: NOW },
    ]);
  });
});
