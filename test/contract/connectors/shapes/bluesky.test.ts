/**
 * Shapes of Bluesky: lexicons app.bsky.feed.post, app.bsky.embed.external, images, video, recordWithMedia,
 * app.bsky.richtext.facet (byte ranges), com.atproto.label.defs#selfLabels; events of Jetstream, bluesky-social/jetstream.
 */
import { describe, expect, it } from 'vitest';
import { readEvent } from '../../../../src/source/connectors/bluesky-event.ts';
import { connectorOf, NOW } from './recorded.ts';

const connector = connectorOf({ type: 'bluesky' });
const heard = NOW - 60_000;
const outcomeOf = (record: object) => {
  const commit = {
    operation: 'create',
    collection: 'app.bsky.feed.post',
    rkey: 'k',
    record: { $type: 'app.bsky.feed.post', createdAt: '2026-03-02T11:00:00.000Z', ...record },
  };
  const event = readEvent(
    JSON.stringify({ did: 'did:plc:a', time_us: heard * 1000, kind: 'commit', commit }),
  );
  return connector.toMention(event, NOW);
};
const textOf = (record: object) => {
  const outcome = outcomeOf(record);
  return outcome.kind === 'ok' ? outcome.value.text : outcome;
};
const external = { uri: 'https://n.example', title: 'Acme doubles its price', description: 'Users angry' };

describe('a post of Bluesky', () => {
  it.each([
    [
      'the card of a link',
      { $type: 'app.bsky.embed.external', external },
      'Acme doubles its price\nUsers angry',
    ],
    [
      'a card without a description',
      { external: { uri: 'https://n.example', title: 'Acme lied' } },
      'Acme lied',
    ],
    [
      'pictures',
      { $type: 'app.bsky.embed.images', images: [{ alt: 'A letter of Acme' }, { alt: '' }] },
      'A letter of Acme',
    ],
    ['a video', { $type: 'app.bsky.embed.video', alt: 'Acme on stage' }, 'Acme on stage'],
    [
      'a card beside a quoted post',
      { $type: 'app.bsky.embed.recordWithMedia', record: {}, media: { external } },
      'Acme doubles its price\nUsers angry',
    ],
    ['pictures beside a quoted post', { record: {}, media: { images: [{ alt: 'Acme' }] } }, 'Acme'],
  ])('without words is %s', (_, embed, text) => {
    expect(textOf({ text: '', embed })).toBe(text);
  });

  it('is left out where nothing names a brand or there are no words', () => {
    expect(textOf({ text: '', embed: { images: [{ alt: '' }] } })).toMatchObject({ kind: 'drop' });
    expect(
      textOf({ text: '', embed: { external: { uri: 'https://n.example', title: 'Other' } } }),
    ).toMatchObject({ kind: 'drop' });
    expect(textOf({ text: '', tags: ['acme'] })).toMatchObject({ kind: 'drop', reason: 'has no words' });
  });

  it('with words shows the card as a quotation', () => {
    expect(textOf({ text: 'So it begins', embed: { external } })).toBe(
      'So it begins\n\n> Acme doubles its price\n> Users angry',
    );
  });

  it('has whole links', () => {
    const text = 'Ärger: n.example/acme-li... Acme';
    const index = { byteStart: 8, byteEnd: 28 };
    const facets = [
      { index, features: [{ $type: 'app.bsky.richtext.facet#link', uri: 'https://n.example/acme-lied' }] },
    ];
    expect(textOf({ text, facets })).toBe('Ärger: https://n.example/acme-lied Acme');
    const wrong = [{ ...facets[0], index: { byteStart: 8, byteEnd: 9_999 } }];
    expect(textOf({ text, facets: wrong })).toBe(text);
  });

  it('is dated by the stream where its client has no clock', () => {
    for (const createdAt of [
      '0001-01-01T00:00:00.000Z',
      '1970-01-01T00:00:00Z',
      '1985-10-26T01:21:00Z',
      'soon',
    ])
      expect(outcomeOf({ text: 'Acme lied', createdAt })).toMatchObject({
        kind: 'ok',
        value: { publishedAt: heard },
      });
    expect(outcomeOf({ text: 'Acme lied' })).toMatchObject({
      value: { publishedAt: Date.UTC(2026, 2, 2, 11) },
    });
  });

  it('is left out where its author marks it as a program’s', () => {
    const labels = { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'bot' }] };
    expect(textOf({ text: 'Acme lied', labels })).toMatchObject({ kind: 'drop', reason: 'posted by a bot' });
    expect(textOf({ text: 'Acme lied', labels: { values: [{ val: 'spoiler' }] } })).toBe('Acme lied');
  });
});
