/**
 * One installation of three processes, with PostgreSQL and Redis: a dashboard, a worker and a collector, none of which is
 * started again. What is configured by HTTP at the first reaches the others, up to a mail and to an open stream.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOUR_MS } from '../../src/domain/series.ts';
import { created, type FakeJetstream, fakeJetstream } from '../fakes/jetstream.ts';
import { runCli, type Running, startCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/port.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { startRedis, type TestRedis } from '../support/redis.ts';
import { type TestSmtp, smtpServer } from '../support/smtp.ts';
import { tempDirs } from '../support/temp.ts';
import { NEW_KEY, signed } from '../support/webhook-ground.ts';

const tempDir = tempDirs();
let server: TestPostgres;
let redis: TestRedis;
let smtp: TestSmtp;
let stream: FakeJetstream;
let url: string;
let token: string;
const running: Running[] = [];

beforeAll(async () => {
  [server, redis, smtp, stream] = await Promise.all([
    startPostgres(),
    startRedis(),
    smtpServer(),
    fakeJetstream([]),
  ]);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = {
    DATABASE_URL: await server.database(),
    QUEUE_URL: redis.url,
    OUTCRY_DEMO: '0',
    OUTCRY_SECRET: 'one secret for the processes of this test, long enough',
    OUTCRY_WEBHOOK_SECRET: NEW_KEY,
    OUTCRY_FETCH_PRIVATE: '1',
    OUTCRY_RECONCILE_SECONDS: '1',
    OUTCRY_SCORE_THREADS: '1',
    PORT: String(port),
    SMTP_URL: smtp.url,
    MAIL_FROM: 'outcry@example.org',
  };
  const own = () => ({ ...env, OUTCRY_DATA_DIR: tempDir() });
  const made = await runCli(['token', 'create', '--role', 'admin'], own());
  token = /[\w-]{40,}/.exec(made.stdout)![0];
  for (const verb of [['serve'], ['worker', '--no-collect'], ['collect']])
    running.push(startCli(verb, own()));
  const ready = () =>
    fetch(`${url}/readyz`).then(
      (one) => one.ok || undefined,
      () => undefined,
    );
  await eventually('the dashboard is ready', ready, 100);
});
afterAll(async () => {
  for (const { child } of running) child.kill('SIGTERM');
  await Promise.all(running.map(({ exited }) => exited));
  await Promise.all([server?.stop(), redis?.stop(), stream?.close(), smtp?.down()]);
});

async function ask(method: string, path: string, body?: object) {
  const response = await fetch(`${url}/api/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

interface Post {
  readonly at: number;
  readonly text: string;
}

async function send(name: string, posts: readonly Post[]): Promise<unknown> {
  const body = posts
    .map(({ at, text }, i) =>
      JSON.stringify({
        externalId: `${name}-${i}`,
        text,
        publishedAt: new Date(at).toISOString(),
        author: `a${i}`,
      }),
    )
    .join('\n');
  const headers = signed(body, { id: name, at: Math.floor(Date.now() / 1000) });
  const response = await fetch(`${url}/ingest/webhook/desk`, { method: 'POST', headers, body });
  return ((await response.json()) as { accepted?: number }).accepted;
}

const mentions = async (brand: string) =>
  ((await ask('GET', `mentions?brand=${brand}&order=newest`)).body.mentions ?? []) as { text: string }[];

it('a stream: the collector listens to it once it is added, to its new self once changed, no more once removed', async () => {
  expect((await ask('POST', 'brands', { slug: 'fernway', name: 'Fernway', terms: ['Fernway'] })).status).toBe(
    201,
  );
  expect(stream.open()).toBe(0);
  const source = { slug: 'firehose', type: 'bluesky', endpoints: [stream.url], brands: ['fernway'] };
  expect((await ask('POST', 'sources', source)).status).toBe(201);
  const addedAt = performance.now();
  await eventually('the collector listens', () => stream.open() === 1);
  // For the reader; a slow machine fails no test.
  process.stderr.write(`the collector listens after ${Math.round(performance.now() - addedAt)} ms\n`);
  const post = (n: number, text: string) =>
    stream.push(created({ n, at: Date.now(), text, author: `author ${n}` } as never, Date.now() * 1000));
  post(1, 'Fernway sold my data');
  await eventually('its post is stored', async () => (await mentions('fernway')).length === 1, 100);

  const asked = stream.asked.length;
  expect((await ask('POST', 'brands', { slug: 'tunely', name: 'Tunely', terms: ['Tunely'] })).status).toBe(
    201,
  );
  expect((await ask('PATCH', 'sources/firehose', { brands: ['fernway', 'tunely'] })).status).toBe(200);
  await eventually('it connects again', () => stream.asked.length > asked && stream.open() === 1);
  post(2, 'Tunely sold my data');
  await eventually(
    'the post of the other brand is stored',
    async () => (await mentions('tunely')).length === 1,
    100,
  );

  expect((await ask('DELETE', 'sources/firehose')).status).toBe(200);
  const removedAt = performance.now();
  await eventually('nobody listens', () => stream.open() === 0);
  process.stderr.write(`nobody listens after ${Math.round(performance.now() - removedAt)} ms\n`);
  post(3, 'Fernway sold it again');
  // Control: the next thing that the processes do is done, and that post is still unknown.
  expect(await send('later', [{ at: Date.now(), text: 'Fernway is in the news' }])).toBe(1);
  await eventually('the later post is there', async () => (await mentions('fernway')).length === 2, 100);
  expect((await mentions('fernway')).map(({ text }) => text)).not.toContain('Fernway sold it again');
});

it('a route: the worker that ran before it was added sends its mail', async () => {
  expect((await ask('POST', 'brands', { slug: 'acme', name: 'Acme', terms: ['Acme'] })).status).toBe(201);
  expect(
    (await ask('POST', 'routes', { name: 'pr', brands: ['acme'], emails: ['ann@example.com'] })).status,
  ).toBe(201);
  const hour = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const before = Array.from({ length: 16 * 12 }, (_, i) => ({
    at: hour - (3 + 2 * i) * HOUR_MS,
    text: `Acme has opened another shop in town, number ${i}`,
  }));
  expect(await send('usual', before)).toBe(before.length);
  const harms = [
    'sold my data to advertisers',
    'shared my private messages',
    'tracks my location without asking',
  ];
  const outcry = Array.from({ length: 120 }, (_, i) => ({
    at: hour - 1.5 * HOUR_MS + i * 20_000,
    text: `Acme ${harms[i % 3]} and I feel betrayed, this is disgusting, ${i} of us are leaving`,
  }));
  expect(await send('outcry', outcry)).toBe(outcry.length);
  // The example routes of the configuration folder send theirs too.
  const own = () => smtp.mails.findIndex(({ recipients }) => recipients.includes('ann@example.com'));
  await eventually('the mail arrives', () => own() >= 0, 100);
  expect((await smtp.parsed())[own()]!.subject).toMatch(/^\[Acme\]/);
});
