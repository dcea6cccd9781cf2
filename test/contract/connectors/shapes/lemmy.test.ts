/** Shapes of Lemmy: CommentView and PostView of join-lemmy.org/api (0.19; creator.bot_account, embed_title, alt_text), texts escaped by 0.18. */
import { describe, expect, it } from 'vitest';
import { connectorOf, NOW, pagesOf } from './recorded.ts';

const lemmy = { type: 'lemmy', settings: { baseUrl: 'https://l.example' } };
const connector = connectorOf(lemmy);
const creator = { actor_id: 'https://l.example/u/ann', bot_account: false };
const published = '2026-03-02T11:00:00.123456Z';
const comment = (fields: object, by: object = {}) => ({
  comment: { ap_id: 'https://l.example/comment/1', published, content: 'Acme lied', ...fields },
  creator: { ...creator, ...by },
  counts: { score: -3 },
});
const post = (fields: object, by: object = {}) => ({
  post: { ap_id: 'https://l.example/post/1', published, name: 'Acme lied', ...fields },
  creator: { ...creator, ...by },
  counts: { score: 3, comments: 1 },
});
const textOf = (raw: object) => {
  const outcome = connector.toMention(raw, NOW);
  return outcome.kind === 'ok' ? outcome.value.text : outcome;
};

describe('Lemmy', () => {
  it('keeps what is quoted apart, and undoes names of characters', () => {
    expect(textOf(comment({ content: '> Acme is a scam\n\nNo.' }))).toMatchObject({ kind: 'drop' });
    expect(textOf(comment({ content: '&gt; Acme is a scam\n\nNo.' }))).toMatchObject({ kind: 'drop' });
    expect(textOf(comment({ content: 'AT&amp;T lied' }))).toBe('AT&T lied');
    const crosspost = post({
      name: 'Look',
      body: 'cross-posted from: https://o.example/post/1\n\n> Acme is a scam',
    });
    expect(textOf(crosspost)).toMatchObject({ kind: 'drop' });
  });

  it('reads the card of a link and the text of a picture', () => {
    expect(
      textOf(post({ name: 'Wow', url: 'https://n.example', embed_title: 'Acme doubles its price' })),
    ).toBe('Wow\n\n> Acme doubles its price');
    expect(textOf(post({ name: 'Wow', alt_text: 'A letter of Acme', body: 'Read it' }))).toContain(
      'Read it\n\n> A letter of Acme',
    );
  });

  it('leaves out programs', () => {
    for (const raw of [comment({}, { bot_account: true }), post({}, { bot_account: true })])
      expect(textOf(raw)).toMatchObject({ kind: 'drop', reason: 'posted by a bot' });
    expect(textOf(post({ featured_community: true }))).toBe('Acme lied');
  });

  it('takes scores below zero as no likes', () => {
    expect(connector.toMention(comment({}), NOW)).toMatchObject({ value: { engagement: { likes: 0 } } });
  });

  it.each([
    ['deleted', { deleted: true }],
    ['removed', { removed: true }],
    ['purged', { content: '*Permanently Deleted*' }],
  ])('erases what is %s', (_, fields) => {
    expect(connector.toDeletion!(comment(fields))).toEqual({ externalId: 'https://l.example/comment/1' });
    expect(connector.toDeletion!(comment({ deleted: false, removed: false }))).toBeUndefined();
  });

  it.each([
    ['an error with status 200', { error: 'rate_limit_error' }],
    ['a page', '<html>'],
  ])('takes an answer that is none for a failure: %s', async (_, body) => {
    await expect(pagesOf(connectorOf(lemmy, [body]))).rejects.toThrow(/l.example/);
  });
});
