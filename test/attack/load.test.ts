/**
 * Readers of heavy pages, open live streams and an import, all at once, on the program as an operator starts it: every
 * request gets a whole answer, a page or 503, and the health check is never behind them.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCli } from '../support/cli.ts';
import { eventually, HANG_MS } from '../support/eventually.ts';
import { HEAVY_PATHS, type LoadGround, loadServer, openLoadGround, writePosts } from './load.fixture.ts';
import { attackRounds } from './rounds.ts';

const READERS = attackRounds(60, 200);
const STREAMS = attackRounds(20, 100);
const ROWS = attackRounds(6_000, 188_000);
describe('a server under load', () => {
  let ground: LoadGround;

  beforeAll(async () => {
    ground = await openLoadGround(STREAMS);
    await writePosts(join(ground.dir, 'posts.jsonl'), ROWS, 'load');
  });
  afterAll(() => ground?.stop());

  it('answers every request as a whole, and the import goes on', async () => {
    const importing = startCli(['import', join(ground.dir, 'posts.jsonl'), '--brand', 'spotify'], ground.env);
    const loaded = await loadServer({
      url: ground.url,
      tokens: ground.tokens,
      readers: READERS,
      streams: STREAMS,
      paths: HEAVY_PATHS,
      until: importing.exited,
      patienceMs: HANG_MS,
    });
    expect(loaded.lost).toEqual([]);
    expect(Object.keys(loaded.byStatus).filter((status) => status !== '200' && status !== '503')).toEqual([]);
    expect(loaded.byStatus['200']).toBeGreaterThan(0);
    expect(loaded.health.count).toBeGreaterThan(0);
    expect(loaded.open).toBe(STREAMS);
    const { code, stdout } = await importing.exited;
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ read: ROWS, accepted: ROWS });
  });

  it('answers a page again when they have gone', async () => {
    const headers = { authorization: `Bearer ${ground.tokens[0]}` };
    const status = async () => (await fetch(`${ground.url}/brands/spotify`, { headers })).status === 200;
    await eventually('a page is answered', status);
  });
});

describe('control: what the readers notice', () => {
  let server: Server;
  let url: string;

  beforeAll(async () => {
    let asked = 0;
    server = createServer((request, response) => {
      asked += 1;
      if (request.url === '/healthz') response.end('ok');
      else if (asked % 3 === 0) request.socket.destroy();
      else if (asked % 3 === 1) response.writeHead(200, { 'content-length': 10 }).write('half');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('broken connections, half answers and none', async () => {
    const loaded = await loadServer({
      url,
      tokens: ['x'],
      readers: 9,
      streams: 0,
      paths: ['/a'],
      until: Promise.resolve(),
      patienceMs: 300,
    });
    expect(loaded.lost.length).toBe(9);
    expect(loaded.lost.join('\n')).toMatch(/ECONNRESET/);
    expect(loaded.lost.join('\n')).toMatch(/no answer in 300 ms/);
    expect(loaded.byStatus).toEqual({});
  });
});
