/**
 * What the dashboard's questions to the database cost at 10,000 and at many more mentions: pages are asked through the
 * real application, and each question that a page asks is timed by itself.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp, createLoginLink } from '../../dashboard/app.tsx';
import { packageRoot } from '../../config/env.ts';
import { loadConfig } from '../../config/load.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import type { Store, Reads } from '../../src/store/store.ts';
import { openStore } from '../../src/store/open.ts';
import { buildBigDatabase, type DatabaseSize } from './big-database.ts';

const END = Date.UTC(2026, 5, 1);
const ORIGIN = 'http://127.0.0.1:3000';
const ROUNDS = 30;

const at = (ms: number) => new Date(ms).toISOString().slice(0, 19);

const PAGES: Readonly<Record<string, string>> = {
  now: '/?fragment=1',
  brand: '/brands/brand-1?fragment=1',
  incidents: '/incidents',
  incident: '/incidents/outburst',
  mentions: '/mentions?brand=brand-1',
  'betrayal, newest': '/mentions?brand=brand-1&only=betrayal&order=newest',
  'one hour': `/mentions?brand=brand-1&from=${at(END - HOUR_MS)}&to=${at(END)}`,
  'a common word': '/mentions?brand=brand-1&q=contacts',
  'a rare word': '/mentions?brand=brand-1&q=7777',
  alerts: '/alerts',
  sources: '/sources',
  'policy changes': '/policy-changes',
};

export interface QueryFigures {
  readonly name: string;
  readonly p50: number;
  readonly p99: number;
}

export interface QueryBench {
  readonly mentions: number;
  readonly bytes: number;
  /** Milliseconds of one question to the database, over all pages. */
  readonly queries: QueryFigures;
  /** Milliseconds of whole pages, and of the dearest question of each. */
  readonly pages: readonly (QueryFigures & { readonly dearest: QueryFigures })[];
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? 0;
}

function figures(name: string, values: readonly number[]): QueryFigures {
  const sorted = [...values].sort((a, b) => a - b);
  return { name, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}

type Ports = Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>;

/** The same reads, each call timed. */
function timed(reads: Reads, note: (name: string, ms: number) => void): Reads {
  const ports = Object.entries(reads as unknown as Ports).map(([repository, port]) => {
    const calls = Object.entries(port).map(([verb, call]) => {
      const wrapped = async (...args: unknown[]) => {
        const before = performance.now();
        const result = await call(...args);
        note(`${repository}.${verb}`, performance.now() - before);
        return result;
      };
      return [verb, wrapped];
    });
    return [repository, Object.fromEntries(calls)];
  });
  return Object.fromEntries(ports) as Reads;
}

async function measure(store: Store, mentions: number, bytes: number): Promise<QueryBench> {
  const took = new Map<string, number[]>();
  const note = (name: string, ms: number) => {
    const list = took.get(name);
    if (list) list.push(ms);
    else took.set(name, [ms]);
  };
  const clock = () => END;
  const config = { ...loadConfig(join(packageRoot, 'config')), brands: [], sources: [] };
  const watched: Store = { ...store, read: timed(store.read, note) };
  const app = createApp({ store: watched, config, clock, publicUrl: ORIGIN, mailDir: tmpdir() });
  await store.tx((tx) => tx.people.addUser({ email: 'a@example.org', role: 'admin', brands: null, at: END }));
  const link = await createLoginLink(store, clock, 'a@example.org', ORIGIN);
  const login = await app.request(new URL(link).pathname, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
  });
  const headers = { Cookie: (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  const all: number[] = [];
  const pages = [];
  for (const [name, path] of Object.entries(PAGES)) {
    const whole: number[] = [];
    const dearest = new Map<string, number[]>();
    for (let round = -3; round < ROUNDS; round++) {
      took.clear();
      const before = performance.now();
      const response = await app.request(path, { headers });
      await response.text();
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
      if (round < 0) continue;
      whole.push(performance.now() - before);
      for (const [query, times] of took) {
        all.push(...times);
        dearest.set(query, [...(dearest.get(query) ?? []), ...times]);
      }
    }
    const ranked = [...dearest].map(([query, times]) => figures(query, times)).sort((a, b) => b.p50 - a.p50);
    pages.push({ ...figures(name, whole), dearest: ranked[0] ?? figures('', []) });
  }
  return { mentions, bytes, queries: figures('all questions', all), pages };
}

/** Builds a database of that size in a temporary folder, measures and removes it. */
export async function benchQueries(size: DatabaseSize): Promise<QueryBench> {
  const dir = mkdtempSync(join(tmpdir(), 'outcry-queries-'));
  try {
    const built = await buildBigDatabase(dir, size, END);
    const file = join(dir, 'outcry.db');
    const store = await openStore(`sqlite:${file}`, packageRoot);
    const result = await measure(store, built, statSync(file).size);
    await store.close();
    return result;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
