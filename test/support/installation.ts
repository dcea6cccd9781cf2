/** A whole installation in a temporary folder: real database, real scorer, real channels, a clock of one's own. */
import { join } from 'node:path';
import { type Env, packageRoot, readEnv } from '../../config/env.ts';
import { type Config, loadConfig } from '../../config/load.ts';
import { channelsOf, stageContext } from '../../src/cli/stage-context.ts';
import type { Brand } from '../../src/domain/brand.ts';
import { type Clock, systemClock } from '../../src/domain/clock.ts';
import { createPoliteFetch } from '../../src/net/polite-fetch.ts';
import { createLog } from '../../src/ops/log.ts';
import { createScorePool, type ScorePool } from '../../src/score/pool.ts';
import type { Payload, Stage } from '../../src/queue/stages.ts';
import { openSqliteFile } from '../../src/store/open.ts';
import { SOURCE_KEYS } from '../../src/source/registry.ts';
import type { Store } from '../../src/store/store.ts';
import type { StageContext } from '../../workers/context.ts';
import { HANG_MS } from './eventually.ts';

export interface TestInstallation {
  readonly env: Env;
  readonly config: Config;
  readonly store: Store;
  readonly ctx: StageContext;
  /** Every job, in order. */
  readonly enqueued: { stage: Stage; payload: unknown }[];
  close(): Promise<void>;
}

export interface TestInstallationOptions {
  readonly dir: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: Partial<Config>;
  readonly clock?: Clock;
  /** Another database than a file in the folder; closed with the rest. */
  readonly store?: Store;
  /** For one answer of a site. */
  readonly timeoutMs?: number;
}

export function brandOf(slug: string, name = slug, more: Partial<Brand> = {}): Brand {
  return { slug, name, terms: [name], exclude: [], packs: ['privacy-betrayal', 'broken-trust'], ...more };
}

/** The shipped taxonomy packs. */
const { packs } = loadConfig(join(packageRoot, 'config'));

/** Scoring threads for all installations of this process: a thread takes a second to read its models. */
let shared: ScorePool | undefined;

function sharedScorer(): ScorePool {
  shared ??= createScorePool({ packs, threads: 1, timeoutMs: HANG_MS });
  return { ...shared, close: async () => {} };
}

/** The database in `dir`, migrated. */
export function openTestStore(dir: string): Store {
  return openSqliteFile(join(dir, 'outcry.db'), packageRoot);
}

/** Opens it. Taxonomy packs are the shipped ones; brands, routes and sources only those in `config`. */
export async function openTestInstallation(options: TestInstallationOptions): Promise<TestInstallation> {
  const { dir, clock } = options;
  const env = readEnv(
    { OUTCRY_DATA_DIR: dir, OUTCRY_LOG: 'silent', OUTCRY_SCORE_THREADS: '1', ...options.env },
    SOURCE_KEYS,
  );
  const none = {
    brands: [],
    policyChanges: [],
    responses: [],
    incidents: [],
    routes: [],
    sources: [],
    responseTemplates: [],
  };
  const config: Config = { ...none, packs, ...options.config };
  const store = options.store ?? openTestStore(dir);
  await store.tx(async (tx) => {
    for (const { slug, name } of config.brands) await tx.brands.upsert({ slug, name, origin: 'config' });
  });
  const enqueued: { stage: Stage; payload: unknown }[] = [];
  const queue = {
    async enqueue<S extends Stage>(stage: S, payload: Payload<S>) {
      enqueued.push({ stage, payload });
    },
  };
  const parts = stageContext({ env, config, store, log: createLog('silent'), clock: systemClock }, queue);
  const time = clock ?? systemClock;
  // All fakes are one host: its turns and pauses have tests of their own.
  const limits = { waitMs: () => 0, pause: () => {}, pausedMs: () => 0 };
  const fetch = createPoliteFetch({
    clock: time,
    contact: 'test@example.com',
    allowPrivate: env.fetchPrivate,
    limits,
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
  });
  const scorer = config.packs === packs ? sharedScorer() : parts.scorer;
  const ctx = { ...parts, scorer, clock: time, fetch, channels: channelsOf(env, time) };
  return {
    env,
    config,
    store,
    ctx,
    enqueued,
    async close() {
      await parts.close();
      await store.close();
    },
  };
}
