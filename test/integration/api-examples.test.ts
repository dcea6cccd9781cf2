/** The examples of docs/api.md, run as they stand. R is not run: few machines have it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { type Server, startServer } from '../support/browser.ts';
import { runCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const PAGE = readFileSync(join(packageRoot, 'docs/api.md'), 'utf8');

let server: Server;
let env: Record<string, string>;
let dir: string;

beforeAll(async () => {
  dir = tempDir();
  server = await startServer(dir);
  const { stdout } = await runCli(['token', 'create', '--role', 'viewer'], { OUTCRY_DATA_DIR: dir });
  env = { PATH: process.env.PATH ?? '', OUTCRY_URL: server.url, OUTCRY_TOKEN: stdout.trim() };
  const headers = { Authorization: `Bearer ${env.OUTCRY_TOKEN}` };
  const loaded = async () => {
    const answer = await fetch(`${server.url}/api/v1/incidents`, { headers });
    return answer.ok && (await answer.text()).includes('spotify-2015');
  };
  await eventually('the examples are loaded', loaded, 500);
});
afterAll(() => server?.stop());

function example(language: string): string {
  const found = new RegExp(`## API[\\s\\S]*?\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(PAGE)?.[1];
  if (found === undefined) throw new Error(`docs/api.md has no example in ${language}`);
  return found;
}

function run(command: string, args: readonly string[], given = env) {
  const { stdout, stderr, status } = spawnSync(command, args, { cwd: dir, env: given, encoding: 'utf8' });
  return { stdout, stderr, status };
}

it('curl', () => {
  const { stdout, stderr, status } = run('sh', ['-ec', example('bash')]);
  expect([stderr, status]).toEqual(['', 0]);
  expect(stdout).toContain('spotify-2015');
  expect(readFileSync(join(dir, 'spotify.png')).subarray(1, 4).toString()).toBe('PNG');
});

it.skipIf(!existsSync('/usr/bin/python3'))('Python', () => {
  const { stdout, stderr, status } = run('/usr/bin/python3', ['-c', example('python')]);
  expect([stderr, status]).toEqual(['', 0]);
  expect(stdout).toMatch(/^\d{3,} posts of broken trust, the first: 2015-/);
});

it('without the token nothing comes (control)', () => {
  const { stdout, status } = run('sh', ['-ec', example('bash')], { ...env, OUTCRY_TOKEN: 'wrong' });
  expect([stdout, status === 0]).toEqual(['', false]);
});
