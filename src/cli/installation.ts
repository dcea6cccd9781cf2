/** Opens what a command needs: settings, configuration, ledger, scorer; and puts the parts together. */
import { randomUUID } from 'node:crypto';
import { accessSync, constants, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Env, readEnv } from '../../config/env.ts';
import { type Config, loadConfig } from '../../config/load.ts';
import type { StageContext } from '../../workers/context.ts';
import { systemClock } from '../domain/clock.ts';
import { UserError } from '../domain/result.ts';
import { createPoliteFetch } from '../net/polite-fetch.ts';
import { fileChannel, smtpChannel } from '../notify/email.ts';
import { createLog, type Log } from '../ops/log.ts';
import { installationSecret } from '../ops/secrets.ts';
import type { Doorbell } from '../queue/doorbell.ts';
import { createScorePool } from '../score/pool.ts';
import type { Ledger } from '../store/ledger.ts';
import { openLedger } from '../store/open.ts';

export interface Installation {
  readonly env: Env;
  readonly config: Config;
  readonly log: Log;
  readonly ledger: Ledger;
}

/** A bell that nobody hears: the ledger keeps the work, and whoever runs the workers finds it. */
export const silentBell: Pick<Doorbell, 'ring'> = { ring: async () => {} };

function checkDataDir(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `The data folder ${dataDir} cannot be written (${code}). Set OUTCRY_DATA_DIR to one that can.`,
    );
  }
}

/** For a batch in its thread, and for waiting behind others. */
const SCORE_LIMIT_MS = 30_000;

/** Brands of the configuration are known to the ledger from the first moment. */
async function syncBrands(ledger: Ledger, config: Config): Promise<void> {
  await ledger.tx(async (tx) => {
    for (const { slug, name } of config.brands) await tx.brands.upsert({ slug, name, origin: 'config' });
  });
}

export async function openInstallation(): Promise<Installation> {
  const env = readEnv();
  const config = loadConfig(env.configDir);
  checkDataDir(env.dataDir);
  const ledger = openLedger(env.databaseUrl, env.packageRoot);
  await syncBrands(ledger, config);
  return { env, config, ledger, log: createLog(env.logLevel) };
}

export function mailDir(env: Env): string {
  return join(env.dataDir, 'mail');
}

/** Everything the stages need. `close` ends the scoring threads and mail connections, not the ledger. */
export function stageContext(
  { env, config, ledger, log }: Installation,
  bell: Pick<Doorbell, 'ring'>,
): StageContext & { close: () => Promise<void> } {
  const threads = env.scoreThreads ?? Math.max(1, Math.min(4, availableParallelism() - 1));
  const scorer = createScorePool({ packs: config.packs, threads, timeoutMs: SCORE_LIMIT_MS });
  const files = fileChannel(mailDir(env), env.mailFrom);
  const channel = env.smtpUrl === undefined ? files : smtpChannel(env.smtpUrl, env.mailFrom);
  return {
    env,
    config,
    ledger,
    bell,
    log,
    scorer,
    fetch: createPoliteFetch({
      clock: systemClock,
      contact: env.contact,
      allowPrivate: env.fetchPrivate,
    }),
    processId: randomUUID(),
    channel,
    fileChannel: files,
    clock: systemClock,
    startedAt: systemClock(),
    pseudonymKey: installationSecret(env.dataDir, 'pseudonym'),
    onLostRing: (error) =>
      log.debug({ reason: error.message }, 'a ring was lost; the reconciler will ring again'),
    async close() {
      await scorer.close();
      await Promise.all([channel.close(), files.close()]);
    },
  };
}
