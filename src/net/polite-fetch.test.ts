/** Manners against a real server on loopback: robots.txt, pauses, turns, and who we say we are. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { FetchRefusedError, guardedFetch } from './guarded-fetch.ts';
import { createPoliteFetch } from './polite-fetch.ts';
import { RetryLaterError } from './retry-later.ts';
import { HANG_MS } from '../../test/support/eventually.ts';

let server: Server;
let url = '';
let asked: IncomingMessage[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let now = 0;
let waited: number[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  asked = [];
  waited = [];
  now = Date.UTC(2026, 2, 2, 12);
  answer = (_, response) => void response.end('fine');
});

const signal = () => AbortSignal.timeout(HANG_MS);
const polite = (timeoutMs = HANG_MS) =>
  createPoliteFetch({
    clock: () => now,
    contact: 'pr@acme.example',
    allowPrivate: true,
    timeoutMs,
    wait: async (ms) => {
      waited.push(ms);
      now += ms;
    },
  });
const paths = () => asked.map((request) => request.url);

it('says who asks, on pages and for robots.txt', async () => {
  await polite()(`${url}/a`, { signal: signal() });
  expect(paths()).toEqual(['/robots.txt', '/a']);
  for (const { headers } of asked) expect(headers['user-agent']).toBe('Outcry/0.1 (+pr@acme.example)');
});

it('robots.txt: what it disallows is not asked for; an API is; the file is asked once a day', async () => {
  answer = (request, response) =>
    void response.end(
      request.url === '/robots.txt'
        ? 'User-agent: *\nDisallow: /private\n\nUser-agent: Outcry\nDisallow: /no'
        : 'x',
    );
  const fetch = polite();
  await expect(fetch(`${url}/no/1`, { signal: signal() })).rejects.toThrow(FetchRefusedError);
  expect((await fetch(`${url}/private`, { signal: signal() })).status).toBe(200);
  expect((await fetch(`${url}/no/1`, { signal: signal(), api: true })).status).toBe(200);
  expect(paths()).toEqual(['/robots.txt', '/private', '/no/1']);
  now += 25 * 3_600_000;
  await fetch(`${url}/yes`, { signal: signal() });
  expect(paths().filter((path) => path === '/robots.txt')).toHaveLength(2);
});

it.each([
  [404, true],
  [403, true],
  [503, false],
  // Too many requests is not "there is no such file".
  [429, false],
])('robots.txt that answers %d: pages may be read: %s', async (status, allowed) => {
  answer = (request, response) =>
    void response.writeHead(request.url === '/robots.txt' ? status : 200).end('x');
  const page = polite()(`${url}/a`, { signal: signal() });
  if (allowed) expect((await page).status).toBe(200);
  else await expect(page).rejects.toThrow(/does not answer/);
});

it.each([
  ['the first word of an agent line', 'User-agent: Outcry bot\nDisallow: /a', false],
  ['a version behind it', 'User-agent: Outcry/2.0 (news)\nDisallow: /a', false],
  ['a star with words', 'User-agent: * all of you\nDisallow: /a', false],
  ['blanks around the colon', 'user-agent :  OUTCRY crawler\ndisallow : /a', false],
  ['no colons', 'user-agent outcry\ndisallow /a', false],
  ['Macintosh line ends', 'User-agent: Outcry bot\rDisallow: /a\r', false],
  ['control: another program', 'User-agent: Other Outcry\nDisallow: /a', true],
  ['control: a longer name', 'User-agent: Outcrybot\nDisallow: /a', true],
  [
    'control: its own group before that of all',
    'User-agent: Outcry bot\nAllow: /\n\nUser-agent: *\nDisallow: /',
    true,
  ],
])('robots.txt names whom it means: %s', async (_, rules, allowed) => {
  answer = (request, response) => void response.end(request.url === '/robots.txt' ? rules : 'x');
  const page = polite()(`${url}/a`, { signal: signal() });
  if (allowed) expect((await page).status).toBe(200);
  else await expect(page).rejects.toThrow(/does not allow/);
});

it.each([
  ['Retry-After in seconds', 429, { 'retry-after': '90' }, 90_000],
  ['Retry-After as a date', 503, { 'retry-after': 'Mon, 02 Mar 2026 12:10:00 GMT' }, 600_000],
  [
    'X-RateLimit-Reset as a date',
    429,
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-03-02T12:05:00Z' },
    300_000,
  ],
  [
    'x-rate-limit-reset since 1970',
    429,
    { 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(Date.UTC(2026, 2, 2, 12, 2) / 1000) },
    120_000,
  ],
  ['nothing said', 429, {}, 900_000],
])('a pause by %s holds for the whole host, and no longer', async (_, status, headers, afterMs) => {
  const fetch = polite();
  answer = (_request, response) => void response.writeHead(status, headers).end();
  const refused = await fetch(`${url}/a`, { signal: signal(), api: true }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(RetryLaterError);
  expect((refused as RetryLaterError).afterMs).toBe(afterMs);
  answer = (_request, response) => void response.end('fine');
  now += afterMs - 1_000;
  await expect(fetch(`${url}/b`, { signal: signal(), api: true })).rejects.toThrow(RetryLaterError);
  expect(asked).toHaveLength(1);
  now += 1_001;
  expect((await fetch(`${url}/b`, { signal: signal(), api: true })).status).toBe(200);
});

it('an allowance that is used up is a pause before the site has to say so', async () => {
  const fetch = polite();
  answer = (_, response) =>
    void response.writeHead(200, { 'x-ratelimit-remaining': '0.0', 'x-ratelimit-reset': '40' }).end('last');
  expect((await fetch(`${url}/a`, { signal: signal(), api: true })).status).toBe(200);
  await expect(fetch(`${url}/a`, { signal: signal(), api: true })).rejects.toThrow(RetryLaterError);
  expect(asked).toHaveLength(1);
});

it('turns: a burst at once, then so many a minute; a long wait is for later', async () => {
  const fetch = polite();
  const rate = { perMinute: 30, burst: 3 };
  for (let i = 0; i < 6; i += 1) await fetch(`${url}/${i}`, { signal: signal(), api: true, rate });
  expect(waited).toEqual([2_000, 2_000, 2_000]);
  const slow = { perMinute: 1, burst: 1 };
  await expect(fetch(`${url}/x`, { signal: signal(), api: true, rate: slow })).rejects.toThrow(
    RetryLaterError,
  );
});

it('what goes wrong on the way names the host', async () => {
  await expect(polite()('http://127.0.0.1:6553/a', { signal: signal(), api: true })).rejects.toThrow(
    /127\.0\.0\.1:6553 does not answer \(ECONNREFUSED\)/,
  );
  answer = () => {};
  await expect(polite(200)(`${url}/a`, { signal: signal(), api: true })).rejects.toThrow(
    /did not answer in time/,
  );
});

it('a redirect to another origin takes no key along, and a POST none at all', async () => {
  const other = url.replace('127.0.0.1', 'localhost');
  answer = (request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: `${other}/there` }).end();
    else if (request.url === '/within') response.writeHead(302, { location: '/there' }).end();
    else response.end('x');
  };
  const headers = { authorization: 'Bearer secret', accept: 'application/json' };
  await guardedFetch(`${url}/within`, { allowPrivate: true, headers });
  expect(asked.at(-1)?.headers.authorization).toBe('Bearer secret');
  await guardedFetch(`${url}/away`, { allowPrivate: true, headers });
  expect(asked.at(-1)?.headers).toMatchObject({ accept: 'application/json' });
  expect(asked.at(-1)?.headers.authorization).toBeUndefined();
  const post = { allowPrivate: true, headers, method: 'POST' as const, body: 'x' };
  await expect(guardedFetch(`${url}/away`, post)).rejects.toThrow(/POST/);
});
