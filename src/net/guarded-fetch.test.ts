/** A canary listens on loopback. Nothing may reach it through the guard; plain fetch does (control). */
import { createServer, type Server } from 'node:http';
import { hostname } from 'node:os';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FetchRefusedError, guardedFetch } from './guarded-fetch.ts';

let canary: Server;
let port = 0;
let reached = 0;

async function listenOn(server: Server, wanted: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(wanted, '::', () => resolve(true));
  });
}

beforeAll(async () => {
  canary = createServer((request, response) => {
    reached += 1;
    const to = new URL(request.url ?? '/', 'http://x').searchParams.get('to');
    if (to !== null) response.writeHead(302, { location: to }).end();
    else if (request.url === '/bomb') {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(50 * 1024 * 1024)));
    } else response.end('secret');
  });
  // On a port that the guard lets through, or refusing would prove nothing about addresses.
  for (const wanted of [8080, 8443, 80, 443]) {
    if (await listenOn(canary, wanted)) {
      port = wanted;
      return;
    }
  }
  throw new Error('no port of 8080, 8443, 80, 443 is free for the canary');
});
afterAll(() => new Promise((resolve) => canary.close(resolve)));

const HOSTS = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '127.255.255.254',
  '0.0.0.0',
  '0',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fe80::1]',
  '[fec0::1]',
  '[fd00::1]',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'foo.localhost',
  'a.b.localhost.',
  '127.0.0.1.',
  '①②⑦.⓪.⓪.①',
  'ｌｏｃａｌｈｏｓｔ',
  'ip6-localhost',
  'ip6-loopback',
  hostname(),
  '169.254.169.254',
  '10.0.0.1',
  '192.168.0.1',
  '100.64.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
];

describe('the guard', () => {
  it('lets none of the inner hosts be reached', async () => {
    reached = 0;
    const got: string[] = [];
    const refused: string[] = [];
    for (const host of HOSTS) {
      const outcome = await guardedFetch(`http://${host}:${port}/`, {
        signal: AbortSignal.timeout(30_000),
      }).then(
        () => 'reached',
        (error: Error) =>
          error instanceof FetchRefusedError || error.cause instanceof FetchRefusedError
            ? 'refused'
            : 'failed',
      );
      if (outcome === 'reached') got.push(host);
      if (outcome === 'refused') refused.push(host);
    }
    process.stderr.write(`guard: ${HOSTS.length} hosts, ${refused.length} refused, ${got.length} reached\n`);
    expect({ got, reached }).toEqual({ got: [], reached: 0 });
    // Refused by rule, not by a name that happens not to resolve.
    expect(refused.length).toBeGreaterThan(HOSTS.length - 6);
  });

  it('control: plain fetch reaches the canary by several of them', async () => {
    reached = 0;
    for (const host of HOSTS.slice(0, 17).concat('localhost')) {
      await fetch(`http://${host}:${port}/`, { signal: AbortSignal.timeout(30_000) }).catch(() => undefined);
    }
    process.stderr.write(`guard: plain fetch reached the canary ${reached} times\n`);
    expect(reached).toBeGreaterThan(5);
  });

  it.each([
    'ftp://8.8.8.8/',
    'file:///etc/passwd',
    'data:text/plain,x',
    'gopher://8.8.8.8/',
    'javascript:alert(1)',
    'http://user:pass@8.8.8.8/',
    'http://user@8.8.8.8/',
    'http://8.8.8.8:22/',
    'http://8.8.8.8:25/',
    'http://8.8.8.8:6379/',
    'http://8.8.8.8:3000/',
    'https://8.8.8.8:80001',
  ])('refuses %s', async (url) => {
    await expect(guardedFetch(url, { signal: AbortSignal.timeout(30_000) })).rejects.toThrow(
      /read|Invalid URL/,
    );
  });

  it('asks every hop of a redirect again', async () => {
    const base = `http://127.0.0.1:${port}/`;
    const hop = (to: string, inner = base) => `${inner}?to=${encodeURIComponent(to)}`;
    const open = (url: string) => guardedFetch(url, { allowPrivate: true });
    expect((await open(hop(hop(hop(base))))).body).toBe('secret');
    await expect(open(hop(hop(hop(hop(base)))))).rejects.toThrow(/more than 3 redirects/);
    await expect(open(hop('file:///etc/passwd'))).rejects.toThrow(/is not read/);
    await expect(open(hop('http://user:pass@127.0.0.1/'))).rejects.toThrow(/password/);
    await expect(open(hop('//'))).rejects.toThrow();
  });

  it('reads no more than 5 MB after decompression', async () => {
    const options = { allowPrivate: true, timeoutMs: 600_000 };
    await expect(guardedFetch(`http://127.0.0.1:${port}/bomb`, options)).rejects.toThrow(/larger than/);
  });

  it('stops when its signal is aborted', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(guardedFetch(`http://127.0.0.1:${port}/`, { allowPrivate: true, signal })).rejects.toThrow();
  });
});
