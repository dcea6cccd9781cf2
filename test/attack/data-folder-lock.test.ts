/** Several processes want the same data folder at the same moment, with and without what a killed one left behind. */
import { spawn } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { lockHolder } from '../../src/ops/lock.ts';
import { tempDirs } from '../support/temp.ts';
import { attackRounds } from './rounds.ts';

const tempDir = tempDirs();
const STARTERS = 4;
const SCRIPT = join(packageRoot, 'test/attack/lock-race.fixture.ts');

interface Starter {
  /** Resolves with the next line that it writes. */
  readonly line: () => Promise<string>;
  /** Names the moment at which it takes the lock (ms since 1970). */
  readonly go: (at: number) => void;
  readonly end: (signal: NodeJS.Signals) => Promise<void>;
}

function start(dir: string, kind: string): Starter {
  const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, dir, kind], {
    cwd: packageRoot,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const waiting: ((line: string) => void)[] = [];
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const next = waiting.shift();
      if (next) next(part);
      else lines.push(part);
    }
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    line: () => {
      const line = lines.shift();
      return line === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(line);
    },
    go: (at) => void child.stdin.write(String(at)),
    async end(signal) {
      child.kill(signal);
      await exited;
    },
  };
}

/** How many of the starters got the folder. */
async function race(dir: string, kind: string): Promise<number> {
  const starters = Array.from({ length: STARTERS }, () => start(dir, kind));
  await Promise.all(starters.map(({ line }) => line()));
  // All have loaded; those that read this late try alone, which is harmless.
  const at = Date.now() + 200;
  for (const { go } of starters) go(at);
  const said = await Promise.all(starters.map(({ line }) => line()));
  await Promise.all(starters.map(({ end }) => end('SIGKILL')));
  return said.filter((text) => text === 'got it').length;
}

it('one of four gets a folder, at each of several rounds that all end with kill -9', async () => {
  const dir = tempDir();
  const rounds = attackRounds(3, 12);
  for (let i = 0; i < rounds; i += 1) {
    expect(await race(dir, 'lock')).toBe(1);
    expect(lockHolder(dir)).toBeUndefined();
  }
});

it('what a killed process of release 0.1 left behind stops nobody and lets nobody in twice', async () => {
  const dir = tempDir();
  for (let i = 0; i < attackRounds(2, 6); i += 1) {
    writeFileSync(join(dir, 'outcry.lock'), '999999 12345');
    expect(await race(dir, 'lock')).toBe(1);
  }
});

it('control: with a lock that is only a file, more than one gets it', async () => {
  const dir = tempDir();
  const winners: number[] = [];
  for (let i = 0; i < 12 && !winners.some((n) => n > 1); i += 1) {
    writeFileSync(join(dir, 'outcry.lock'), '999999 12345');
    winners.push(await race(dir, 'file'));
  }
  expect(Math.max(...winners)).toBeGreaterThan(1);
});

it('a lock file that is no lock file is named, and nobody gets in', () => {
  const dir = tempDir();
  writeFileSync(join(dir, 'lock.db'), 'not a database, and longer than the header of one '.repeat(20));
  chmodSync(join(dir, 'lock.db'), 0o600);
  expect(() => lockHolder(dir)).toThrow(/lock\.db cannot be used .* delete that file/);
});
