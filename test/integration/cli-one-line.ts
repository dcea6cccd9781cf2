import { expect } from 'vitest';
import type { CliResult } from '../support/cli.ts';

/** Exactly one clear line on stderr, nothing on stdout, this exit status. */
export function expectOneLine(result: CliResult, code: number, words: RegExp): void {
  const said = result.stderr.trimEnd();
  expect(said).toMatch(words);
  expect(said.split(/\r\n|\r|\n/)).toHaveLength(1);
  expect(said).not.toMatch(/ at .*:\d+:\d+|node:internal|\[object|undefined/);
  expect(result.stdout).toBe('');
  expect([result.code, result.signal]).toEqual([code, null]);
}
