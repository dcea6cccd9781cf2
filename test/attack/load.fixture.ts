/** Many readers at once, open live streams and a health check: what was answered, and when. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { packageRoot } from '../../config/env.ts';
import { randomToken, tokenHash } from '../../src/ops/secrets.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { startCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { makeTempDir, removeDir } from '../support/folder.ts';
import { freePort } from '../support/port.ts';

export interface LoadOptions {
  readonly url: string;
  /** Who reads, in turn. */
  readonly tokens: readonly string[];
  readonly readers: number;
  readonly streams: number;
  /** Paths of heavy pages; every reader asks for all of them again and again, each from another place on. */
  readonly paths: readonly string[];
  /** Ends when this resolves; what is under way then is waited for. */
  readonly until: Promise<unknown>;
  /** A request without an answer for so long counts as lost. */
  readonly patienceMs: number;
}

export interface Percentiles {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
}

export interface LoadResult {
  readonly byStatus: Readonly<Record<string, number>>;
  /** Requests without a whole answer, with the reason. */
  readonly lost: readonly string[];
  /** Milliseconds. */
  readonly pages: Percentiles;
  readonly health: Percentiles;
  /** Live streams that were opened. */
  readonly open: number;
}

export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), most: at(1) };
}

interface Asked {
  readonly agent: Agent;
  readonly token: string;
  readonly patienceMs: number;
}

/** The status of a whole answer; rejects where the connection breaks or nothing comes. */
export function askWhole(url: string, { agent, token, patienceMs }: Asked): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const sent = request(url, { agent, headers, timeout: patienceMs }, (answer) => {
      answer.on('data', () => {});
      answer.on('end', () => {
        if (answer.complete) resolve(answer.statusCode ?? 0);
        else reject(new Error('half an answer'));
      });
      answer.on('error', reject);
      answer.on('close', () => reject(new Error('half an answer')));
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer in ${patienceMs} ms`)));
    sent.on('error', reject);
    sent.end();
  });
}

/** Opens `/live` and holds it; how to close it. Streams beyond the allowed number are refused. */
function openStream(url: string, token: string): Promise<{ status: number; close(): void }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const sent = request(`${url}/live`, { agent: new Agent(), headers }, (answer) => {
      answer.on('data', () => {});
      answer.on('error', () => {});
      resolve({ status: answer.statusCode ?? 0, close: () => sent.destroy() });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Loads the server until the end. */
export async function loadServer(options: LoadOptions): Promise<LoadResult> {
  const { url, tokens, readers, streams, paths, patienceMs } = options;
  const tokenOf = (i: number) => tokens[i % tokens.length]!;
  let over = false;
  void options.until.then(() => {
    over = true;
  });
  const byStatus: Record<string, number> = {};
  const lost: string[] = [];
  const pages: number[] = [];
  const health: number[] = [];
  const read = async (path: string, times: number[], asked: Asked) => {
    const from = performance.now();
    try {
      const status = await askWhole(`${url}${path}`, asked);
      if (times === pages) byStatus[status] = (byStatus[status] ?? 0) + 1;
    } catch (error) {
      lost.push(`${path}: ${(error as Error & { code?: string }).code ?? (error as Error).message}`);
    }
    times.push(performance.now() - from);
  };
  const live = await Promise.all(Array.from({ length: streams }, (_, i) => openStream(url, tokenOf(i))));
  const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const askedBy = (i: number): Asked => ({ agent, token: tokenOf(i), patienceMs });
  const reader = async (i: number) => {
    let n = i;
    do {
      await read(paths[n % paths.length]!, pages, askedBy(i));
      n += 1;
    } while (!over);
  };
  const checker = async () => {
    while (!over) {
      await read('/healthz', health, askedBy(0));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  await Promise.all([checker(), ...Array.from({ length: readers }, (_, i) => reader(i))]);
  for (const one of live) one.close();
  agent.destroy();
  const open = live.filter(({ status }) => status === 200).length;
  return { byStatus, lost, pages: percentiles(pages), health: percentiles(health), open };
}

/** Live streams that one token may hold. */
const A_TOKEN = 4;

/** Posts of the last month as an import file; `name` keeps them apart from others. */
export async function writePosts(file: string, rows: number, name: string): Promise<void> {
  const out = createWriteStream(file);
  const to = Date.now() - 3_600_000;
  for (let i = 0; i < rows; i += 1) {
    const text = `Post ${name} ${i}: they ${i % 7 === 0 ? 'sell my data' : 'play my songs'}, ${i % 11} of us noticed`;
    const publishedAt = new Date(to - (i % 720) * 3_600_000).toISOString();
    if (!out.write(`${JSON.stringify({ id: `${name}-${i}`, text, publishedAt })}\n`))
      await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

/** `outcry start` with the example incidents, and tokens of readers. */
export interface LoadGround {
  readonly url: string;
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly store: Store;
  readonly tokens: readonly string[];
  stop(): Promise<void>;
}

export async function openLoadGround(streams: number): Promise<LoadGround> {
  const dir = makeTempDir();
  const PORT = String(await freePort());
  const env = { OUTCRY_DATA_DIR: dir, PORT, OUTCRY_SCORE_THREADS: '1' };
  const server = startCli(['start'], env);
  await eventually('it listens', () => server.stderr().includes('Outcry is at'));
  const store = await openStore(`sqlite:${join(dir, 'outcry.db')}`, packageRoot);
  await eventually('the examples are detected', async () => (await store.read.incidents.all()).length >= 2);
  const tokens = Array.from({ length: Math.max(1, Math.ceil(streams / A_TOKEN)) }, () => randomToken());
  await store.tx(async (tx) => {
    for (const token of tokens) {
      const who = { name: 'reader', role: 'viewer', brands: null, owner: 'operator' } as const;
      await tx.people.addApiToken({ ...who, hash: tokenHash(token), at: Date.now() });
    }
  });
  return {
    url: `http://127.0.0.1:${PORT}`,
    dir,
    env,
    store,
    tokens,
    async stop() {
      await store.close();
      await server.kill();
      removeDir(dir);
    },
  };
}

/** The heavy pages of the two example incidents. */
export const HEAVY_PATHS: readonly string[] = [
  '/',
  '/brands/spotify',
  '/brands/whatsapp?range=all&bucket=day',
  '/incidents/spotify-2015',
  '/compare?incident=spotify-2015&incident=whatsapp-2016',
  '/compare/file?incident=spotify-2015&incident=whatsapp-2016&format=png',
  '/mentions?brand=spotify',
  '/mentions?brand=spotify&q=privacy',
  '/brands/spotify/chart?format=png',
  '/brands/spotify/chart?format=svg',
  '/mentions/export?brand=whatsapp&format=csv',
  '/reports/week?brand=spotify',
  '/reports/incidents/spotify-2015',
  '/api/v1/brands/spotify/series',
  '/api/v1/compare?incident=spotify-2015&incident=whatsapp-2016',
];
