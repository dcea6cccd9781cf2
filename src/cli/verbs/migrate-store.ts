import type { Env } from '../../../config/env.ts';
import { UserError } from '../../domain/result.ts';
import { takeLock } from '../../ops/lock.ts';
import { withoutSecrets } from '../../domain/address.ts';
import { openStore } from '../../store/open.ts';
import { progress, writeJson } from '../output.ts';
import { readSettings } from '../settings.ts';
import { readArgs, takeArgs, UsageError, type Verb } from '../verb.ts';

const SQLITE = 'sqlite:';

async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArgs(args, { to: { type: 'string' } });
  takeArgs(positionals, []);
  const to = values.to;
  if (to === undefined || !/^postgres(ql)?:\/\//.test(to)) {
    throw new UsageError('--to postgres://user:password@host/outcry is missing');
  }
  const env = readSettings();
  if (!env.databaseUrl.startsWith(SQLITE)) {
    throw new UserError(
      'DATABASE_URL is no SQLite database. Leave it unset, or set sqlite:PATH, and try again.',
    );
  }
  const lock = takeLock(env.dataDir);
  if ('heldBy' in lock) {
    throw new UserError(
      'Outcry is running on this data folder. Stop it first: what it writes meanwhile would stay behind.',
    );
  }
  try {
    return await move(env, to);
  } finally {
    lock.release();
  }
}

async function move(env: Env, to: string): Promise<number> {
  // Both are brought up to date, so that they have the same tables.
  await (await openStore(env.databaseUrl, env.packageRoot)).close();
  await (await openStore(to, env.packageRoot)).close();
  const { moveDatabase } = await import('../../store/postgres/move.ts');
  const line = progress();
  const moved = await moveDatabase(env.databaseUrl.slice(SQLITE.length), to, (table, done, of) =>
    line.update(`${table}: ${done} of ${of} rows`),
  );
  const rows = moved.reduce((sum, one) => sum + one.rows, 0);
  line.done(`Moved ${rows} rows of ${moved.length} tables to ${withoutSecrets(to)}; the counts agree.`);
  process.stderr.write('Set DATABASE_URL to the new database. The SQLite file is unchanged.\n');
  await writeJson({ rows, tables: Object.fromEntries(moved.map((one) => [one.table, one.rows])) });
  return 0;
}

export const migrateStoreVerb: Verb = {
  name: 'migrate-store',
  help: `
Usage: npx outcry migrate-store --to postgres://user:password@host/outcry

Copies the SQLite database of this installation into an empty PostgreSQL database: all tables or none. At the
end the rows of every table are counted on both sides. The SQLite file is not changed. Keys, mails and the configuration
stay in their folders: copy them to the hosts that need them. Writes JSON {rows, tables}.`,
  run,
};
