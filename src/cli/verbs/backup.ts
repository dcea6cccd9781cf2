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
  // Migrated first, so that a backup never has an older schema than the program.
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

Writes a consistent snapshot of the database to FILE; the server may keep running. With PostgreSQL this calls pg_dump.
Keys, written mails and the configuration are separate files (data/, config/): back those up too. Without pseudonym.key
from the data folder, authors can no longer be forgotten. Writes JSON {file, bytes}.`,
  run: backup,
};

export const restoreVerb: Verb = {
  name: 'restore',
  help: `
Usage: npx outcry restore FILE

Replaces the database with a backup; the server must be stopped. The previous SQLite database is kept next to it, under the
name in \`before\`. With PostgreSQL this calls pg_restore, which replaces all tables or none. Writes JSON {restored, brands,
wrongCounts, before?}; status 1 if counts do not agree with the mentions.`,
  run: restore,
};
