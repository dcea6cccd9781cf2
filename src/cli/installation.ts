/** Opens what every command on a ledger needs: settings, configuration, log, ledger; nothing that scores or sends. */
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Env, readEnv } from '../../config/env.ts';
import { type Config, loadConfig } from '../../config/load.ts';
import { UserError } from '../domain/result.ts';
import { createLog, type Log } from '../ops/log.ts';
import type { Ledger } from '../store/ledger.ts';
import { openLedger } from '../store/open.ts';

export interface Installation {
  readonly env: Env;
  readonly config: Config;
  readonly log: Log;
  readonly ledger: Ledger;
}

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
  const ledger = await openLedger(env.databaseUrl, env.packageRoot);
  await syncBrands(ledger, config);
  return { env, config, ledger, log: createLog(env.logLevel) };
}

export function mailDir(env: Env): string {
  return join(env.dataDir, 'mail');
}
