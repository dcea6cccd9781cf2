/** Feeds from a real local server, read again and again: every entry lands once. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sourceId } from '../../src/domain/source.ts';
import type { feed as feedSource } from '../../src/source/connectors/feed.ts';
import type { SettingsOf } from '../../src/source/definition.ts';
import { collectStage, isDue } from '../../workers/collect.ts';
import { feedServer, type FeedServer } from '../support/feed-server.ts';
import { atom, type Entry, jsonFeed, rdf, rss } from '../support/feeds.ts';
import { brandOf, openTestInstallation, type TestInstallation } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

type FeedSource = SettingsOf<typeof feedSource>;

const tempDir = tempDirs();
const START = Date.UTC(2026, 2, 2, 12);
const MINUTE = 60_000;
let now = START;
let server: FeedServer;
let sources: FeedSource[];
let installation: TestInstallation;
let slugs = 0;

beforeAll(async () => {
  server = await feedServer();
  sources = [];
  installation = await openTestInstallation({
    dir: tempDir(),
    env: { OUTCRY_FETCH_PRIVATE: '1' },
    config: { brands: [brandOf('acme', 'Acme'), brandOf('beta', 'Beta')], sources },
    clock: () => now,
  });
});
afterAll(async () => {
  await installation.close();
  await server.close();
});
beforeEach(() => {
  now = START;
  server.reset();
});

function source(more: Partial<FeedSource> = {}): FeedSource {
  slugs += 1;
  const made: FeedSource = {
    slug: `f${slugs}`,
    type: 'feed',
    url: `${server.url}/feed${slugs}`,
    brands: ['acme'],
    keep: 'all',
    everyMinutes: 10,
    enabled: true,
    ...more,
  };
  sources.push(made);
  return made;
}

const poll = (of: FeedSource) => collectStage(installation.ctx, { source: sourceId(of) });
const state = (of: FeedSource) => installation.store.read.sources.state(sourceId(of));

async function landed(of: FeedSource, brand = 'acme'): Promise<string[]> {
  const brandId = (await installation.store.read.brands.bySlug(brand))?.id ?? 0;
  const filter = {
    brandId,
    from: 0,
    to: START * 2,
    source: sourceId(of),
    order: 'newest' as const,
    limit: 1_000,
  };
  return (await installation.store.read.mentions.list(filter)).map((m) => m.externalId).sort();
}

/** Polls `times` times, each when it is due again. */
async function pollOften(of: FeedSource, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) {
    await poll(of);
    now += 61 * MINUTE;
  }
}

const entries = (from: number, to: number): Entry[] =>
  Array.from({ length: to - from }, (_, i) => ({
    id: `https://news.example/${from + i}`,
    title: `Acme changes its terms, part ${from + i}`,
    text: `Readers of <b>Acme</b> &amp; friends ask why (${from + i}).`,
    at: START - (from + i) * 3_600_000,
  }));
const ids = (from: number, to: number) =>
  entries(from, to)
    .map((e) => e.id)
    .sort();

describe('each entry lands once, however often the feed is read', () => {
  it.each([
    ['RSS', rss],
    ['Atom', atom],
    ['RDF', rdf],
    ['JSON Feed', jsonFeed],
  ])('%s', async (_name, format) => {
    for (const validators of [true, false]) {
      const feed = source();
      server.set(feed.url, { body: format(entries(4, 9)), validators });
      await pollOften(feed, 3);
      expect(await landed(feed)).toEqual(ids(4, 9));
      server.set(feed.url, { body: format(entries(0, 6)), validators });
      await pollOften(feed, 3);
      expect(await landed(feed)).toEqual(ids(0, 9));
      expect(server.answers(feed.url)).toEqual(
        validators ? [200, 304, 304, 200, 304, 304] : [200, 200, 200, 200, 200, 200],
      );
      expect(await state(feed)).toMatchObject({ failures: 0, lastNewAt: START + 3 * 61 * MINUTE });
      now = START;
    }
  });

  it('text is plain, times and authors are kept', async () => {
    const feed = source();
    server.set(feed.url, { body: rss(entries(4, 5)) });
    await poll(feed);
    const brandId = (await installation.store.read.brands.bySlug('acme'))?.id ?? 0;
    const filter = {
      brandId,
      from: 0,
      to: START * 2,
      source: sourceId(feed),
      order: 'newest' as const,
      limit: 9,
    };
    const [mention] = await installation.store.read.mentions.list(filter);
    expect(mention).toMatchObject({
      text: 'Acme changes its terms, part 4\nReaders of Acme & friends ask why (4).',
      publishedAt: START - 4 * 3_600_000,
      kind: 'article',
      url: 'https://news.example/4',
    });
  });

  it('two reads at the same time', async () => {
    const feed = source();
    server.set(feed.url, { body: rss(entries(0, 5)) });
    await Promise.all([poll(feed), poll(feed), poll(feed)]);
    expect(await landed(feed)).toEqual(ids(0, 5));
  });

  it('only entries that name a watched brand, for the brands they name', async () => {
    const feed = source({ keep: 'match', brands: ['acme', 'beta'] });
    const odd = [
      { ...entries(0, 1)[0]!, title: 'About Beta', text: 'and Acme' },
      { ...entries(1, 2)[0]!, title: 'Nothing', text: 'of ours' },
      { ...entries(2, 3)[0]!, title: 'Beta alone', text: '' },
    ];
    server.set(feed.url, { body: rss(odd) });
    await poll(feed);
    expect([await landed(feed), await landed(feed, 'beta')]).toEqual([
      ids(0, 1),
      [...ids(0, 1), ...ids(2, 3)],
    ]);
  });
});

describe('what goes wrong is kept with the source, and tried again later', () => {
  it.each<[string, Parameters<FeedServer['set']>[1], RegExp]>([
    ['500', { status: 500, body: 'oops' }, /answered 500/],
    ['404', { status: 404, body: '' }, /answered 404/],
    ['HTML under 200', { body: '<!doctype html><html><body>Sign in</body></html>', type: 'text/html' }, /./],
    ['an empty body', { body: '' }, /./],
    ['JSON that is no feed', { body: '{"hello":"world"}' }, /./],
    ['a connection that breaks off', { body: rss(entries(0, 5)), cutAt: 200 }, /./],
    ['a body over 5 MB', { body: rss(entries(0, 5)), padding: 6 * 1024 * 1024 }, /larger than/],
    ['a loop of redirects', { redirectTo: 'self' }, /more than 3 redirects/],
    ['a redirect to nowhere', { redirectTo: 'http://' }, /./],
    ['a redirect to a file', { redirectTo: 'file:///etc/passwd' }, /file: is not read/],
  ])('%s', async (_name, answer, reason) => {
    const feed = source();
    server.set(feed.url, answer);
    await poll(feed);
    expect(await state(feed)).toMatchObject({ failures: 1, lastError: expect.stringMatching(reason) });
    expect((await state(feed))?.cursor).toBeUndefined();
    expect(await landed(feed)).toEqual([]);
    // Not at once again, and not never.
    const asked = server.answers(feed.url).length;
    now += 5 * MINUTE;
    await poll(feed);
    expect(server.answers(feed.url)).toHaveLength(asked);
    server.set(feed.url, { body: rss(entries(0, 5)) });
    now += 61 * MINUTE;
    await poll(feed);
    expect(await landed(feed)).toEqual(ids(0, 5));
    expect(await state(feed)).toMatchObject({ failures: 0 });
    expect((await state(feed))?.lastError).toBeUndefined();
  });

  it('a feed that is cut in the middle is whole once the site is', async () => {
    const feed = source();
    const whole = rss(entries(0, 5));
    server.set(feed.url, { body: whole.slice(0, whole.length * 0.6) });
    await pollOften(feed, 2);
    server.set(feed.url, { body: whole });
    await pollOften(feed, 2);
    expect(await landed(feed)).toEqual(ids(0, 5));
  });

  it('a site that hangs is given up after ten seconds', async () => {
    const feed = source();
    server.set(feed.url, { hang: true });
    const from = performance.now();
    await poll(feed);
    expect(performance.now() - from).toBeLessThan(15_000);
    expect(await state(feed)).toMatchObject({ failures: 1 });
  });

  it.each([
    ['seconds', '7200'],
    ['a date', new Date(START + 7_200_000).toUTCString()],
  ])('429 with Retry-After as %s: left alone until then', async (_name, retryAfter) => {
    const feed = source();
    server.set(feed.url, { status: 429, body: '', headers: { 'retry-after': retryAfter } });
    await poll(feed);
    now += 119 * MINUTE;
    expect(isDue(feed, await state(feed), now)).toBe(false);
    await poll(feed);
    expect(server.answers(feed.url)).toEqual([429]);
    server.set(feed.url, { body: rss(entries(0, 2)) });
    now += 61 * MINUTE;
    await poll(feed);
    expect(await landed(feed)).toEqual(ids(0, 2));
  });

  it('waits longer after each failure, up to an hour', async () => {
    const feed = source();
    server.set(feed.url, { status: 500, body: '' });
    const gaps: number[] = [];
    let last = now;
    for (let tries = 0; tries < 6; now += MINUTE) {
      if (!isDue(feed, await state(feed), now)) continue;
      await poll(feed);
      gaps.push((now - last) / MINUTE);
      last = now;
      tries += 1;
    }
    expect(gaps).toEqual([0, 20, 40, 60, 60, 60]);
  });

  it('a source that is switched off or unknown is not read', async () => {
    const feed = source({ enabled: false });
    await poll(feed);
    await collectStage(installation.ctx, { source: 'feed:nobody' });
    expect(server.answers(feed.url)).toEqual([]);
  });

  it('an entry that cannot be a mention is a dead letter, the others land', async () => {
    const feed = source();
    const [first, second, third, fourth] = entries(0, 4);
    const body = rss([
      first!,
      { ...second!, at: 'Tue, 01 Jan 1980 10:00:00 GMT' },
      { ...third!, title: '', text: '' },
      fourth!,
    ]);
    server.set(feed.url, { body, validators: false });
    await pollOften(feed, 3);
    expect(await landed(feed)).toEqual([first!.id, fourth!.id]);
    const letters = await installation.store.read.deadLetters.list(1_000);
    const mine = letters.filter((l) => l.source === sourceId(feed));
    // One without words is no mention and nothing to look into.
    expect(mine.map((l) => [l.ref, l.stage])).toEqual([[second!.id, 'collect']]);
    expect(mine[0]!.reason).toMatch(/before 1990/);
  });

  it('dates that no reader knows leave an entry undated; the dates of the feed show the order of one that is unclear', async () => {
    const feed = source();
    const [first, second, third] = entries(0, 3);
    const body = rss([
      { ...first!, at: 'the day before yesterday' },
      { ...second!, at: '02/03/2026 10:00' },
      { ...third!, at: '25/02/2026 10:00' },
    ]);
    server.set(feed.url, { body, validators: false });
    await poll(feed);
    const brand = await installation.store.read.brands.bySlug('acme');
    const filter = { brandId: brand!.id, from: 0, to: now * 2, order: 'newest' as const, limit: 1_000 };
    const rows = await installation.store.read.mentions.list(filter);
    const timeOf = (id: string) =>
      rows.find((row) => row.externalId === id && row.source === sourceId(feed))?.publishedAt;
    expect(timeOf(first!.id)).toBe(now);
    expect(timeOf(second!.id)).toBe(Date.UTC(2026, 2, 2, 10));
    expect(timeOf(third!.id)).toBe(Date.UTC(2026, 1, 25, 10));
  });
});
