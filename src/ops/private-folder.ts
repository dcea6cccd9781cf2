/**
 * The data folder holds texts, addresses, password hashes and keys: no other user of the machine may read or write them,
 * whatever the umask was when they were made.
 */
import { chmodSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const OTHERS = 0o077;

/** What Outcry makes in its data folder. */
const OURS = /^(?:outcry\.(?:db|lock)|lock\.db|.+\.key$|mail$|queue(?:$|\.)|postgres\.before-)/;

/** Names in a data folder that mean nothing: of a mounted disk, of a file manager, of Git. */
const NOBODYS = /^(?:lost\+found|\.DS_Store|\.gitignore|\.gitkeep)$/;

/** What could not be made private. */
export interface Exposed {
  readonly path: string;
  /** As `chmod` writes it, for example 755. */
  readonly mode: string;
  readonly reason: string;
}

const modeText = (mode: number): string => (mode & 0o777).toString(8).padStart(3, '0');

function closeOne(path: string, mode: number, exposed: Exposed[]): void {
  if ((mode & OTHERS) === 0) return;
  try {
    chmodSync(path, mode & 0o7777 & ~OTHERS);
  } catch (error) {
    // A command beside a server: what the server has just removed is private enough.
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code !== 'ENOENT') exposed.push({ path, mode: modeText(mode), reason: code });
  }
}

function closeTree(path: string, exposed: Exposed[]): void {
  const info = lstatSync(path, { throwIfNoEntry: false });
  // A link may lead out of the folder.
  if (!info || info.isSymbolicLink()) return;
  closeOne(path, info.mode, exposed);
  if (!info.isDirectory()) return;
  for (const name of readdirSync(path)) closeTree(join(path, name), exposed);
}

/** Whether the data folder belongs to Outcry alone, so that its mode is ours to set. */
export const isOurs = (names: readonly string[]): boolean =>
  names.every((name) => OURS.test(name) || NOBODYS.test(name));

/**
 * Makes the data folder if it is missing, and takes the rights of group and others from it and from what Outcry keeps in
 * it. A folder that also holds other things keeps its mode. Returns what is still open to others; throws what `mkdir` and
 * `readdir` throw.
 */
export function makePrivate(dataDir: string): Exposed[] {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const exposed: Exposed[] = [];
  const names = readdirSync(dataDir);
  const { mode } = statSync(dataDir);
  if (isOurs(names)) closeOne(dataDir, mode, exposed);
  else if ((mode & OTHERS) !== 0) {
    exposed.push({ path: dataDir, mode: modeText(mode), reason: 'it holds other files too' });
  }
  for (const name of names) if (OURS.test(name)) closeTree(join(dataDir, name), exposed);
  return exposed;
}
