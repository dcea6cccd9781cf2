import { describe, expect, it } from 'vitest';
import { readEnv } from '../../../config/env.ts';
import { createPoliteFetch } from '../../../src/net/polite-fetch.ts';
import { trustpilotConnector } from '../../../src/source/connectors/trustpilot.ts';
import { connect } from '../../../src/collect/connect.ts';
import type { StageContext } from '../../../workers/context.ts';
import { BRAND, fakePosts, NEWEST } from '../../fakes/posts.ts';
import { type FakeApi, fakeSite } from '../../fakes/site.ts';
import { fakeTrustpilot, review, UNIT } from '../../fakes/trustpilot.ts';
import { connectorContract } from './contract.ts';
import { HANG_MS } from '../../support/eventually.ts';

const NOW = NEWEST + 3_600_000;
const source = (baseUrl: string) => ({
  slug: 'trustpilot',
  type: 'trustpilot' as const,
  brands: [BRAND.slug],
  everyMinutes: 60,
  enabled: true,
  businessUnit: UNIT,
  baseUrl,
});

connectorContract({
  name: 'trustpilot',
  source,
  api: (posts, broken) =>
    fakeTrustpilot(posts, (post) => {
      const { createdAt: at, ...rest } = review(post);
      return broken.has(post.n) ? { ...rest, created: at } : review(post);
    }),
  idOf: (post) => `r${post.n}`,
  env: { OUTCRY_TRUSTPILOT_KEY: 's3cret' },
});

async function ground(api: FakeApi, key = 's3cret') {
  const site = await fakeSite(api);
  const clock = () => NOW;
  const limits = { waitMs: () => 0, pause: () => {}, pausedMs: () => 0 };
  const connector = trustpilotConnector({
    id: 'trustpilot',
    brands: [BRAND],
    match: () => [],
    clock,
    fetch: createPoliteFetch({ clock, contact: 'test@example.com', allowPrivate: true, limits }),
    baseUrl: site.url,
    key,
    businessUnit: UNIT,
  });
  return { site, connector };
}

const signal = () => AbortSignal.timeout(HANG_MS);

describe('trustpilot', () => {
  it('reads every field of an edited review, whether it names the brand or not', async () => {
    const { site, connector } = await ground(fakeTrustpilot([]));
    const raw = {
      ...review({ n: 3, at: NEWEST, author: 'ann', text: 'Never again.', likes: 2, rating: 1 }),
      updatedAt: '2026-03-02T12:30:00Z',
    };
    expect(connector.toMention(raw, NOW)).toEqual({
      kind: 'ok',
      value: {
        source: 'trustpilot',
        externalId: 'r3',
        kind: 'review',
        text: 'What happened\nNever again.',
        title: 'What happened',
        url: 'https://www.trustpilot.com/reviews/r3',
        lang: 'en',
        author: { id: 'c-ann' },
        publishedAt: NEWEST,
        editedAt: Date.UTC(2026, 2, 2, 12, 30),
        rating: 1,
        engagement: { likes: 2 },
        brands: ['fernway'],
      },
    });
    expect(connector.toMention({ ...raw, text: '' }, NOW)).toMatchObject({
      value: { text: 'What happened' },
    });
    expect(connector.toMention({ ...raw, stars: 9 }, NOW).kind).toBe('dead');
    await site.close();
  });

  it('ends where the last page is full, and at none', async () => {
    for (const count of [200, 0]) {
      const { site, connector } = await ground(fakeTrustpilot(fakePosts(count)));
      let seen = 0;
      for await (const page of connector.read(undefined, signal())) seen += page.entries.length;
      expect(seen).toBe(count);
      expect(site.requests()).toBeLessThan(14);
      await site.close();
    }
  });

  it('does not tell a key that is refused', async () => {
    const { site, connector } = await ground(fakeTrustpilot([]), 'guess-me');
    const failure = await connector
      .read(undefined, signal())
      [Symbol.asyncIterator]()
      .next()
      .catch((error: Error) => error);
    expect(failure).toMatchObject({ name: 'SourceAccessError' });
    expect((failure as Error).message).not.toContain('guess-me');
    await site.close();
  });

  it('backfills a range', async () => {
    const posts = fakePosts(700, 60_000);
    const { site, connector } = await ground(fakeTrustpilot(posts));
    const range = { from: NEWEST - 20_000_000, to: NEWEST - 5_000_000 };
    let count = 0;
    for await (const page of connector.backfill!(range, undefined, signal())) count += page.entries.length;
    expect(count).toBe(posts.filter(({ at }) => at >= range.from && at < range.to).length);
    await site.close();
  });

  it('waits for its key', () => {
    const ctx = {
      env: readEnv({}),
      config: { brands: [BRAND] },
      clock: () => NOW,
    } as unknown as StageContext;
    expect(connect(ctx, source('https://api.trustpilot.com'))).toEqual({
      needs: expect.stringMatching(/^set OUTCRY_TRUSTPILOT_KEY/),
    });
  });
});
