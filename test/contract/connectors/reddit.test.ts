import { describe, expect, it } from 'vitest';
import { readEnv } from '../../../config/env.ts';
import { brandMatcher } from '../../../src/ingest/match.ts';
import { createPoliteFetch } from '../../../src/net/polite-fetch.ts';
import { redditConnector } from '../../../src/source/connectors/reddit.ts';
import { connect } from '../../../src/collect/connect.ts';
import type { StageContext } from '../../../workers/context.ts';
import { sortEntries } from '../../../src/collect/ingest-page.ts';
import { fakeReddit, fullname, subreddits, thing } from '../../fakes/reddit.ts';
import { BRAND, fakePosts, NEWEST } from '../../fakes/posts.ts';
import { type FakeApi, fakeSite } from '../../fakes/site.ts';
import { connectorContract } from './contract.ts';
import { HANG_MS } from '../../support/eventually.ts';

const NOW = NEWEST + 3_600_000;
const source = (baseUrl: string) => ({
  slug: 'reddit',
  type: 'reddit' as const,
  brands: ['*'],
  everyMinutes: 5,
  enabled: true,
  subreddits,
  baseUrl,
  authUrl: baseUrl,
});

// A listing ends after 1,000: six subreddits with posts and comments are twelve listings.
connectorContract({
  name: 'reddit',
  source,
  api: (posts, broken) =>
    fakeReddit(posts, (post) => {
      const { kind, data } = thing(post);
      const { created_utc: at, ...rest } = data;
      return broken.has(post.n) ? { kind, data: { ...rest, created: at } } : { kind, data };
    }),
  idOf: fullname,
  env: { OUTCRY_REDDIT_ID: 'app', OUTCRY_REDDIT_SECRET: 's3cret' },
});

async function ground(api: FakeApi, more: { clientSecret?: string; subreddits?: string[] } = {}) {
  const site = await fakeSite(api);
  const time = { now: NOW };
  const clock = () => time.now;
  const fetch = createPoliteFetch({
    clock,
    contact: 'test@example.com',
    allowPrivate: true,
    wait: async () => {},
  });
  const make = () =>
    redditConnector({
      id: 'reddit',
      brands: [BRAND],
      match: brandMatcher([BRAND]),
      clock,
      fetch,
      baseUrl: site.url,
      authUrl: site.url,
      subreddits: [],
      clientId: 'app',
      clientSecret: 's3cret',
      ...more,
    });
  const pages = async () => {
    const found = [];
    for await (const page of make().read(undefined, AbortSignal.timeout(HANG_MS))) found.push(page);
    return found;
  };
  return { site, time, connector: make(), pages };
}

describe('reddit', () => {
  it('searches all of Reddit for each term where no subreddit is named: posts alone', async () => {
    const posts = fakePosts(250);
    const { site, pages } = await ground(fakeReddit(posts));
    const found = await pages();
    const names = new Set(
      found.flatMap((page) => page.entries.map((raw) => (raw as ReturnType<typeof thing>).data['name'])),
    );
    expect([...names].sort()).toEqual(
      posts
        .filter(({ n }) => n % 2 === 1)
        .map(fullname)
        .sort(),
    );
    expect(found[0]?.quota).toEqual({ remaining: 596, resetsAt: NOW + 300_000 });
    await site.close();
  });

  it('keeps its token in memory, and renews it once where it is refused or has ended', async () => {
    const api = fakeReddit(fakePosts(20));
    const { site, time, pages } = await ground(api);
    await pages();
    await pages();
    expect(api.grants()).toBe(1);
    api.revoke();
    expect(await pages()).toHaveLength(1);
    expect(api.grants()).toBe(2);
    time.now += 86_400_000;
    await pages();
    expect(api.grants()).toBe(3);
    await site.close();
  });

  it('asks twice and no more where a new token is refused too, and tells no key', async () => {
    const right = fakeReddit([]);
    const { site, pages } = await ground({
      ...right,
      answer: (request) =>
        request.path === '/api/v1/access_token' ? right.answer(request) : { status: 401, body: '{}' },
    });
    await expect(pages()).rejects.toThrow(/refuses access \(401\)/);
    expect(right.grants()).toBe(2);
    await site.close();
    const wrong = await ground(fakeReddit([]), { clientSecret: 'guess-me' });
    const failure = await wrong.pages().catch((error: Error) => error);
    expect(failure).toMatchObject({ name: 'SourceAccessError' });
    expect(JSON.stringify([failure, (failure as Error).message])).not.toContain('guess-me');
    await wrong.site.close();
  });

  it('takes a text that is gone for a deletion', async () => {
    const { site, connector } = await ground(fakeReddit([]));
    const [post, comment] = fakePosts(2).map(thing);
    const gone = [
      { ...post, data: { ...post!.data, selftext: '[deleted]', author: '[deleted]' } },
      { ...comment, data: { ...comment!.data, body: '[removed]' } },
      { ...post, data: { ...post!.data, name: 't3_q', selftext: '', removed_by_category: 'moderator' } },
    ];
    const sorted = await sortEntries(connector, [...gone, post], NOW);
    expect(sorted.deletions).toEqual([
      { externalId: 't3_1' },
      { externalId: 't1_2' },
      { externalId: 't3_q' },
    ]);
    expect(sorted.mentions.map((m) => m.externalId)).toEqual(['t3_1']);
    await site.close();
  });

  it('reads every field, a link without text, and nothing that is about others', async () => {
    const { site, connector } = await ground(fakeReddit([]));
    const data = {
      name: 't3_k1',
      author: 'ann',
      title: 'Fernway reads your messages',
      selftext: 'They changed it & told nobody.',
      created_utc: 1_772_450_000.0,
      permalink: '/r/corner/comments/k1/',
      score: 5,
      num_comments: 2,
      edited: 1_772_451_000.0,
      over_18: false,
    };
    expect(connector.toMention({ kind: 't3', data }, NOW)).toEqual({
      kind: 'ok',
      value: {
        source: 'reddit',
        externalId: 't3_k1',
        kind: 'post',
        text: 'Fernway reads your messages\nThey changed it & told nobody.',
        title: 'Fernway reads your messages',
        url: 'https://www.reddit.com/r/corner/comments/k1/',
        author: { id: 'ann' },
        publishedAt: 1_772_450_000_000,
        editedAt: 1_772_451_000_000,
        engagement: { likes: 5, replies: 2 },
        brands: ['fernway'],
      },
    });
    const link = connector.toMention(
      { kind: 't3', data: { ...data, selftext: '', author: '[deleted]' } },
      NOW,
    );
    expect(link).toMatchObject({ kind: 'ok', value: { text: data.title } });
    expect(link.kind === 'ok' && link.value.author).toBeUndefined();
    expect(connector.toMention({ kind: 't3', data: { ...data, title: 'x', selftext: 'y' } }, NOW).kind).toBe(
      'drop',
    );
    expect(connector.toMention({ kind: 'more', data: {} }, NOW).kind).toBe('dead');
    await site.close();
  });

  it('says which posts a busy listing has pushed out', async () => {
    const posts = fakePosts(30_000, 1_000).filter(({ n }) => n % 2 === 1);
    const { site, connector } = await ground(fakeReddit(posts));
    const done = NEWEST - 20_000_000;
    const cursor = JSON.stringify({ listings: { 'search/Fernway': { done, newest: done } } });
    const missing = [];
    for await (const page of connector.read(cursor, AbortSignal.timeout(HANG_MS)))
      missing.push(...(page.missing ?? []));
    expect(missing).toEqual([{ from: done + 1, to: expect.any(Number), reason: expect.any(String) }]);
    await site.close();
  });

  it('waits for its keys', () => {
    const needs = { needs: expect.stringMatching(/^set OUTCRY_REDDIT_ID and OUTCRY_REDDIT_SECRET/) };
    for (const env of [readEnv({}), readEnv({ OUTCRY_REDDIT_ID: 'app' }, ['OUTCRY_REDDIT_ID'])]) {
      const ctx = { env, config: { brands: [BRAND] }, clock: () => NOW } as unknown as StageContext;
      expect(connect(ctx, source('https://oauth.reddit.com'))).toEqual(needs);
    }
  });
});
