/** Kills processes under load, again and again, and looks whether the database still tells the truth. */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../config/env.ts';
import { seededRandom } from '../../src/domain/clock.ts';
import type { NewMention } from '../../src/domain/mention.ts';
import { HOUR_MS } from '../../src/domain/series.ts';
import { acceptPage } from '../../src/ingest/accept.ts';
import type { JobQueue } from '../../src/queue/job-queue.ts';
import type { Store } from '../../src/store/store.ts';
import { openStore } from '../../src/store/open.ts';
import type { Running } from '../support/cli.ts';
import { eventually, pause } from '../support/eventually.ts';
import { openTestStore } from '../support/installation.ts';
import { mentionOf } from '../support/mentions.ts';
import { makeTempDir, removeDir } from '../support/folder.ts';

export const PAGE = 20;

/** What is killed, and how work reaches it. */
export interface Victim {
  start(): Running;
  /** Resolves when the page is acknowledged; tries again while nobody answers. */
  ingest(page: readonly NewMention[]): Promise<void>;
  processed(): Promise<number>;
  waiting(): Promise<number>;
}

export interface Load {
  readonly mentions: number;
  readonly kills: number;
  readonly seed: number;
}

export interface Trace {
  readonly kills: number;
  /** Kills at a moment when work was waiting or under way. */
  readonly underLoad: number;
  readonly seconds: number;
}

/** Long enough that scoring takes a while. */
export function heavyMention(i: number): NewMention {
  const mention = mentionOf(i);
  return { ...mention, text: Array.from({ length: 25 }, () => mention.text).join(' ') };
}

/** Feeds the load in pages and kills the process `kills` times on the way. Ends when nothing waits. */
export async function killUnderLoad(victim: Victim, { mentions, kills, seed }: Load): Promise<Trace> {
  const random = seededRandom(seed);
  const from = performance.now();
  let next = 0;
  let underLoad = 0;
  const feed = async (until: number) => {
    while (next < until) {
      const to = Math.min(next + PAGE, until);
      await victim.ingest(Array.from({ length: to - next }, (_, i) => heavyMention(next + i)));
      next = to;
    }
  };
  let running = victim.start();
  try {
    for (let kill = 1; kill <= kills; kill += 1) {
      const before = await victim.processed();
      const share = mentions / (kills + 1);
      await feed(Math.round(share * (kill - 0.5)));
      const moved = async () => {
        if (running.child.exitCode !== null) throw new Error(`it ended by itself: ${running.stderr()}`);
        return (await victim.processed()) > before;
      };
      await eventually('it makes progress', moved, 5);
      // It is at work: what comes now meets the kill on its way in, or while it is scored.
      const until = Math.round(share * kill);
      const feeding = feed(until);
      await pause(random() * 150);
      if (next < until || (await victim.waiting()) > 0) underLoad += 1;
      await running.kill();
      running = victim.start();
      await feeding;
    }
    await feed(mentions);
    await eventually('nothing waits', async () => (await victim.waiting()) === 0);
  } finally {
    await running.kill();
  }
  return { kills, underLoad, seconds: Math.round((performance.now() - from) / 100) / 10 };
}

export interface Truth {
  readonly mentions: number;
  readonly pending: number;
  readonly finished: number;
  readonly dead: number;
  /** Sum of the hourly counts: more than `finished` is counted twice, less is lost. */
  readonly counted: number;
  readonly auditDifferences: number;
}

export async function truthOf(store: Store, slug = 'acme'): Promise<Truth> {
  const states = await store.read.mentions.countByState();
  const brand = await store.read.brands.bySlug(slug);
  const range = { brandId: brand?.id ?? 0, widthMs: HOUR_MS, from: 0, to: Number.MAX_SAFE_INTEGER };
  const buckets = await store.read.counts.buckets(range);
  return {
    mentions: Object.values(states).reduce((a, b) => a + b, 0),
    pending: states.pending,
    finished: states.scored + states['not-scored'],
    dead: states.dead,
    counted: buckets.reduce((sum, b) => sum + b.all, 0),
    auditDifferences: (await store.read.counts.audit()).length,
  };
}

export interface Ground {
  readonly dir: string;
  readonly store: Store;
  /** Settings of the processes. */
  readonly env: Readonly<Record<string, string>>;
  clear(): Promise<void>;
}

/** A data folder with the brand `acme`, a configuration with nothing but the taxonomy, and quick timers. */
export async function makeGround(env: Readonly<Record<string, string>>): Promise<Ground> {
  const dir = makeTempDir('outcry-chaos-');
  const config = join(dir, 'config');
  mkdirSync(config);
  cpSync(join(packageRoot, 'config/taxonomy'), join(config, 'taxonomy'), { recursive: true });
  const data = join(dir, 'data');
  mkdirSync(data);
  const store = env.DATABASE_URL ? await openStore(env.DATABASE_URL, packageRoot) : openTestStore(data);
  await store.tx((tx) => tx.brands.upsert({ slug: 'acme', name: 'Acme', origin: 'import' }));
  const timers = { OUTCRY_STALL_SECONDS: '1.5', OUTCRY_RECONCILE_SECONDS: '1', OUTCRY_SCORE_THREADS: '1' };
  const folders = { OUTCRY_DATA_DIR: data, OUTCRY_CONFIG_DIR: config };
  return {
    dir: data,
    store,
    env: { ...timers, ...folders, OUTCRY_DEMO: '0', PORT: '0', ...env },
    async clear() {
      await store.close();
      removeDir(dir);
    },
  };
}

/** Progress as the database shows it. */
export function storeProgress(store: Store): Pick<Victim, 'processed' | 'waiting'> {
  return {
    async processed() {
      const states = await store.read.mentions.countByState();
      return states.scored + states['not-scored'] + states.dead;
    },
    waiting: async () => (await store.read.mentions.countByState()).pending,
  };
}

/** Ingest in this process, as a collector on another host would. */
export function storeIngest(store: Store, queue: Pick<JobQueue, 'enqueue'>): Victim['ingest'] {
  const ctx = { store, queue, clock: Date.now, pseudonymKey: 'k', onLostJob: () => {} };
  return async (page) => {
    await acceptPage(ctx, { source: 'test:0', mentions: page });
    await pause(2);
  };
}
