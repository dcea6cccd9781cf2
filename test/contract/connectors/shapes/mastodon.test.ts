/**
 * Shapes of Mastodon: docs.joinmastodon.org (entities Status, MediaAttachment, Poll, PreviewCard, Quote), and the HTML of
 * statuses as halcy/Mastodon.py recorded it. `RE:` as servers write it before a quoted post for older clients.
 */
import { describe, expect, it } from 'vitest';
import { connectorOf, NOW, pagesOf, Reply } from './recorded.ts';

const mastodon = {
  type: 'mastodon',
  settings: { baseUrl: 'https://m.example', hashtags: ['acme'], brands: ['acme'] },
};
const connector = connectorOf(mastodon);
const status = (fields: object) => ({
  id: '1',
  uri: 'https://m.example/users/ann/statuses/1',
  created_at: '2026-03-02T11:00:00.000Z',
  account: { acct: 'ann', bot: false },
  content: '<p>Acme lied</p>',
  visibility: 'public',
  reblog: null,
  tags: [],
  ...fields,
});
const textOf = (fields: object) => {
  const outcome = connector.toMention(status(fields), NOW);
  return outcome.kind === 'ok' ? outcome.value.text : outcome;
};
const picture = (description: string | null) => ({ id: '9', type: 'image', description });

describe('a status', () => {
  it('without words says what its picture, its link or its poll says', () => {
    expect(textOf({ content: '', media_attachments: [picture('A letter of Acme')] })).toBe(
      'A letter of Acme',
    );
    const card = {
      url: 'https://n.example',
      title: 'Acme doubles its price',
      description: 'Users angry',
      type: 'link',
    };
    expect(textOf({ content: '<p><a href="https://n.example">https://n.example</a></p>', card })).toBe(
      'Acme doubles its price\nUsers angry\nhttps://n.example',
    );
    expect(
      textOf({ content: '<p>Whom?</p>', poll: { options: [{ title: 'Acme' }, { title: 'none' }] } }),
    ).toBe('Whom?\n- Acme\n- none');
  });

  it('with words shows what is attached as a quotation', () => {
    expect(
      textOf({ content: '<p>So it begins</p>', card: { title: 'Acme doubles its price', description: '' } }),
    ).toBe('So it begins\n\n> Acme doubles its price');
  });

  it('is left out where it has no words at all', () => {
    expect(
      textOf({ content: '', media_attachments: [picture(null)], tags: [{ name: 'acme' }] }),
    ).toMatchObject({
      kind: 'drop',
      reason: 'has no words',
    });
  });

  it('keeps a quoted post apart', () => {
    const quoted = { content: '<p>Acme is a scam</p>', account: { acct: 'bob@x.example' } };
    const content =
      '<p class="quote-inline">RE: <a href="https://x.example/1">https://x.example/1</a></p><p>I like Acme</p>';
    expect(textOf({ content, quote: { state: 'accepted', quoted_status: quoted } })).toBe(
      'I like Acme\n\n> @bob@x.example: Acme is a scam',
    );
    const other = content.replace('like Acme', 'disagree');
    expect(textOf({ content: other, quote: { state: 'accepted', quoted_status: quoted } })).toMatchObject({
      kind: 'drop',
    });
    expect(textOf({ content, quote: { state: 'deleted', quoted_status: null } })).toBe('I like Acme');
    const bare =
      '<p>I like Acme<span><br><br>RE: <a href="https://x.example/1">https://x.example/1</a></span></p>';
    expect(textOf({ content: bare })).toBe('I like Acme');
    expect(textOf({ content: '<p>RE: Acme, see https://x.example/1</p>' })).toBe(
      'RE: Acme, see https://x.example/1',
    );
    expect(textOf({ content: '<blockquote>Acme is a scam</blockquote><p>No.</p>' })).toMatchObject({
      kind: 'drop',
    });
  });

  it('is whole and clean', () => {
    const link =
      '<p>Acme: <a href="https://n.example/long/x"><span class="invisible">https://</span><span class="ellipsis">' +
      'n.example/long</span><span class="invisible">/x</span></a></p><table><tr><td>Acme</td><td>9</td></tr></table>';
    expect(textOf({ content: link })).toBe('Acme: https://n.example/long/x\n\nAcme 9');
    expect(textOf({ content: '<p>Acme &amp; you</p>', account: { acct: 'a', bot: true } })).toMatchObject({
      reason: 'posted by a bot',
    });
  });
});

it.each([
  ['an error with status 200', { error: 'This method requires an authenticated user' }],
  ['a page', '<html>'],
  ['a refusal', new Reply({ error: 'x' }, { status: 401 })],
])('an answer that is none is a failure: %s', async (_, body) => {
  await expect(pagesOf(connectorOf(mastodon, [body]))).rejects.toThrow(/m.example/);
});
