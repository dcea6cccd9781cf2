/** Assembles what the stages need: the open installation, scoring threads and channels. */
import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { Env } from '../../config/env.ts';
import type { StageContext } from '../../workers/context.ts';
import type { Clock } from '../domain/clock.ts';
import { guardedFetch } from '../net/guarded-fetch.ts';
import { createPoliteFetch } from '../net/polite-fetch.ts';
import { webhookSigner } from '../net/webhook-signature.ts';
import { type Channels, closeChannels, openChannels } from '../notify/registry.ts';
import type { JobQueue } from '../queue/job-queue.ts';
import { createScorePool, type ScorePool, type ScorePoolOptions } from '../score/pool.ts';
import { scorerVersion } from '../score/version.ts';
import { ingestContext } from './ingest-context.ts';
import { type Installation, mailDir } from './installation.ts';

/** For a batch in its thread, including the wait behind others. */
const SCORE_LIMIT_MS = 30_000;

/** A pool whose threads start with the first batch, so that commands that never score do not pay for them. */
function poolWhenNeeded(options: ScorePoolOptions): ScorePool {
  let pool: ScorePool | undefined;
  return {
    version: scorerVersion(options.packs, options.second),
    score: (batch) => (pool ??= createScorePool(options)).score(batch),
    scoreAgain: (batch) => (pool ??= createScorePool(options)).scoreAgain(batch),
    close: async () => await pool?.close(),
  };
}

export interface StageContextOptions {
  /** Starts the scoring threads at once, while other parts still open; otherwise with the first batch. */
  readonly scoresAtOnce?: boolean;
}

/** The channels as the settings ask for them. Nothing connects before the first message. */
export function channelsOf(
  env: Env,
  clock: Clock,
  entered: () => Readonly<Record<string, string>> = () => ({}),
): Channels {
  const { smtpUrl, mailFrom, alertHooks, alertHookSecret: secret, fetchPrivate: allowPrivate } = env;
  return openChannels({
    smtpUrl,
    mailFrom,
    mailDir: mailDir(env),
    // The environment goes first. What was entered counts at once.
    hooks: { get: (name) => alertHooks.get(name) ?? entered()[name] },
    sign: secret === undefined ? undefined : (...signed) => webhookSigner(secret)(...signed),
    post: (url, request) => guardedFetch(url, { ...request, allowPrivate }),
    clock,
  });
}

/** Without `live` the configuration does not change while the stages run. */
type StageInstallation = Omit<Installation, 'live' | 'files'> & Partial<Pick<Installation, 'live'>>;

/** Everything the stages need. `close` ends the scoring threads and mail connections, not the database. */
export function stageContext(
  installation: StageInstallation,
  queue: Pick<JobQueue, 'enqueue'>,
  { scoresAtOnce = false }: StageContextOptions = {},
): StageContext & { close: () => Promise<void> } {
  const { env, config, log, clock, live } = installation;
  const threads = env.scoreThreads ?? Math.max(1, Math.min(4, availableParallelism() - 1));
  const options = { packs: config.packs, threads, second: env.scoreSecond, timeoutMs: SCORE_LIMIT_MS };
  const scorer = scoresAtOnce ? createScorePool(options) : poolWhenNeeded(options);
  const channels = channelsOf(env, clock, () => live?.current().hooks ?? {});
  return {
    ...ingestContext(installation, queue),
    env,
    config,
    ...(live ? { live, keys: () => live.current().keys } : {}),
    log,
    scorer,
    fetch: createPoliteFetch({
      clock,
      contact: env.contact,
      allowPrivate: env.fetchPrivate,
    }),
    processId: randomUUID(),
    checkpoints: new Map(),
    channels,
    startedAt: clock(),
    async close() {
      await scorer.close();
      await closeChannels(channels);
    },
  };
}
