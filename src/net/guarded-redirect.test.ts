/** Redirects and names that lead inward. 127.0.0.2 plays the public site, names resolve as the test says. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type * as Address from './address.ts';
import { guardedFetch } from './guarded-fetch.ts';

const names = new Map<string, string[][]>();

vi.mock('./address.ts', async (load) => {
  const real = await load<typeof Address>();
  return { isPublicAddress: (text: string) => text === '127.0.0.2' || real.isPublicAddress(text) };
});
vi.mock('node:dns', () => ({
  lookup(name: string, _options: object, callback: (error: Error | null, found?: object[]) => void) {
    const answers = names.get(name);
    const found = (answers && answers.length > 1 ? answers.shift() : answers?.[0])?.map((address) => ({
      address,
      family: address.includes(':') ? 6 : 4,
    }));
    callback(found ? null : new Error(`ENOTFOUND ${name}`), found);
  },
}));

const seen: string[] = [];
let server: Server;
let port = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    const inner = request.socket.localAddress?.includes('127.0.0.2') ? 'site' : 'canary';
    seen.push(inner);
    const to = new URL(request.url ?? '/', 'http://x').searchParams.get('to');
    if (to !== null) response.writeHead(302, { location: to, connection: 'close' }).end();
    else response.writeHead(200, { connection: 'close' }).end(inner);
  });
  for (const wanted of [8443, 8080, 443, 80]) {
    const open = new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(wanted, '::', () => resolve(true));
    });
    if (await open) {
      port = wanted;
      return;
    }
  }
  throw new Error('no port that the guard lets through is free');
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const site = (to?: string) =>
  `http://127.0.0.2:${port}/${to === undefined ? '' : `?to=${encodeURIComponent(to)}`}`;

it('control: the site itself is read, also by name and after a redirect to itself', async () => {
  names.set('news.example', [['127.0.0.2']]);
  seen.length = 0;
  expect((await guardedFetch(site())).body).toBe('site');
  expect((await guardedFetch(`http://news.example:${port}/`)).body).toBe('site');
  expect((await guardedFetch(site(`http://news.example:${port}/`))).body).toBe('site');
  expect(seen).toEqual(['site', 'site', 'site', 'site']);
});

it.each([
  'http://127.0.0.1:PORT/',
  'http://localhost:PORT/',
  'http://[::1]:PORT/',
  'http://0x7f.1:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://inner.example:PORT/',
  'http://mixed.example:PORT/',
  '//127.0.0.1:PORT/',
  'http://127.0.0.2:22/',
  'http://127.0.0.2:PORT/?to=http%3A%2F%2F127.0.0.1%3APORT%2F',
])('a redirect to %s does not reach the canary', async (to) => {
  names.set('inner.example', [['127.0.0.1']]);
  names.set('mixed.example', [['127.0.0.2', '127.0.0.1']]);
  seen.length = 0;
  await expect(guardedFetch(site(to.replaceAll('PORT', String(port))))).rejects.toThrow();
  expect(seen).toContain('site');
  expect(seen).not.toContain('canary');
});

it('a name whose second answer is inner is refused when it is connected to', async () => {
  names.set('rebind.example', [['127.0.0.2'], ['127.0.0.1']]);
  seen.length = 0;
  const url = `http://rebind.example:${port}/`;
  expect((await guardedFetch(url)).body).toBe('site');
  await expect(guardedFetch(url)).rejects.toThrow();
  expect(seen).toEqual(['site']);
});
