import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockHolder, takeLock } from './lock.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'outcry-lock-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const write = (text: string) => writeFileSync(join(dir, 'outcry.lock'), text);

/** The pid of a process that has ended. */
async function endedPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '0']);
  await new Promise((resolve) => child.once('exit', resolve));
  return child.pid ?? 0;
}

it('is taken by one at a time and can be taken again', () => {
  expect(lockHolder(dir)).toBeUndefined();
  const first = takeLock(dir);
  expect(lockHolder(dir)).toBe(process.pid);
  expect(takeLock(dir)).toEqual({ heldBy: process.pid });
  if ('release' in first) first.release();
  expect(lockHolder(dir)).toBeUndefined();
  expect(takeLock(dir)).toHaveProperty('release');
});

it('makes the folder', () => {
  expect(takeLock(join(dir, 'new', 'deep'))).toHaveProperty('release');
});

it('of a process that was killed is free', async () => {
  write(`${await endedPid()} 12345`);
  expect(lockHolder(dir)).toBeUndefined();
  expect(takeLock(dir)).toHaveProperty('release');
});

it('of a running release 0.1, which has no other lock, is respected', () => {
  write(`${process.ppid}`);
  expect(lockHolder(dir)).toBe(process.ppid);
  expect(takeLock(dir)).toEqual({ heldBy: process.ppid });
  rmSync(join(dir, 'outcry.lock'));
  expect(takeLock(dir)).toHaveProperty('release');
});

it('is not held by a process that the note of an ended one names', () => {
  write(`${process.ppid} 1 lock.db`);
  expect(takeLock(dir)).toHaveProperty('release');
});

it('of a process whose pid somebody else has now is free', () => {
  write(`${process.pid} 1`);
  expect(lockHolder(dir)).toBeUndefined();
  write(`${process.pid}`);
  expect(lockHolder(dir)).toBe(process.pid);
});

it.each(['', 'garbage', '-1', '0', '1.5 2', '99999999999999', '\0\0\0'])('with %j in it is free', (text) => {
  write(text);
  expect(lockHolder(dir)).toBeUndefined();
  expect(takeLock(dir)).toHaveProperty('release');
});
