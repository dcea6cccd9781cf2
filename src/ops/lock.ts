/**
 * One process at a time runs the workers on a data folder; others only write to the database.
 * A lock of the operating system decides; a second file says which process holds it, for people.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLocked, lockFile } from '../store/sqlite/file-lock.ts';

const LOCK = 'lock.db';
const NOTE = 'outcry.lock';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Start time of a process in clock ticks (Linux), so that a reused pid is not taken for the old process. */
function startedAt(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')')).split(' ')[20] ?? '';
  } catch {
    return '';
  }
}

/** What the second file says. Release 0.1 had no other lock, and wrote no third word. */
interface Note {
  readonly pid: number;
  readonly started: string;
  readonly hasLock: boolean;
}

function readNote(dataDir: string): Note | undefined {
  try {
    const [pid, started = '', kind] = readFileSync(join(dataDir, NOTE), 'utf8').trim().split(' ');
    const number = Number(pid);
    if (!Number.isInteger(number) || number <= 0) return undefined;
    return { pid: number, started, hasLock: kind === LOCK };
  } catch {
    return undefined;
  }
}

/** The pid of a living process of release 0.1 on this folder. */
function olderHolder(dataDir: string): number | undefined {
  const note = readNote(dataDir);
  if (!note || note.hasLock || !isAlive(note.pid)) return undefined;
  return note.started !== '' && note.started !== startedAt(note.pid) ? undefined : note.pid;
}

/**
 * The pid of the process that holds the folder, 0 if it is held and the pid is not known; undefined if nobody does. In a
 * container, the pid is as that container counts.
 */
export function lockHolder(dataDir: string): number | undefined {
  if (isLocked(join(dataDir, LOCK))) return readNote(dataDir)?.pid ?? 0;
  return olderHolder(dataDir);
}

/** Locks the folder; returns how to release it, or the pid of the process that holds it (0 if that is not known). */
export function takeLock(dataDir: string): { release: () => void } | { heldBy: number } {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockFile(join(dataDir, LOCK));
  if (!unlock) return { heldBy: readNote(dataDir)?.pid ?? 0 };
  const older = olderHolder(dataDir);
  if (older !== undefined) {
    unlock();
    return { heldBy: older };
  }
  const note = join(dataDir, NOTE);
  writeFileSync(note, `${process.pid} ${startedAt(process.pid)} ${LOCK}`, { mode: 0o600 });
  return {
    release() {
      rmSync(note, { force: true });
      unlock();
    },
  };
}
