/** One process at a time runs the workers on a data folder; others only write to the database. */
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const NAME = 'outcry.lock';

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

/** The pid of the living process that holds the folder, if any. */
export function lockHolder(dataDir: string): number | undefined {
  try {
    const [pid, started] = readFileSync(join(dataDir, NAME), 'utf8').trim().split(' ');
    const number = Number(pid);
    if (!Number.isInteger(number) || number <= 0 || !isAlive(number)) return undefined;
    return started && started !== startedAt(number) ? undefined : number;
  } catch {
    return undefined;
  }
}

/** Locks the folder; returns how to release it, or the pid of the process that holds it. */
export function takeLock(dataDir: string): { release: () => void } | { heldBy: number } {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, NAME);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      const file = openSync(path, 'wx', 0o600);
      writeSync(file, `${process.pid} ${startedAt(process.pid)}`);
      closeSync(file);
      return { release: () => rmSync(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const heldBy = lockHolder(dataDir);
      if (heldBy !== undefined) return { heldBy };
      rmSync(path, { force: true });
    }
  }
  throw new Error(`cannot take ${path}`);
}
