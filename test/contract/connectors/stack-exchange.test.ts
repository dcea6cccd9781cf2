import { describe, expect, it } from 'vitest';
import { readEnv } from '../../../config/env.ts';
import { brandMatcher } from '../../../src/ingest/match.ts';
import { createPoliteFetch } from '../../../src/net/polite-fetch.ts';
import type { SourcePage } from '../../../src/source/connector.ts';
import { siteHost, stackExchangeConnector } from '../../../src/source/connectors/stack-exchange.ts';
import { connect } from '../../../src/collect/connect.ts';
import type { StageContext } from '../../../workers/context.ts';
import { BRAND, fakePosts, NEWEST } from '../../fakes/posts.ts';
import { type FakeApi, fakeSite } from '../../fakes/site.ts';
import { excerptOf, fakeStackExchange } from '../../fakes/stack-exchange.ts';
import { connectorContract } from './contract.ts';
import { HANG_MS } from '../../support/eventually.ts';

const NOW = NEWEST + 3_600_000;
const source = (baseUrl: string) => ({
  slug: 'stack-exchange',
  type: 'stack-exchange' as const,
  brands: ['*'],
  everyMinutes: 60,
  enabled: true,
  sites: ['security'],
  baseUrl,
});

connectorContract({
  name: 'stack-exchange',
  source,
  api: (posts, broken) =>
    fakeStackExchange(posts, (post) => {
      const { creation_date: at, ...rest } = excerptOf(post);
      return broken.has(post.n) ? { ...rest, created: at } : excerptOf(post);
    }),
  idOf: (post) => `security/${post.n}`,
});

async function ground(api: FakeApi, more: { sites?: string[]; key?: string } = {}) {
  const asked: URLSearchParams[] = [];
  const site = await fakeSite({
    ...api,
    answer(request) {
      asked.push(request.query);
      return api.answer(request);
    },
  });
  const time = { now: NOW };
  const clock = () => time.now;
  const limits = { waitMs: () => 0, pause: () => {}, pausedMs: () => 0 };
  const connector = stackExchangeConnector({
    id: 'stack-exchange',
    brands: [BRAND],
    match: brandMatcher([BRAND]),
    clock,
    fetch: createPoliteFetch({ clock, contact: 'test@example.com', allowPrivate: true, limits }),
    baseUrl: site.url,
    sites: more.sites ?? ['security'],
    key: more.key,
  });
  return { site, connector, time, asked };
}

const signal = () => AbortSignal.timeout(HANG_MS);

describe('stack-exchange', () => {
  it('waits for a backoff once the page was handed over', async () => {
    const { site, connector, time } = await ground(fakeStackExchange(fakePosts(250), excerptOf, 2));
    const pages: SourcePage<unknown>[] = [];
    const read = async (cursor?: string) => {
      for await (const page of connector.read(cursor, signal())) pages.push(page);
    };
    await expect(read()).rejects.toMatchObject({ name: 'RetryLaterError', afterMs: 10_000 });
    expect(pages.map((page) => page.entries.length)).toEqual([100, 100]);
    expect(pages[0]?.quota).toEqual({ remaining: 250, limit: 300 });
    await expect(read(pages[1]!.cursor)).rejects.toMatchObject({ name: 'RetryLaterError' });
    time.now += 10_000;
    await read(pages[1]!.cursor);
    expect(pages.flatMap((page) => page.entries)).toHaveLength(250);
    await site.close();
  });

  it('waits as long as a throttle says, and a quarter of an hour where it does not', async () => {
    for (const [words, afterMs] of [
      ['too many requests from this IP, more requests available in 240 seconds', 240_000],
      ['Violation of backoff parameter', 900_000],
    ] as const) {
      const body = JSON.stringify({ error_id: 502, error_name: 'throttle_violation', error_message: words });
      const { site, connector } = await ground({ errorBody: {}, answer: () => ({ status: 400, body }) });
      const first = connector.read(undefined, signal())[Symbol.asyncIterator]().next();
      await expect(first).rejects.toMatchObject({ name: 'RetryLaterError', afterMs });
      await site.close();
    }
  });

  it('reads each site for each term, with a key where there is one', async () => {
    const { site, connector, asked } = await ground(fakeStackExchange([]), {
      sites: ['stackoverflow', 'superuser'],
      key: 'k',
    });
    for await (const page of connector.read(undefined, signal())) expect(page.entries).toEqual([]);
    const questions = asked.map((query) => [query.get('site'), query.get('q'), query.get('key')].join(' '));
    expect([...new Set(questions)]).toEqual(['stackoverflow "Fernway" k', 'superuser "Fernway" k']);
    await site.close();
    expect(['stackoverflow', 'pt.stackoverflow', 'security', 'mathoverflow.net'].map(siteHost)).toEqual([
      'stackoverflow.com',
      'pt.stackoverflow.com',
      'security.stackexchange.com',
      'mathoverflow.net',
    ]);
  });

  it('reads every field, entities as characters; an answer counts for what it says itself', async () => {
    const { site, connector } = await ground(fakeStackExchange([]));
    const entry = {
      item_type: 'question',
      question_id: 12,
      title: 'Does &quot;Fernway&quot; keep my photos?',
      body: 'It says &lt;forever&gt; &amp; more.',
      excerpt: 'It says &lt;forever&gt; &amp; more.',
      score: 4,
      answer_count: 1,
      creation_date: 1_772_450_000,
      owner: { user_id: 9, display_name: 'ann' },
    };
    expect(connector.toMention({ site: 'security', entry }, NOW)).toEqual({
      kind: 'ok',
      value: {
        source: 'stack-exchange',
        externalId: 'security/12',
        kind: 'post',
        text: 'Does "Fernway" keep my photos?\nIt says <forever> & more.',
        title: 'Does "Fernway" keep my photos?',
        url: 'https://security.stackexchange.com/q/12',
        author: { id: 'security/9' },
        publishedAt: 1_772_450_000_000,
        engagement: { likes: 4, replies: 1 },
        brands: ['fernway'],
      },
    });
    const answer = { ...entry, item_type: 'answer', answer_id: 13 };
    expect(connector.toMention({ site: 'security', entry: answer }, NOW).kind).toBe('drop');
    const said = { ...answer, body: 'Fernway does.', excerpt: undefined };
    expect(connector.toMention({ site: 'security', entry: said }, NOW)).toMatchObject({
      value: {
        externalId: 'security/13',
        kind: 'comment',
        parentExternalId: 'security/12',
        url: 'https://security.stackexchange.com/a/13',
      },
    });
    expect(connector.toMention({ site: 'security', entry: { item_type: 'tag' } }, NOW).kind).toBe('dead');
    await site.close();
  });

  it('backfills past the 25 pages that it may turn', async () => {
    const posts = fakePosts(4_000, 1_000);
    const { site, connector, time } = await ground(fakeStackExchange(posts, excerptOf, 1e9));
    const range = { from: NEWEST - 3_500_000, to: NEWEST - 100_000 };
    const ids = new Set<unknown>();
    for await (const page of connector.backfill!(range, undefined, signal()))
      for (const raw of page.entries) ids.add(connector.refOf!(raw));
    expect(ids.size).toBe(posts.filter(({ at }) => at >= range.from && at < range.to).length);
    expect(time.now).toBe(NOW);
    await site.close();
  });

  it('needs no key', () => {
    const fetch = createPoliteFetch({ clock: () => NOW, contact: 'test@example.com' });
    const ctx = {
      env: readEnv({}),
      config: { brands: [BRAND] },
      clock: () => NOW,
      fetch,
    } as unknown as StageContext;
    expect(connect(ctx, source('https://api.stackexchange.com'))).toMatchObject({ id: 'stack-exchange' });
  });
});
