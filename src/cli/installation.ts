/** Opens what every command on a database needs: settings, configuration, log and database, but no scorer or channel. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../../config/env.ts';
import type { Config, ConfigFiles } from '../../config/load.ts';
import type { LiveConfig } from '../configure/live.ts';
import type { Clock } from '../domain/clock.ts';
import { UserError } from '../domain/result.ts';
import { createLog, type Log } from '../ops/log.ts';
import { type Exposed, makePrivate } from '../ops/private-folder.ts';
import type { Store } from '../store/store.ts';
import { openStore } from '../store/open.ts';
import { agreeOnKey } from './installation-key.ts';
import { openConfiguration, readFilesOf } from './configuration.ts';
import { databaseClock } from './database-clock.ts';
import { readSettings } from './settings.ts';

export interface Installation {
  readonly env: Env;
  /** Always the current one. */
  readonly config: Config;
  readonly live: LiveConfig;
  readonly files: ConfigFiles;
  readonly log: Log;
  /** Closing it also stops the clock's checks. */
  readonly store: Store;
  /** The same on all hosts that share a database. */
  readonly clock: Clock;
  /** What of the data folder other users of the machine can read or write. */
  readonly exposed?: readonly Exposed[];
}

/** What of the data folder is open to other users of the machine and cannot be closed. */
function checkDataDir(dataDir: string): Exposed[] {
  try {
    const exposed = makePrivate(dataDir);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return exposed;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `The data folder ${dataDir} cannot be written (${code}). Set OUTCRY_DATA_DIR to one that can.`,
    );
  }
}

/** Adds the configured brands to the database. */
async function syncBrands(store: Store, config: Config): Promise<void> {
  await store.tx(async (tx) => {
    for (const { slug, name } of config.brands) await tx.brands.upsert({ slug, name, origin: 'config' });
  });
}

interface OpenOptions {
  /** Replaces a different pseudonym key with this host's. */
  readonly newKey?: boolean;
  /** Where the command has read it already. */
  readonly files?: ConfigFiles;
}

/** Throws UserError for problems that the operator can fix. */
export async function openInstallation({
  newKey = false,
  files: known,
}: OpenOptions = {}): Promise<Installation> {
  const env = readSettings();
  const files = known ?? readFilesOf(env);
  const exposed = checkDataDir(env.dataDir);
  const log = createLog(env.logLevel);
  const opened = await openStore(env.databaseUrl, env.packageRoot);
  let live: LiveConfig;
  try {
    await agreeOnKey(opened, env, newKey);
    live = await openConfiguration(env, files, opened, log);
    await syncBrands(opened, live.config);
  } catch (error) {
    await opened.close();
    throw error;
  }
  const time = await databaseClock(opened, (ms) => {
    if (ms === 0) log.info("this host's clock agrees with the database's again");
    else {
      const seconds = Math.round(ms / 1000);
      log.warn({ seconds }, "this host's clock is off: the database's is used; is NTP running?");
    }
  });
  const store = {
    ...opened,
    async close() {
      time.stop();
      await opened.close();
    },
  };
  return { env, config: live.config, live, files, store, log, clock: time.clock, exposed };
}

export function mailDir(env: Env): string {
  return join(env.dataDir, 'mail');
}
