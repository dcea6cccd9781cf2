/** Shapes of Stack Exchange: api.stackexchange.com/docs (excerpt-search, wrapper, error-handling; Community is user −1). */
import { describe, expect, it } from 'vitest';
import { connectorOf, NOW, pagesOf } from './recorded.ts';

const exchange = { type: 'stack-exchange', settings: { sites: ['superuser'] } };
const connector = connectorOf(exchange);
const excerpt = (fields: object) => ({
  site: 'superuser',
  entry: {
    item_type: 'question',
    question_id: 5,
    title: 'AT&amp;T &quot;sync&quot;',
    body: 'Why does <b>it</b> fail &amp; stop?',
    creation_date: NOW / 1000 - 60,
    score: -2,
    ...fields,
  },
});

describe('Stack Exchange', () => {
  it('has its signs back, and scores below zero as no likes', () => {
    expect(connector.toMention(excerpt({}), NOW)).toMatchObject({
      kind: 'ok',
      value: {
        title: 'AT&T "sync"',
        text: 'AT&T "sync"\nWhy does it fail & stop?',
        engagement: { likes: 0 },
      },
    });
  });

  it('leaves out its own account, and what only a quotation names', () => {
    const owner = { user_id: -1, display_name: 'Community' };
    expect(connector.toMention(excerpt({ owner }), NOW)).toMatchObject({
      kind: 'drop',
      reason: 'posted by a bot',
    });
    const quoting = excerpt({
      item_type: 'answer',
      answer_id: 6,
      body: '<blockquote>Acme lied</blockquote><p>No.</p>',
    });
    expect(connector.toMention(quoting, NOW)).toMatchObject({
      kind: 'drop',
      reason: 'names no watched brand',
    });
  });

  it.each([
    ['an error with status 200', { error_id: 502, error_name: 'throttle_violation', error_message: 'x' }],
    ['no items', { has_more: false, quota_remaining: 9 }],
    ['a page', '<html>'],
  ])('takes an answer that is none for a failure: %s', async (_, body) => {
    await expect(pagesOf(connectorOf(exchange, [body]))).rejects.toThrow(/api.stackexchange.com/);
  });
});
