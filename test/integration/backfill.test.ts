/** The past of a source: complete over breaks, bounded, and no news to anybody. */
import { afterEach, describe, expect, it } from 'vitest';
import type { hackerNews as hackerNewsSource } from '../../src/source/connectors/hacker-news.ts';
import type { SettingsOf } from '../../src/source/definition.ts';
import type { Route } from '../../src/domain/incident.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { runBackfill } from '../../src/collect/backfill.ts';
import { collectStage } from '../../workers/collect.ts';
import { drain } from '../../workers/drain.ts';
import { faultsInTurn } from '../fakes/faults.ts';
import { fakeHackerNews } from '../fakes/hacker-news.ts';
import { BRAND, type FakePost, fakePosts, NEWEST } from '../fakes/posts.ts';
import { fakeSite } from '../fakes/site.ts';
import { openTestInstallation } from '../support/installation.ts';
import { byMail } from '../support/recipients.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const ROUTE: Route = {
  name: 'all',
  brands: ['*'],
  recipients: byMail('pr@example.com'),
  kinds: ['backlash', 'attention'],
  minSeverity: 1,
  maxPerHour: 10,
};
const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function ground(posts: readonly FakePost[], now: number, everyFault?: number) {
  const plan =
    everyFault === undefined
      ? undefined
      : faultsInTurn(everyFault, ['truncated', 'repeated', 'empty', 'kill']);
  const site = await fakeSite(fakeHackerNews(posts), plan);
  const source: SettingsOf<typeof hackerNewsSource> = {
    slug: 'hacker-news',
    type: 'hacker-news',
    brands: ['*'],
    everyMinutes: 5,
    enabled: true,
    baseUrl: site.url,
  };
  const time = { now };
  const installation = await openTestInstallation({
    dir: tempDir(),
    env: { OUTCRY_FETCH_PRIVATE: '1' },
    config: { brands: [BRAND], sources: [source], routes: [ROUTE] },
    clock: () => time.now,
    timeoutMs: 400,
  });
  open.push(site.close, () => installation.close());
  const { ctx, store } = installation;
  const ids = async () => {
    const brand = await store.read.brands.bySlug(BRAND.slug);
    const all = { brandId: brand!.id, from: 0, to: Number.MAX_SAFE_INTEGER, order: 'newest' as const };
    return (await store.read.mentions.list({ ...all, limit: 100_000 })).map((row) => row.externalId).sort();
  };
  return { site, source, time, ctx, store, ids };
}

const idsOf = (posts: readonly FakePost[]) => posts.map((post) => String(post.n)).sort();
const forever = () => new AbortController().signal;

describe('a backfill', () => {
  it('brings exactly the range, over faults and a stop in the middle, and goes on where it stopped', async () => {
    const posts = fakePosts(4_000);
    const [from, to] = [posts[500]!.at, posts[3_500]!.at];
    const g = await ground(posts, NEWEST + 400 * 24 * HOUR_MS, 7);
    const request = { source: g.source, brand: BRAND.slug, from, to };
    const first = await runBackfill(g.ctx, request, { signal: forever(), limit: 900 });
    expect(first).toMatchObject({ state: 'stopped' });
    expect(first.read).toBeLessThan(1_300);
    expect(first.reached).toBeLessThan(to);
    const second = await runBackfill(g.ctx, request, { signal: forever() });
    expect(second).toMatchObject({ id: first.id, state: 'done', reached: from });
    expect(await g.ids()).toEqual(idsOf(posts.slice(500, 3_500)));
    // The source itself stands where it stood.
    expect((await g.store.read.sources.state('hacker-news'))?.cursor).toBeUndefined();
  });

  it('mails nobody about an outcry of the past, and somebody about the same outcry today', async () => {
    const usual = fakePosts(1_000, 30 * 60_000);
    const storm = Array.from(
      { length: 600 },
      (_, i): FakePost => ({
        ...usual[0]!,
        n: 100_000 + i,
        at: NEWEST - 6 * HOUR_MS + i * 20_000,
        text: `Fernway betrayed us and sold our private data without asking, I am deleting my account (${i})`,
      }),
    );
    const posts = [...usual, ...storm].sort((a, b) => a.at - b.at);
    const g = await ground(posts, NEWEST + HOUR_MS);
    const from = posts[0]!.at;
    const job = await runBackfill(
      g.ctx,
      { source: g.source, brand: BRAND.slug, from, to: NEWEST + 1 },
      { signal: forever() },
    );
    expect(job.state).toBe('done');
    await drain(g.ctx);
    const [incident] = (await g.store.read.incidents.all()).filter(
      (one) => one.onset > NEWEST - 12 * HOUR_MS,
    );
    expect(incident).toBeDefined();
    const alerts = await g.store.read.incidents.alerts(incident!.id);
    expect(alerts).toMatchObject([{ send: false, reason: 'backfilled' }]);
    expect(await g.store.read.outbox.list(10)).toEqual([]);

    // Positive control: the same posts as they come in live are mailed about.
    const live = await ground(
      usual.concat(storm).filter((post) => post.at < NEWEST - 7 * HOUR_MS),
      NEWEST - 7 * HOUR_MS,
    );
    await runBackfill(
      live.ctx,
      { source: live.source, brand: BRAND.slug, from, to: NEWEST - 7 * HOUR_MS },
      { signal: forever() },
    );
    const shown = posts.filter((post) => post.at < NEWEST - 7 * HOUR_MS);
    const site = await fakeSite(fakeHackerNews(shown));
    open.push(site.close);
    live.source.baseUrl = site.url;
    for (let now = NEWEST - 7 * HOUR_MS; now <= NEWEST + HOUR_MS; now += 20 * 60_000) {
      live.time.now = now;
      shown.splice(0, shown.length, ...posts.filter((post) => post.at <= now));
      await collectStage(live.ctx, { source: 'hacker-news' });
    }
    await drain(live.ctx);
    expect((await live.store.read.outbox.list(10)).length).toBeGreaterThan(0);
  });
});
