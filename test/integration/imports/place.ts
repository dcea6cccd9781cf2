/** An installation of its own for the command line, and what its commands write. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type CliResult, runCli } from '../../support/cli.ts';
import { tempDirs } from '../../support/temp.ts';

const tempDir = tempDirs();

export interface Place {
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
}

export function place(): Place {
  const dir = tempDir();
  return { dir, env: { OUTCRY_DATA_DIR: join(dir, 'data'), OUTCRY_SCORE_THREADS: '1', OUTCRY_DEMO: '0' } };
}

export function write({ dir }: Place, name: string, lines: readonly string[]): string {
  writeFileSync(join(dir, name), lines.join('\n'));
  return join(dir, name);
}

export async function ok(at: Place, ...args: string[]): Promise<CliResult> {
  const result = await runCli(args, at.env);
  expect([args.join(' '), result.code, result.code === 0 ? '' : result.stderr]).toEqual([
    args.join(' '),
    0,
    '',
  ]);
  return result;
}

export const json = <T>({ stdout }: CliResult) => JSON.parse(stdout) as T;
export const lines = ({ stdout }: CliResult) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
