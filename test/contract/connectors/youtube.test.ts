import { describe, expect, it } from 'vitest';
import { readEnv } from '../../../config/env.ts';
import { createPoliteFetch } from '../../../src/net/polite-fetch.ts';
import { nextPacificMidnight, youtubeConnector } from '../../../src/source/connectors/youtube.ts';
import { connect } from '../../../src/collect/connect.ts';
import type { StageContext } from '../../../workers/context.ts';
import { BRAND, fakePosts, NEWEST } from '../../fakes/posts.ts';
import { type FakeApi, fakeSite } from '../../fakes/site.ts';
import { fakeYoutube, problem, thread } from '../../fakes/youtube.ts';
import { connectorContract } from './contract.ts';
import { HANG_MS } from '../../support/eventually.ts';

const NOW = NEWEST + 3_600_000;
const source = (baseUrl: string) => ({
  slug: 'youtube',
  type: 'youtube' as const,
  brands: [BRAND.slug],
  everyMinutes: 30,
  enabled: true,
  videos: ['v0'],
  channels: ['c1'],
  baseUrl,
});

connectorContract({
  name: 'youtube',
  source,
  api: (posts, broken) =>
    fakeYoutube(posts, (post) => {
      const whole = thread(post);
      const snippet = whole['snippet'] as { topLevelComment: { snippet: Record<string, unknown> } };
      if (!broken.has(post.n)) return whole;
      const { publishedAt: at, ...rest } = snippet.topLevelComment.snippet;
      const topLevelComment = { ...snippet.topLevelComment, snippet: { ...rest, published: at } };
      return { ...whole, snippet: { ...snippet, topLevelComment } };
    }),
  idOf: (post) => `Ug${post.n}`,
  env: { OUTCRY_YOUTUBE_KEY: 's3cret' },
});

async function ground(api: FakeApi, videos = ['v0']) {
  const site = await fakeSite(api);
  const clock = () => NOW;
  const limits = { waitMs: () => 0, pause: () => {}, pausedMs: () => 0 };
  const connector = youtubeConnector({
    id: 'youtube',
    brands: [BRAND],
    match: () => [],
    clock,
    fetch: createPoliteFetch({ clock, contact: 'test@example.com', allowPrivate: true, limits }),
    baseUrl: site.url,
    key: 's3cret',
    videos,
    channels: [],
  });
  return { site, connector };
}

const signal = () => AbortSignal.timeout(HANG_MS);

describe('youtube', () => {
  it('pauses until midnight in California when the quota is used up, also when clocks change', async () => {
    expect(nextPacificMidnight(Date.UTC(2026, 2, 2, 12))).toBe(Date.UTC(2026, 2, 3, 8));
    expect(nextPacificMidnight(Date.UTC(2026, 2, 8, 9))).toBe(Date.UTC(2026, 2, 9, 7));
    expect(nextPacificMidnight(Date.UTC(2026, 10, 1, 8, 30))).toBe(Date.UTC(2026, 10, 2, 8));
    expect(nextPacificMidnight(Date.UTC(2026, 6, 1, 7))).toBe(Date.UTC(2026, 6, 2, 7));
    const { site, connector } = await ground({
      errorBody: {},
      answer: () => ({ status: 403, body: JSON.stringify(problem(403, 'quotaExceeded')) }),
    });
    await expect(connector.read(undefined, signal())[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      name: 'RetryLaterError',
      afterMs: Date.UTC(2026, 2, 3, 8) - NOW,
    });
    await site.close();
  });

  it('reads the other videos where comments are closed or a video is gone, and names the one that is', async () => {
    const { site, connector } = await ground(fakeYoutube(fakePosts(40)), ['lost', 'closed', 'v0']);
    const ids: unknown[] = [];
    const read = async () => {
      for await (const page of connector.read(undefined, signal())) ids.push(...page.entries);
    };
    await expect(read()).rejects.toThrow('YouTube has no video lost: remove it from the configuration');
    expect(ids).toHaveLength(20);
    await site.close();
    const { site: open, connector: some } = await ground(fakeYoutube([]), ['closed']);
    for await (const page of some.read(undefined, signal())) expect(page.more).toBeUndefined();
    await open.close();
  });

  it('is refused with a wrong key and does not tell it', async () => {
    const { site, connector } = await ground({
      errorBody: {},
      answer: () => ({ status: 403, body: JSON.stringify(problem(403, 'forbidden')) }),
    });
    const failure = await connector
      .read(undefined, signal())
      [Symbol.asyncIterator]()
      .next()
      .catch((error: Error) => error);
    expect(failure).toMatchObject({ name: 'SourceAccessError' });
    expect((failure as Error).message).not.toContain('s3cret');
    await site.close();
  });

  it('reads every field of an edited comment, whether it names the brand or not', async () => {
    const { site, connector } = await ground(fakeYoutube([]));
    const raw = thread({
      n: 7,
      at: NEWEST,
      author: 'ann',
      text: 'I never agreed to this',
      likes: 3,
      rating: 1,
    });
    const top = (raw['snippet'] as { topLevelComment: { snippet: Record<string, unknown> } }).topLevelComment;
    top.snippet['updatedAt'] = '2026-03-02T12:30:00Z';
    expect(connector.toMention(raw, NOW)).toEqual({
      kind: 'ok',
      value: {
        source: 'youtube',
        externalId: 'Ug7',
        kind: 'comment',
        text: 'I never agreed to this',
        url: 'https://www.youtube.com/watch?v=v0&lc=Ug7',
        author: { id: 'UCann' },
        publishedAt: NEWEST,
        editedAt: Date.UTC(2026, 2, 2, 12, 30),
        engagement: { likes: 3, replies: 2 },
        brands: ['fernway'],
      },
    });
    await site.close();
  });

  it('backfills a range', async () => {
    const posts = fakePosts(900, 60_000);
    const { site, connector } = await ground(fakeYoutube(posts));
    const range = { from: NEWEST - 20_000_000, to: NEWEST - 5_000_000 };
    let count = 0;
    for await (const page of connector.backfill!(range, undefined, signal())) count += page.entries.length;
    expect(count).toBe(posts.filter(({ n, at }) => n % 2 === 0 && at >= range.from && at < range.to).length);
    await site.close();
  });

  it('waits for its key', () => {
    const ctx = {
      env: readEnv({}),
      config: { brands: [BRAND] },
      clock: () => NOW,
    } as unknown as StageContext;
    expect(connect(ctx, source('https://www.googleapis.com'))).toEqual({
      needs: expect.stringMatching(/^set OUTCRY_YOUTUBE_KEY/),
    });
  });
});
