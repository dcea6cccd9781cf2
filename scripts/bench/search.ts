/**
 * Searches at a million mentions, against the limit of 200 ms, and what their index takes of the disk. `npx tsx
 * scripts/bench/search.ts [MENTIONS] [postgres]`.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { packageRoot } from '../../config/env.ts';
import { DAY_MS } from '../../src/domain/series.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { indexSearch } from '../../workers/index-search.ts';
import { buildBigDatabase } from './big-database.ts';
import { onPostgres } from './postgres-size.ts';

const END = Date.UTC(2026, 5, 1);
const ROUNDS = 20;
const LIMIT_MS = 200;
const LIMIT_BYTES = 600;
/** As the list of mentions asks. */
const MOST = 3_000;

const SEARCHES = [
  'contacts',
  '777777',
  '"read my contacts"',
  '"my phone number" love',
  'contacts -betrayed',
  '77777*',
  'nothing-like-it',
];

interface Figure {
  readonly name: string;
  readonly p50: number;
  readonly p99: number;
  readonly found: string;
}

function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? 0;
}

/** Milliseconds from the text to a page of 50 groups with the number of all. */
async function measure(store: Store): Promise<Figure[]> {
  const all = (await store.read.brands.all()).map(({ id }) => id);
  const figures: Figure[] = [];
  for (const [scope, brandIds] of [
    ['all brands', all],
    ['one brand', all.slice(0, 1)],
    ['one brand, 7 days', all.slice(0, 1)],
  ] as const) {
    const from = scope.endsWith('days') ? END - 7 * DAY_MS : 0;
    for (const text of SEARCHES) {
      const took: number[] = [];
      let found = '';
      for (let round = -2; round < ROUNDS; round += 1) {
        const before = performance.now();
        const range = { brandIds, from, to: END };
        const hit = await store.read.search.find({ ...range, text, most: MOST });
        const filter = { ...range, brandId: 0, among: hit?.ids ?? [] };
        const { all: counted } = await store.read.mentions.page({ ...filter, order: 'reach', limit: 51 });
        if (round >= 0) took.push(performance.now() - before);
        found = `${counted}${hit?.more ? ' or more' : ''}`;
      }
      took.sort((a, b) => a - b);
      figures.push({ name: `${text}, ${scope}`, p50: quantile(took, 0.5), p99: quantile(took, 0.99), found });
    }
  }
  return figures;
}

function print(figures: readonly Figure[]): void {
  for (const { name, p50, p99, found } of figures) {
    console.log(`  ${name.padEnd(44)}${p50.toFixed(1).padStart(8)}${p99.toFixed(1).padStart(8)}  ${found}`);
  }
  const worst = Math.max(...figures.map(({ p99 }) => p99));
  console.log(`  the worst p99 is ${worst.toFixed(0)} ms, limit ${LIMIT_MS}`);
}

async function index(store: Store, mentions: number): Promise<void> {
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  const parts = await indexSearch(store);
  const { user, system } = process.cpuUsage(before);
  const ms = performance.now() - startedAt;
  console.log(
    `  ${parts} parts indexed in ${(ms / 1000).toFixed(1)} s, ${((user + system) / mentions).toFixed(1)} µs of CPU a mention`,
  );
}

const many = Number(process.argv[2] ?? 1_000_000);
const dir = mkdtempSync(join(tmpdir(), 'outcry-search-'));
const file = join(dir, 'outcry.db');
try {
  const mentions = await buildBigDatabase(dir, { brands: 10, days: many / 10_000, perDay: 1_000 }, END);
  const bytes = () => {
    const db = new Database(file);
    db.exec('vacuum');
    db.close();
    return statSync(file).size / mentions;
  };
  if (process.argv.includes('postgres')) {
    const { url, ...postgres } = await onPostgres(file);
    const size = async () => (await postgres.bytes()) / mentions;
    const before = await size();
    const store = await openStore(url, packageRoot);
    console.log(`PostgreSQL, ${mentions} mentions, ms (p50 p99)`);
    await index(store, mentions);
    const after = await size();
    console.log(
      `  bytes a mention: ${before.toFixed(0)}, with the index ${after.toFixed(0)}, limit ${LIMIT_BYTES}`,
    );
    print(await measure(store));
    await store.close();
    await postgres.stop();
  } else {
    const before = bytes();
    const store = await openStore(`sqlite:${file}`, packageRoot);
    console.log(`SQLite, ${mentions} mentions, ms (p50 p99)`);
    await index(store, mentions);
    print(await measure(store));
    await store.close();
    console.log(
      `  bytes a mention: ${before.toFixed(0)}, with the index ${bytes().toFixed(0)}, limit ${LIMIT_BYTES}`,
    );
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
