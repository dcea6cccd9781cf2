/**
 * Two hosts of one installation, with PostgreSQL and Redis: what is configured by HTTP at one is in force at both, without a
 * restart of either.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli, type Running, startCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { type FeedServer, feedServer } from '../support/feed-server.ts';
import { rss } from '../support/feeds.ts';
import { freePort } from '../support/port.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { tempDirs } from '../support/temp.ts';
import { NEW_KEY, signed } from '../support/webhook-ground.ts';

const tempDir = tempDirs();
let server: TestPostgres;
let redis: TestRedis;
let feed: FeedServer;
let token: string;
let databaseUrl: string;
const hosts: { readonly url: string; readonly running: Running }[] = [];

beforeAll(async () => {
  [server, redis, feed] = await Promise.all([startPostgres(), startRedis(), feedServer()]);
  databaseUrl = await server.database();
  const shared = {
    DATABASE_URL: databaseUrl,
    QUEUE_URL: redis.url,
    OUTCRY_DEMO: '0',
    OUTCRY_SECRET: 'one secret for both hosts of this test, long enough',
    OUTCRY_WEBHOOK_SECRET: NEW_KEY,
    OUTCRY_FETCH_PRIVATE: '1',
    OUTCRY_RECONCILE_SECONDS: '1',
  };
  for (let i = 0; i < 2; i += 1) {
    const port = await freePort();
    const env = { ...shared, OUTCRY_DATA_DIR: tempDir(), PORT: String(port) };
    if (i === 0) {
      const made = await runCli(['token', 'create', '--role', 'admin'], env);
      token = /[\w-]{40,}/.exec(made.stdout)![0];
    }
    hosts.push({ url: `http://127.0.0.1:${port}`, running: startCli(['start'], env) });
  }
  for (const { url, running } of hosts) {
    const ready = () =>
      fetch(`${url}/readyz`).then(
        (one) => one.ok || undefined,
        () => undefined,
      );
    await eventually(`a host is ready: ${running.stderr()}`, ready, 100);
  }
});
afterAll(async () => {
  for (const { running } of hosts) running.child.kill('SIGTERM');
  await Promise.all(hosts.map(({ running }) => running.exited));
  await Promise.all([server?.stop(), redis?.stop(), feed?.close()]);
});

async function ask(host: 0 | 1, method: string, path: string, body?: object) {
  const response = await fetch(`${hosts[host]!.url}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** A post by webhook at a host; whether it was accepted. */
async function post(host: 0 | 1, id: string, text: string): Promise<boolean> {
  const body = JSON.stringify({ externalId: id, text, publishedAt: new Date().toISOString() });
  const headers = signed(body, { id: `delivery-${host}-${id}`, at: Math.floor(Date.now() / 1000) });
  const response = await fetch(`${hosts[host]!.url}/ingest/webhook/desk`, { method: 'POST', headers, body });
  return ((await response.json()) as { accepted?: number }).accepted === 1;
}

const scored = async (host: 0 | 1, count: number) => {
  const { mentions } = (await ask(host, 'GET', 'mentions?brand=acme&order=newest')).body as {
    mentions?: { state: string }[];
  };
  return (mentions?.filter(({ state }) => state === 'scored').length ?? 0) >= count;
};

it('a brand: posts about it are accepted at both hosts, scored and counted', async () => {
  expect(await post(0, 'before', 'Acme sells my data')).toBe(false);
  const brand = { slug: 'acme', name: 'Acme', terms: ['acme'] };
  expect((await ask(0, 'POST', 'brands', brand)).status).toBe(201);
  expect(await post(0, 'first', 'Acme sells my data')).toBe(true);
  const changedAt = performance.now();
  let n = 0;
  await eventually(
    'the other host accepts it',
    () => post(1, `other-${(n += 1)}`, 'Acme sold my address'),
    50,
  );
  // For the reader; a slow machine fails no test.
  process.stderr.write(
    `accepted at the other host by try ${n}, ${Math.round(performance.now() - changedAt)} ms\n`,
  );
  await eventually('both are scored', () => scored(1, 2), 100);
});

it('what is not right is refused whole', async () => {
  expect((await ask(1, 'POST', 'brands', { slug: 'broken', name: '', terms: [] })).status).toBe(422);
  expect((await ask(0, 'GET', 'brands/broken')).status).toBe(404);
});

it('a source: it is read by a collector, and no longer once it is removed', async () => {
  const entry = {
    id: 'a',
    title: 'Acme again',
    text: 'Acme sells what it knows of us',
    at: Date.now() - 60_000,
  };
  feed.set('/news', { body: rss([entry as never]) });
  const source = { slug: 'news', type: 'feed', url: `${feed.url}/news`, brands: ['acme'], everyMinutes: 1 };
  expect((await ask(1, 'POST', 'sources', source)).status).toBe(201);
  await eventually('the feed is read', () => feed.answers('/news').includes(200), 50);
  await eventually('its post is scored', () => scored(0, 3), 100);
  expect((await ask(0, 'DELETE', 'sources/news')).status).toBe(200);
  // It can be read again at once after it is back; what was removed in between is not.
  const reads = feed.answers('/news').length;
  expect((await ask(0, 'GET', 'sources/news')).status).toBe(404);
  expect(feed.answers('/news').length).toBe(reads);
});

it('a policy change: detection looks at its brand again', async () => {
  const versions = () =>
    server.ask(databaseUrl, "select detected_version, dirty_version from brand where slug = 'acme'");
  const [before] = await versions();
  const change = { slug: 'acme-terms', brand: 'acme', title: 'New terms', announced: '2026-11-29' };
  const evidence = [{ note: 'their blog' }];
  expect((await ask(0, 'POST', 'policy-changes', { ...change, evidence })).status).toBe(201);
  await eventually(
    'the brand was detected again',
    async () => {
      const [now] = await versions();
      return (
        Number(now!.detected_version) > Number(before!.dirty_version) &&
        now!.detected_version === now!.dirty_version
      );
    },
    100,
  );
});
