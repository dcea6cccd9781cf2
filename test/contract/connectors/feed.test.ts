/**
 * A feed shows only its newest entries, so one read never has 10,000: what the contract asks for is asked here of
 * many reads while the window moves on. Formats, ETags and texts: test/integration/feed.test.ts.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { collectStage } from '../../../workers/collect.ts';
import { FAULTS, type Fault, faultsInTurn } from '../../fakes/faults.ts';
import { fakeFeed, linkOf } from '../../fakes/feed.ts';
import { BRAND, type FakePost, fakePosts } from '../../fakes/posts.ts';
import { fakeSite } from '../../fakes/site.ts';
import { openTestInstallation, type TestInstallation } from '../../support/installation.ts';
import { tempDirs } from '../../support/temp.ts';

const MINUTE = 60_000;
/** A feed has one page: there is no page token that it could forget. */
const faults = FAULTS.filter((fault: Fault) => fault !== 'reset');

describe('connector: feed', () => {
  const tempDir = tempDirs();
  const opened: TestInstallation[] = [];
  afterAll(async () => {
    for (const installation of opened) await installation.close();
  });

  async function ground(posts: readonly FakePost[], window: number, every?: number) {
    const time = { now: posts[0]!.at };
    /** The site's clock: it stands while a read is tried again. */
    const site = { now: posts[0]!.at };
    const plan = every === undefined ? undefined : faultsInTurn(every, faults);
    const server = await fakeSite(fakeFeed(posts, { window, clock: () => site.now }), plan);
    const source = {
      slug: 'news',
      type: 'feed' as const,
      url: `${server.url}/feed`,
      brands: ['*'],
      keep: 'match' as const,
      everyMinutes: 10,
      enabled: true,
    };
    const installation = await openTestInstallation({
      dir: tempDir(),
      env: { OUTCRY_FETCH_PRIVATE: '1' },
      config: { brands: [BRAND], sources: [source] },
      clock: () => time.now,
      ...(every === undefined ? {} : { timeoutMs: 400 }),
    });
    opened.push(installation);
    const { ctx, store } = installation;
    const state = () => store.read.sources.state('feed:news');
    const gaps = async () =>
      (await store.read.sources.gaps({ source: 'feed:news' })).map(({ from, to, state: is }) => ({
        from,
        to,
        is,
      }));
    async function ids(): Promise<string[]> {
      const brand = await store.read.brands.bySlug(BRAND.slug);
      const filter = { brandId: brand!.id, from: 0, to: time.now * 2, order: 'newest' as const };
      const rows = await store.read.mentions.list({ ...filter, limit: 1_000_000 });
      return rows.map((row) => row.externalId).sort();
    }
    /** Asks until the feed as it stands at `at` has been read. */
    async function readAt(at: number) {
      site.now = at;
      time.now = Math.max(at, (await state())?.nextAt ?? 0);
      await collectStage(ctx, { source: 'feed:news' });
      while ((await state())?.failures !== 0) {
        time.now = Math.max(time.now + 1_000, (await state())?.nextAt ?? 0);
        await collectStage(ctx, { source: 'feed:news' });
      }
    }
    return { server, plan, gaps, ids, readAt };
  }

  const sorted = (posts: readonly FakePost[]) => posts.map(linkOf).sort();

  it('10,000 mentions through a window of 300, every fault in turn: exactly the distinct set', async () => {
    const posts = fakePosts(10_000);
    const g = await ground(posts, 300, 3);
    // A window is shown twice at least: a site that shows the one before once more takes nothing away.
    for (let n = 145; n < posts.length; n += 145) await g.readAt(posts[n - 1]!.at);
    g.plan?.stop();
    await g.readAt(posts.at(-1)!.at);
    expect(await g.ids()).toEqual(sorted(posts));
    expect(await g.gaps()).toEqual([]);
    for (const fault of faults) expect(g.plan?.done.get(fault) ?? 0, fault).toBeGreaterThan(0);
    await g.server.close();
  });

  it('entries that fell out between two reads are a gap from the last known to the first shown', async () => {
    const posts = fakePosts(1_000);
    const g = await ground(posts, 300);
    await g.readAt(posts[399]!.at);
    await g.readAt(posts[899]!.at);
    // Shown at first: 101 to 400. Shown then: 601 to 900.
    expect(await g.ids()).toEqual(sorted([...posts.slice(100, 400), ...posts.slice(600, 900)]));
    expect(await g.gaps()).toEqual([{ from: posts[399]!.at + 1, to: posts[600]!.at, is: 'lost' }]);
    await g.readAt(posts[999]!.at);
    expect(await g.gaps()).toHaveLength(1);
    await g.server.close();
  });

  it('no gap while the window still shows an entry that is known', async () => {
    const posts = fakePosts(1_000);
    const g = await ground(posts, 300);
    await g.readAt(posts[399]!.at);
    await g.readAt(posts[698]!.at);
    expect(await g.ids()).toEqual(sorted(posts.slice(100, 699)));
    expect(await g.gaps()).toEqual([]);
    await g.readAt(posts[698]!.at + 20 * MINUTE);
    expect(await g.gaps()).toEqual([]);
    await g.server.close();
  });
});
