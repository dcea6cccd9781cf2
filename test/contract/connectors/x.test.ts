import { describe, expect, it } from 'vitest';
import { readEnv } from '../../../config/env.ts';
import { createPoliteFetch } from '../../../src/net/polite-fetch.ts';
import { brandMatcher } from '../../../src/ingest/match.ts';
import { queriesOf, xConnector } from '../../../src/source/connectors/x.ts';
import { connect } from '../../../src/collect/connect.ts';
import type { StageContext } from '../../../workers/context.ts';
import { BRAND, fakePosts, NEWEST } from '../../fakes/posts.ts';
import { type FakeApi, fakeSite } from '../../fakes/site.ts';
import { fakeX, tweet } from '../../fakes/x.ts';
import { connectorContract } from './contract.ts';
import { HANG_MS } from '../../support/eventually.ts';

const NOW = NEWEST + 3_600_000;
const source = (baseUrl: string) => ({
  slug: 'x',
  type: 'x' as const,
  brands: ['*'],
  everyMinutes: 5,
  enabled: true,
  baseUrl,
});

connectorContract({
  name: 'x',
  source,
  api: (posts, broken) =>
    fakeX(
      posts,
      () => NEWEST,
      (post) => {
        const { created_at: at, ...rest } = tweet(post);
        return broken.has(post.n) ? { ...rest, createdAt: at } : tweet(post);
      },
    ),
  idOf: (post) => String(post.n),
  env: { OUTCRY_X_TOKEN: 's3cret' },
  gapMs: 6_000,
});

async function ground(api: FakeApi, now = NOW) {
  const site = await fakeSite(api);
  const clock = () => now;
  const connector = xConnector({
    id: 'x',
    brands: [BRAND],
    match: brandMatcher([BRAND]),
    clock,
    fetch: createPoliteFetch({
      clock,
      contact: 'test@example.com',
      allowPrivate: true,
      wait: async () => {},
    }),
    baseUrl: site.url,
    token: 's3cret',
  });
  const pages = async (cursor?: string) => {
    const found = [];
    for await (const page of connector.read(cursor, AbortSignal.timeout(HANG_MS))) found.push(page);
    return found;
  };
  return { site, connector, pages };
}

describe('x', () => {
  it('OR-s terms within 512 characters, in as few queries as it takes', () => {
    expect(queriesOf(['Fernway', 'Fern "way"'])).toEqual(['("Fernway" OR "Fern  way") -is:retweet']);
    const many = queriesOf(Array.from({ length: 60 }, (_, i) => `a brand of many names ${i}`));
    expect(many.length).toBeGreaterThan(1);
    for (const query of many) expect(query.length).toBeLessThanOrEqual(512);
    expect(many.join(' ').match(/many names \d+/g)).toHaveLength(60);
    expect(queriesOf([])).toEqual([]);
  });

  it('reads every field of a reply that was edited, and drops reposts and posts about others', async () => {
    const { site, connector } = await ground(fakeX([], () => NOW));
    const raw = {
      tweet: {
        id: '102',
        edit_history_tweet_ids: ['100', '102'],
        text: 'Fernway sold my address…',
        note_tweet: { text: 'Fernway sold my address to whoever paid, and more than 280 characters of it' },
        created_at: '2026-03-02T11:59:00.000Z',
        author_id: '7',
        lang: 'und',
        public_metrics: {
          like_count: 4,
          retweet_count: 2,
          quote_count: 1,
          reply_count: 3,
          impression_count: 900,
        },
        referenced_tweets: [{ type: 'replied_to', id: '99' }],
        withheld: { copyright: false },
      },
      user: { id: '7', username: 'ann', public_metrics: { followers_count: 55 } },
    };
    expect(connector.toMention(raw, NOW)).toEqual({
      kind: 'ok',
      value: {
        source: 'x',
        externalId: '100',
        kind: 'comment',
        text: raw.tweet.note_tweet.text,
        url: 'https://x.com/ann/status/102',
        author: { id: '7', followers: 55 },
        publishedAt: Date.UTC(2026, 2, 2, 11, 59),
        editedAt: Date.UTC(2026, 2, 2, 11, 59),
        engagement: { likes: 4, reposts: 3, replies: 3, views: 900 },
        parentExternalId: '99',
        brands: ['fernway'],
      },
    });
    const repost = { ...raw.tweet, referenced_tweets: [{ type: 'retweeted', id: '1' }] };
    expect(connector.toMention({ tweet: repost }, NOW)).toEqual({ kind: 'drop', reason: 'a repost' });
    const other = { ...raw.tweet, note_tweet: null, text: 'Nothing to see' };
    expect(connector.toMention({ tweet: other }, NOW).kind).toBe('drop');
    expect(connector.toMention({ tweet: 'what' }, NOW).kind).toBe('dead');
    await site.close();
  });

  it('says in words that the plan does not reach, and never the token', async () => {
    for (const [status, words] of [
      [402, /402 \("CreditsDepleted"\): the credit of the plan is used up/],
      [403, /403 \("Client Forbidden"\): the plan of this token does not include recent search/],
      [401, /refuses access \(401\)/],
    ] as const) {
      const title = status === 402 ? 'CreditsDepleted' : 'Client Forbidden';
      const { site, pages } = await ground({
        errorBody: {},
        answer: () => ({ status, body: JSON.stringify({ title, detail: 'Bearer s3cret' }) }),
      });
      const failure = await pages().catch((error: Error) => error);
      expect(failure).toMatchObject({ name: 'SourceAccessError', message: expect.stringMatching(words) });
      expect(JSON.stringify([failure, (failure as Error).message])).not.toContain('s3cret');
      await site.close();
    }
  });

  it('waits until the time that X names when too much was asked', async () => {
    const reset = String(Math.floor(NOW / 1000) + 300);
    const { site, pages } = await ground({
      errorBody: {},
      answer: () => ({
        status: 429,
        body: '{}',
        headers: { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': reset },
      }),
    });
    await expect(pages()).rejects.toMatchObject({ name: 'RetryLaterError', afterMs: 300_000 });
    await site.close();
  });

  it('asks for no more than seven days, and says what a longer pause has lost', async () => {
    const posts = fakePosts(300, 3_600_000);
    const { site, pages } = await ground(fakeX(posts, () => NOW));
    const done = NOW - 10 * 86_400_000;
    const [listing] = queriesOf(BRAND.terms);
    const found = await pages(JSON.stringify({ listings: { [listing!]: { done, newest: done - 1000 } } }));
    const times = found.flatMap((page) =>
      page.entries.map((raw) => Date.parse(String((raw.tweet as { created_at: string }).created_at))),
    );
    const oldest = Math.min(...times);
    expect(NOW - oldest).toBeLessThan(7 * 86_400_000);
    expect(found.at(-1)?.missing).toEqual([
      { from: done, to: expect.any(Number), reason: 'further back than the site shows' },
    ]);
    expect(found[0]?.quota).toMatchObject({ remaining: 321, limit: 450, resetsAt: 1_772_467_200_000 });
    await site.close();
  });

  it('backfills within its reach and refuses a range before it', async () => {
    const posts = fakePosts(500, 600_000);
    const { site, connector } = await ground(fakeX(posts, () => NOW));
    const range = { from: NOW - 3 * 86_400_000, to: NOW - 86_400_000 };
    const ids = new Set<string>();
    for await (const page of connector.backfill!(range, undefined, AbortSignal.timeout(HANG_MS)))
      for (const raw of page.entries) ids.add((raw.tweet as { id: string }).id);
    expect([...ids].map(Number).sort((a, b) => a - b)).toEqual(
      posts.filter(({ at }) => at >= range.from && at < range.to).map(({ n }) => n),
    );
    const early = connector.backfill!({ from: 0, to: NOW }, undefined, AbortSignal.timeout(HANG_MS));
    await expect(early[Symbol.asyncIterator]().next()).rejects.toThrow(/last seven days/);
    await site.close();
  });

  it('waits for its token', () => {
    const env = readEnv({});
    const ctx = { env, config: { brands: [BRAND] }, clock: () => NOW } as unknown as StageContext;
    expect(connect(ctx, source('https://api.x.com'))).toEqual({
      needs: expect.stringMatching(/^set OUTCRY_X_TOKEN/),
    });
  });
});
