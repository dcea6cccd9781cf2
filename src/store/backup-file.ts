/** What kind of backup a file is, from its first bytes. */
import { closeSync, openSync, readSync } from 'node:fs';
import { UserError } from '../domain/result.ts';

/** sqlite.org/fileformat.html, section 1.3; src/bin/pg_dump/pg_backup_archiver.h of PostgreSQL. */
const STARTS = { sqlite: 'SQLite format 3\0', postgres: 'PGDMP' } as const;

const NAMES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;

/** Throws UserError unless `file` is a backup that fits the database `kind`. */
export function checkKind(file: string, kind: keyof typeof STARTS): void {
  const bytes = Buffer.alloc(16);
  try {
    const open = openSync(file, 'r');
    readSync(open, bytes, 0, bytes.length, 0);
    closeSync(open);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      code === 'ENOENT'
        ? `${file} does not exist.`
        : `${file} cannot be read (${code}). Give the path of a file that outcry backup wrote.`,
    );
  }
  const text = bytes.toString('latin1');
  if (text.startsWith(STARTS[kind])) return;
  const other = kind === 'sqlite' ? 'postgres' : 'sqlite';
  throw new UserError(
    text.startsWith(STARTS[other])
      ? `${file} cannot be restored: it is a backup of a ${NAMES[other]} database, and DATABASE_URL names a ${NAMES[kind]} one.`
      : `${file} cannot be restored: it is not a backup that outcry backup wrote.`,
  );
}
