/**
 * Databases that lie beside the one in use: what `outcry restore` replaced (with PostgreSQL, a dump of it) or left when it
 * was interrupted, and the SQLite file that `outcry migrate-store` left. They hold the same texts, so whoever erases or removes texts reaches them too.
 */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../domain/result.ts';
import { DAY_MS } from '../domain/series.ts';
import { scrub } from './backup.ts';
import { openSqliteFile } from './open.ts';
import type { Store } from './store.ts';

/** How long a database that a restore replaced is kept, unless texts are kept without end. */
export const KEPT_DAYS = 30;
const SQLITE = 'sqlite:';
const NAME = 'outcry.db';
/** What SQLite adds to the name of a database for files of its own. */
const OWN = /-(wal|shm|journal)$/;

export interface KeptPlace {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly packageRoot: string;
}

export interface KeptDatabase {
  readonly file: string;
  /** When a restore replaced it (ms); undefined for the file that `migrate-store` left. */
  readonly replacedAt: number | undefined;
}

/** `20261130T101500` in the name; where another program named it, when it was last changed. */
function stampOf(file: string): number {
  const [, y, mo, d, h, mi, s] = /\.before-(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)/.exec(file) ?? [];
  const at = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
  return Number.isNaN(at) ? statSync(file).mtimeMs : at;
}

/** Files whose names begin with one of `starts`. */
function replacedIn(folder: string, starts: readonly string[]): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter(
    (name) => starts.some((start) => name.startsWith(start)) && !OWN.test(name),
  );
  return names.map((one) => join(folder, one)).filter((file) => statSync(file).isFile());
}

/** The databases beside the one in use, oldest first. */
export function keptDatabases({ databaseUrl, dataDir }: KeptPlace): KeptDatabase[] {
  const own = databaseUrl.startsWith(SQLITE) ? resolve(databaseUrl.slice(SQLITE.length)) : undefined;
  const places = [join(resolve(dataDir), NAME), ...(own === undefined ? [] : [own])];
  const files = new Set([
    ...places.flatMap((place) =>
      replacedIn(dirname(place), [`${basename(place)}.before-`, `${basename(place)}.restoring`]),
    ),
    ...replacedIn(resolve(dataDir), ['postgres.before-']),
  ]);
  const found: KeptDatabase[] = [...files].map((file) => ({ file, replacedAt: stampOf(file) }));
  const left = places[0]!;
  if (own === undefined && existsSync(left)) found.push({ file: left, replacedAt: undefined });
  return found.toSorted((a, b) => (a.replacedAt ?? 0) - (b.replacedAt ?? 0));
}

/**
 * Runs `work` on a copy as on any database, then removes what it erased from the journal too. The copy is brought up to
 * date first. Throws UserError where it cannot be opened, as a dump of PostgreSQL never can.
 */
export async function inKeptDatabase<T>(
  { packageRoot }: KeptPlace,
  kept: KeptDatabase,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const { file } = kept;
  if (isDump(kept)) throw new UserError('Nothing can be erased from a dump of PostgreSQL.');
  const store = openSqliteFile(file, packageRoot);
  try {
    return await work(store);
  } finally {
    await store.close();
    scrub(`${SQLITE}${file}`);
  }
}

/** Nothing expires in it: only its end removes what it holds. */
export const isDump = ({ file }: KeptDatabase): boolean => file.endsWith('.dump');

/** Deletes what a restore replaced more than `days` ago; returns the files. */
export function dropOldDatabases(place: KeptPlace, now: number, days = KEPT_DAYS): string[] {
  const old = keptDatabases(place).filter(
    ({ replacedAt }) => replacedAt !== undefined && replacedAt < now - days * DAY_MS,
  );
  for (const { file } of old)
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  return old.map(({ file }) => file);
}
