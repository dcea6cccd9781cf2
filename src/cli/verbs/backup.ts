import { resolve } from 'node:path';
import { statSync } from 'node:fs';
import { programPath } from '../../../config/env.ts';
import { systemClock } from '../../domain/clock.ts';
import { UserError } from '../../domain/result.ts';
import { lockHolder } from '../../ops/lock.ts';
import { backupDatabase, restoreDatabase } from '../../store/backup.ts';
import { openStore } from '../../store/open.ts';
import { writeJson } from '../output.ts';
import { readSettings } from '../settings.ts';
import { readArgs, takeArgs, type Verb } from '../verb.ts';

function fileOf(args: readonly string[]): string {
  const { positionals } = readArgs(args, {});
  return resolve(takeArgs(positionals, ['FILE']).FILE);
}

async function backup(args: readonly string[]): Promise<number> {
  const file = fileOf(args);
  const env = readSettings();
  // Brought up to date first, so that a backup is never of an older shape than the program.
  await (await openStore(env.databaseUrl, env.packageRoot)).close();
  await backupDatabase(env.databaseUrl, file, programPath());
  await writeJson({ file, bytes: statSync(file).size });
  return 0;
}

async function restore(args: readonly string[]): Promise<number> {
  const file = fileOf(args);
  const env = readSettings();
  if (lockHolder(env.dataDir) !== undefined) {
    throw new UserError('Outcry is running on this data folder. Stop it first.');
  }
  const stamp = new Date(systemClock()).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  const kept = await restoreDatabase(env.databaseUrl, file, stamp, programPath());
  const store = await openStore(env.databaseUrl, env.packageRoot);
  const brands = (await store.read.brands.all()).length;
  const differences = await store.tx((tx) => tx.counts.audit());
  await store.close();
  await writeJson({
    restored: file,
    brands,
    wrongCounts: differences.length,
    ...(kept ? { before: kept } : {}),
  });
  return differences.length === 0 ? 0 : 1;
}

export const backupVerb: Verb = {
  name: 'backup',
  help: `
Usage: npx outcry backup FILE

Writes the database to FILE as it is at one moment, beside a running server. With PostgreSQL this calls pg_dump. Keys,
written mails and the configuration are files of their own (data/, config/): keep copies of those too. Without
pseudonym.key of the data folder an author cannot be forgotten any more. Writes JSON {file, bytes}.`,
  run: backup,
};

export const restoreVerb: Verb = {
  name: 'restore',
  help: `
Usage: npx outcry restore FILE

Puts a backup in the place of the database; the server must be stopped. The SQLite database that was there is kept beside it
under the name that the answer tells. With PostgreSQL this calls pg_restore, which replaces all tables or none. Writes
JSON {restored, brands, wrongCounts, before?}; status 1 where counts do not agree with the mentions.`,
  run: restore,
};
