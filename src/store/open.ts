/** Chooses the driver of the database by its URL. */
import { withoutSecrets } from '../domain/address.ts';
import { UserError } from '../domain/result.ts';
import type { Store } from './store.ts';
import { openSqliteStore } from './sqlite/driver.ts';
import { prepareFile, whyNotOpened } from './sqlite/file.ts';

/** Opens the database in `file`, made where it is missing. Throws UserError when it cannot be opened. */
export function openSqliteFile(file: string, packageRoot: string): Store {
  try {
    prepareFile(file);
    return openSqliteStore(file, packageRoot);
  } catch (error) {
    throw whyNotOpened(file, error);
  }
}

const ADVICE: Readonly<Record<string, string>> = {
  '3D000': 'Create the database first: createdb NAME.',
  '28P01': 'PostgreSQL does not accept the name and password in DATABASE_URL.',
  '28000': 'PostgreSQL does not let this user in: check its pg_hba.conf.',
  '42501':
    'The user of DATABASE_URL must own the database, or be allowed to create tables in its schema public.',
  ECONNREFUSED: 'Is PostgreSQL running there?',
  ENOTFOUND: 'Is the host in DATABASE_URL right?',
};

/** PostgreSQL is starting up, for example after a crash: wait a second, at most `MOST_TRIES` times. */
const STARTING_UP = '57P03';
const MOST_TRIES = 8;

async function openPostgres(url: string, packageRoot: string, readers?: number, tries = 1): Promise<Store> {
  const { openPostgresStore } = await import('./postgres/driver.ts');
  try {
    return await openPostgresStore(url, packageRoot, readers);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code, message } = error as { code?: string; message?: string };
    if (code === STARTING_UP && tries < MOST_TRIES) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return openPostgres(url, packageRoot, readers, tries + 1);
    }
    // None of the addresses of the host answered: use the reason of the first.
    const first = error instanceof AggregateError ? (error.errors[0] as { message?: string }) : undefined;
    const reason = message || first?.message || String(error);
    const advice = ADVICE[code ?? ''] ?? 'Check DATABASE_URL and the log of PostgreSQL.';
    throw new UserError(`The database ${withoutSecrets(url)} cannot be opened (${reason}). ${advice}`);
  }
}

/**
 * Opens the database that `url` names (`sqlite:PATH` or `postgres://…`) and brings its schema up to date.
 * `packageRoot` is the folder of package.json. `readers`: how many connections
 * read, where each is one. Throws UserError when the database cannot be opened.
 */
export async function openStore(url: string, packageRoot: string, readers?: number): Promise<Store> {
  if (url.startsWith('sqlite:')) return openSqliteFile(url.slice('sqlite:'.length), packageRoot);
  return openPostgres(url, packageRoot, readers);
}
