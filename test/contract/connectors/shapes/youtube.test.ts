/**
 * Shapes of YouTube: developers.google.com/youtube/v3/docs (commentThreads, comments: textDisplay is HTML, errors), and
 * sns-sdks/python-youtube (testdata/apidata/comment_threads, of which four threads belong to a channel and no video).
 */
import { describe, expect, it } from 'vitest';
import { connectorOf, NOW, pagesOf } from './recorded.ts';

const youtube = {
  type: 'youtube',
  settings: { channels: ['UC1'], brands: ['acme'] },
  keys: { OUTCRY_YOUTUBE_KEY: 'key' },
};
const connector = connectorOf(youtube);
const thread = (snippet: object, outer: object = {}) => ({
  snippet: {
    totalReplyCount: 0,
    ...outer,
    topLevelComment: {
      id: 'c1',
      snippet: { publishedAt: '2026-03-02T11:00:00Z', updatedAt: '2026-03-02T11:00:00Z', ...snippet },
    },
  },
});
const mention = (raw: object) => {
  const outcome = connector.toMention(raw, NOW);
  return outcome.kind === 'ok' ? outcome.value : outcome;
};

describe('a comment on YouTube', () => {
  it('is plain, from either of its texts', () => {
    expect(mention(thread({ textOriginal: 'I <3 AT&amp;T' }))).toMatchObject({ text: 'I <3 AT&amp;T' });
    expect(mention(thread({ textDisplay: 'AT&amp;T isn&#39;t<br>good' }))).toMatchObject({
      text: "AT&T isn't\ngood",
    });
    expect(mention(thread({ textDisplay: 'AT&amp;T isn&#39;t good' }))).toMatchObject({
      text: "AT&T isn't good",
    });
    expect(
      mention(
        thread({ textDisplay: '<a href="https://n.example/a-long-way">https://n.example/a-lo...</a>' }),
      ),
    ).toMatchObject({
      text: 'https://n.example/a-long-way',
    });
  });

  it('without words is left out', () => {
    expect(mention(thread({ textOriginal: '' }))).toMatchObject({ kind: 'drop' });
    expect(mention(thread({}))).toMatchObject({ kind: 'drop' });
  });

  it('has a page, of a channel too', () => {
    expect(mention(thread({ textOriginal: 'x', videoId: 'v' }))).toMatchObject({
      url: 'https://www.youtube.com/watch?v=v&lc=c1',
    });
    expect(mention(thread({ textOriginal: 'x' }, { channelId: 'UC1' }))).toMatchObject({
      url: 'https://www.youtube.com/channel/UC1/community?lc=c1',
    });
  });
});

it.each([
  [
    'an error with status 200',
    { error: { code: 400, message: 'x', errors: [{ reason: 'processingFailure' }] } },
  ],
  ['no items', { kind: 'youtube#commentThreadListResponse', pageInfo: { totalResults: 5 } }],
  ['a page', '<html>'],
])('an answer that is none is a failure: %s', async (_, body) => {
  await expect(pagesOf(connectorOf(youtube, [body]))).rejects.toThrow(/googleapis.com/);
});
