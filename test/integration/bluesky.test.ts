/** Bluesky's stream from a fake on loopback: complete over every break, and deletions honoured. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { bluesky as blueskySource } from '../../src/source/connectors/bluesky.ts';
import type { SettingsOf } from '../../src/source/definition.ts';
import { authorPseudonym } from '../../src/ops/secrets.ts';
import { replayEntry } from '../../workers/replay-entry.ts';
import { handlers } from '../../workers/stages.ts';
import { listen } from '../../workers/stream.ts';
import {
  created,
  deleted,
  didOf,
  type FakeEvent,
  fakeJetstream,
  type FakeJetstream,
  left,
  noise,
  uriOf,
} from '../fakes/jetstream.ts';
import { BRAND, type FakePost, fakePosts } from '../fakes/posts.ts';
import { eventually } from '../support/eventually.ts';
import { openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const ID = 'bluesky';
let posts: FakePost[];
beforeAll(() => {
  posts = fakePosts(10_000);
});

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

async function ground(server: FakeJetstream, dir = tempDir()): Promise<TestInstallation> {
  const source: SettingsOf<typeof blueskySource> = {
    slug: ID,
    type: 'bluesky',
    brands: ['*'],
    everyMinutes: 1,
    enabled: true,
    endpoints: [server.url],
  };
  const installation = await openTestInstallation({
    dir,
    env: { OUTCRY_FETCH_PRIVATE: '1' },
    config: { brands: [BRAND], sources: [source] },
  });
  open.push(() => installation.close());
  return installation;
}

async function serve(events: readonly FakeEvent[], faults = {}): Promise<FakeJetstream> {
  const server = await fakeJetstream(events, faults);
  open.push(() => server.close());
  return server;
}

async function cursorOf({ store }: TestInstallation): Promise<number> {
  const cursor = (await store.read.sources.state(ID))?.cursor;
  return cursor ? (JSON.parse(cursor) as { us: number }).us : 0;
}

/** Stands at `us`, so that the stream is read from there. */
const startAt = ({ store }: TestInstallation, us: number, endpoint: string) =>
  store.tx((tx) => tx.sources.saveRead(ID, { cursor: JSON.stringify({ us, endpoint }), at: 1, found: 0 }));

/** Listens, again after each break, until the cursor stands at `us`. */
async function readTo(one: TestInstallation, us: number): Promise<number> {
  const end = new AbortController();
  let breaks = 0;
  const source = one.config.sources[0]!;
  const listening = (async () => {
    while (!end.signal.aborted) {
      await listen(one.ctx, source, end.signal).catch(() => {
        breaks += 1;
      });
    }
  })();
  await eventually(`the cursor stands at ${us}`, async () => (await cursorOf(one)) === us);
  end.abort();
  await listening;
  return breaks;
}

async function rows({ store }: TestInstallation) {
  const brand = await store.read.brands.bySlug(BRAND.slug);
  const all = { brandId: brand!.id, from: 0, to: Number.MAX_SAFE_INTEGER };
  return store.read.mentions.list({ ...all, order: 'newest', limit: 1_000_000 });
}
const ids = async (one: TestInstallation) => (await rows(one)).map((row) => row.externalId).sort();

function crowd(list: readonly FakePost[]): FakeEvent[] {
  return list.flatMap((post, i) => {
    const us = post.at * 1000;
    return [noise(us - 2000, 2 * i + 1), noise(us - 1000, 2 * i + 2), created(post, us)];
  });
}

describe('completeness', () => {
  it('10,000 mentions among 30,000 events over cut, replayed and disordered connections', async () => {
    const events = crowd(posts);
    const server = await serve(events, { killEvery: 2_900, replayEvery: 700, disorder: true });
    const one = await ground(server);
    await startAt(one, events[0]!.us, server.url);
    const breaks = await readTo(one, events.at(-1)!.us);
    expect(breaks).toBeGreaterThan(5);
    expect(await ids(one)).toEqual(posts.map(uriOf).sort());
    expect(await one.store.read.sources.gaps({})).toEqual([]);
    expect(await one.store.read.deadLetters.list(9)).toEqual([]);
  });

  it('a new connection resumes five seconds earlier, so that events out of order are not lost', async () => {
    const events = crowd(posts.slice(0, 30));
    const server = await serve(events);
    const one = await ground(server);
    await startAt(one, events[0]!.us, server.url);
    await readTo(one, events.at(-1)!.us);
    const later = created(posts[30]!);
    server.push(later);
    await readTo(one, later.us);
    expect(server.asked).toEqual([events[0]!.us - 5_000_000, events.at(-1)!.us - 5_000_000]);
    // What comes twice is taken once.
    expect(await ids(one)).toEqual(posts.slice(0, 31).map(uriOf).sort());
  });

  it('positive control: without a cursor what was said in a break is lost', async () => {
    const events = crowd(posts.slice(0, 300));
    const server = await serve(events.slice(0, 450));
    const one = await ground(server);
    await startAt(one, events[0]!.us, server.url);
    await readTo(one, events[449]!.us);
    server.push(...events.slice(450));
    await one.store.tx((tx) => tx.sources.saveRead(ID, { cursor: '', at: 1, found: 0 }));
    const later = created(posts[300]!);
    const end = new AbortController();
    const listening = listen(one.ctx, one.config.sources[0]!, end.signal);
    await eventually('asked without a cursor', () => server.asked.at(-1) === null);
    server.push(later);
    await eventually('the later post is read', async () => (await cursorOf(one)) === later.us);
    end.abort();
    await listening;
    expect((await ids(one)).length).toBeLessThan(301);
  });

  it('a process that takes over goes on where the first stopped', async () => {
    const events = crowd(posts.slice(0, 600));
    const server = await serve(events.slice(0, 900));
    const dir = tempDir();
    const first = await ground(server, dir);
    await startAt(first, events[0]!.us, server.url);
    await readTo(first, events[899]!.us);
    const second = await ground(server, dir);
    server.push(...events.slice(900));
    await readTo(second, events.at(-1)!.us);
    expect(await ids(second)).toEqual(posts.slice(0, 600).map(uriOf).sort());
  });

  it('one of two processes listens', async () => {
    const events = crowd(posts.slice(0, 30));
    const server = await serve(events);
    const dir = tempDir();
    const [first, second] = [await ground(server, dir), await ground(server, dir)];
    await startAt(first, events[0]!.us, server.url);
    const end = new AbortController();
    const listening = listen(first.ctx, first.config.sources[0]!, end.signal);
    await eventually('all is read', async () => (await cursorOf(first)) === events.at(-1)!.us);
    await listen(second.ctx, second.config.sources[0]!, end.signal);
    expect(server.asked).toHaveLength(1);
    end.abort();
    await listening;
  });

  it('a cursor that is too old is a gap', async () => {
    const events = crowd(posts.slice(0, 200));
    const server = await serve(events);
    const one = await ground(server);
    const kept = events[300]!;
    await startAt(one, events[0]!.us, server.url);
    server.forget(kept.us);
    await readTo(one, events.at(-1)!.us);
    expect(await one.store.read.sources.gaps({})).toMatchObject([
      { source: ID, from: Math.floor(events[0]!.us / 1000), to: Math.floor(kept.us / 1000), state: 'lost' },
    ]);
  });
});

describe('deletions', () => {
  it('a deleted post and the posts of an account that left lose their texts; counts stay', async () => {
    const list = posts.slice(0, 60);
    const [gone, kept] = [list[3]!, list[4]!];
    const leaver = didOf(list[10]!);
    const ofLeaver = list.filter((post) => didOf(post) === leaver);
    const events = crowd(list);
    const server = await serve(events);
    const one = await ground(server);
    await startAt(one, events[0]!.us, server.url);
    await readTo(one, events.at(-1)!.us);
    await handlers.score(one.ctx, { ids: await one.store.read.mentions.pendingIds(1_000) });
    const brandId = (await one.store.read.brands.bySlug(BRAND.slug))!.id;
    const range = { brandId, widthMs: 3_600_000, from: 0, to: Number.MAX_SAFE_INTEGER };
    const before = await one.store.read.counts.buckets(range);
    const at = events.at(-1)!.us;
    // Deletions of posts that were never taken in are most of them.
    server.push(deleted(gone, at + 1000), deleted(posts[99]!, at + 2000), left(leaver, at + 3000));
    await readTo(one, at + 3000);
    const shown = await rows(one);
    const erased = new Set([gone, ...ofLeaver].map(uriOf));
    expect(shown.map((row) => row.externalId).sort()).toEqual(
      list
        .map(uriOf)
        .filter((uri) => !erased.has(uri))
        .sort(),
    );
    expect(shown.some((row) => row.externalId === uriOf(kept))).toBe(true);
    expect(await one.store.read.counts.buckets(range)).toEqual(before);
    expect(await one.store.read.counts.audit()).toEqual([]);
    const shares = await one.store.read.mentions.shares(brandId, 0, Number.MAX_SAFE_INTEGER);
    expect(shares).toMatchObject({ all: 60, deleted: erased.size });
    // Sent again by a replay it stays deleted.
    server.push(created(gone, at + 4000));
    await readTo(one, at + 4000);
    expect(await ids(one)).not.toContain(uriOf(gone));
    expect(authorPseudonym(one.ctx.pseudonymKey, ID, leaver)).toMatch(/./);
  });
});

describe('what is not as documented', () => {
  it('frames that are not known are dead letters and go through once they are', async () => {
    const list = posts.slice(0, 20);
    const events = crowd(list);
    const us = events.at(-1)!.us;
    const whole = created(posts[30]!, us + 2000);
    const server = await serve([
      ...events,
      { us: us + 1000, frame: '{"did": "did:plc:x", "time' },
      { us: us + 1500, frame: JSON.stringify({ did: 7, time_us: 'soon' }) },
      { us: us + 2000, frame: whole.frame.replace('"text"', '"words"') },
      created(posts[31]!, us + 3000),
    ]);
    const one = await ground(server);
    await startAt(one, events[0]!.us, server.url);
    await readTo(one, us + 3000);
    expect(await ids(one)).toEqual([...list, posts[31]!].map(uriOf).sort());
    const letters = await one.store.read.deadLetters.list(9);
    expect(letters.map((letter) => letter.reason).sort()).toEqual([
      expect.stringContaining('a frame of an unexpected shape'),
      expect.stringContaining('not JSON'),
      expect.stringContaining('a post of an unexpected shape'),
    ]);
    const payload = JSON.stringify({ kind: 'unknown', reason: '', frame: whole.frame });
    expect(await replayEntry(one.ctx)({ source: ID, payload, ref: '' })).toBeUndefined();
    expect(await ids(one)).toContain(uriOf(posts[30]!));
  });

  it('a claimed time in the past or the future is bounded by when it was heard', async () => {
    const [a, b] = [posts[0]!, posts[1]!];
    const old = new Date(a.at - 86_400_000 * 400).toISOString();
    const ahead = new Date(b.at + 86_400_000 * 30).toISOString();
    const server = await serve([
      created(a, a.at * 1000, { createdAt: old }),
      created(b, b.at * 1000, { createdAt: ahead }),
    ]);
    const one = await ground(server);
    await startAt(one, a.at * 1000, server.url);
    await readTo(one, b.at * 1000);
    const byId = new Map((await rows(one)).map((row) => [row.externalId, row.publishedAt]));
    expect(byId.get(uriOf(a))).toBe(a.at - 86_400_000 * 400);
    expect(byId.get(uriOf(b))).toBe(b.at);
  });
});
