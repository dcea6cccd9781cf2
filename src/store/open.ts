/** Chooses the driver of the ledger by its URL. */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../domain/result.ts';
import type { Ledger } from './ledger.ts';
import { openSqliteLedger } from './sqlite/driver.ts';

/**
 * Opens the ledger that `url` names (`sqlite:PATH`) and brings its schema up to date.
 * `packageRoot` is where the migrations lie. Throws UserError when it cannot be opened.
 */
export function openLedger(url: string, packageRoot: string): Ledger {
  if (!url.startsWith('sqlite:')) {
    throw new UserError(
      `DATABASE_URL: ${url.split(':')[0]}: is not available yet; use sqlite:PATH or leave it unset.`,
    );
  }
  const file = url.slice('sqlite:'.length);
  try {
    mkdirSync(dirname(file), { recursive: true });
    return openSqliteLedger(file, join(packageRoot, 'src/store/sqlite/migrations'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `The ledger ${file} cannot be opened (${reason}). Set OUTCRY_DATA_DIR to a folder that this user may write.`,
    );
  }
}
