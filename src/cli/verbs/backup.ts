import { resolve } from 'node:path';
import { statSync } from 'node:fs';
import { programPath } from '../../../config/env.ts';
import { systemClock } from '../../domain/clock.ts';
import { UserError } from '../../domain/result.ts';
import { takeLock } from '../../ops/lock.ts';
import { backupDatabase } from '../../store/backup.ts';
import { openStore } from '../../store/open.ts';
import { restoreSqlite } from '../../store/sqlite/restore.ts';
import type { Store } from '../../store/store.ts';
import { writeJson } from '../output.ts';
import { readSettings } from '../settings.ts';
import { readArgs, takeArgs, type Verb } from '../verb.ts';

const SQLITE = 'sqlite:';

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

/** What is said of a restored database. */
async function look(store: Store): Promise<{ brands: number; wrongCounts: number }> {
  const brands = (await store.read.brands.all()).length;
  const differences = await store.tx((tx) => tx.counts.audit());
  return { brands, wrongCounts: differences.length };
}

async function restore(args: readonly string[]): Promise<number> {
  const file = fileOf(args);
  const env = readSettings();
  const lock = takeLock(env.dataDir);
  if ('heldBy' in lock) {
    throw new UserError(`Outcry is running on this data folder (process ${lock.heldBy}). Stop it first.`);
  }
  const { databaseUrl: url, packageRoot, dataDir: keepIn } = env;
  const stamp = new Date(systemClock()).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  try {
    const { found, kept } = url.startsWith(SQLITE)
      ? await restoreSqlite({ target: url.slice(SQLITE.length), file, stamp, packageRoot }, look)
      : await (await import('../../store/postgres/restore.ts')).restorePostgres(
          { url, file, stamp, keepIn, path: programPath(), packageRoot },
          look,
        );
    await writeJson({ restored: file, ...found, ...(kept === undefined ? {} : { before: kept }) });
    return found.wrongCounts === 0 ? 0 : 1;
  } finally {
    lock.release();
  }
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

Replaces the database with a backup; the server must be stopped. A copy of the backup is checked and brought up to date
first, so that a file that does not fit changes nothing. The previous database is kept: \`before\` names the SQLite file, or
the dump of the PostgreSQL database in the data folder. PostgreSQL needs pg_restore and pg_dump. Writes JSON {restored,
brands, wrongCounts, before?}; status 1 if counts do not agree with the mentions.`,
  run: restore,
};
