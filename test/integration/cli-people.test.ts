/** People and tokens from the terminal: nobody is changed by the way, and the audit log says what was done. */
import { expect, it } from 'vitest';
import { runVerb } from '../support/run-verb.ts';
import { openTestStore } from '../support/installation.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();
const dir = tempDir();
const env = { OUTCRY_DATA_DIR: dir };
const outcry = (...words: string[]) => runVerb(words, env);
const list = async () => (await outcry('user', 'list')).stdout;

it('somebody who has access is not added again, in any letters; change changes, and keeps what is not named', async () => {
  expect((await outcry('user', 'add', 'Vera@Example.org', '--role', 'admin')).code).toBe(0);
  expect(await list()).toBe('vera@example.org\tadmin\n');
  for (const email of ['vera@example.org', 'VERA@example.org']) {
    const again = await outcry('user', 'add', email, '--role', 'viewer', '--brand', 'acme');
    expect([again.code, again.stdout]).toEqual([1, '']);
    expect(again.stderr).toMatch(
      /^vera@example\.org has access already \(admin, brands: all\); nothing was changed\./,
    );
  }
  expect(await list()).toBe('vera@example.org\tadmin\n');
  const last = await outcry('user', 'change', 'vera@example.org', '--role', 'viewer');
  expect([last.code, last.stderr]).toEqual([1, expect.stringContaining('is the only admin of all brands')]);
  await outcry('user', 'add', 'boss@example.org', '--role', 'admin');
  expect((await outcry('user', 'change', 'VERA@example.org', '--role', 'analyst')).code).toBe(0);
  expect((await outcry('user', 'change', 'vera@example.org', '--brand', 'acme, beta')).code).toBe(0);
  expect(await list()).toContain('vera@example.org\tanalyst\tacme,beta\n');
  expect((await outcry('user', 'change', 'vera@example.org', '--all-brands')).code).toBe(0);
  expect(await list()).toContain('vera@example.org\tanalyst\n');
  expect((await outcry('user', 'change', 'nobody@example.org', '--role', 'admin')).code).toBe(1);
  for (const words of [
    ['change', 'vera@example.org'],
    ['change'],
    ['list', 'x'],
    ['change', 'vera@example.org', '--brand', 'a', '--all-brands'],
  ])
    expect([words, (await outcry('user', ...words)).code]).toEqual([words, 2]);
});

it('a token of a person is of that person; the log names the terminal', async () => {
  const made = await outcry(
    'token',
    'create',
    '--role',
    'admin',
    '--for',
    'Vera@example.org',
    '--days',
    '30',
    '--name',
    'ci',
  );
  expect([made.code, made.stderr]).toEqual([0, expect.stringContaining('of vera@example.org, for 30 days')]);
  expect((await outcry('token', 'list', '--long')).stdout).toMatch(
    /^1\tci\tadmin\tall brands\tvera@example\.org\texpires .*\tnever used\n$/,
  );
  // Without it the output is that of release 0.1.
  expect((await outcry('token', 'list')).stdout).toBe('1\tci\tadmin\tall brands\n');
  for (const days of ['0', '3651', '1.5', 'x'])
    expect([days, (await outcry('token', 'create', '--days', days)).code]).toEqual([days, 2]);
  expect((await outcry('token', 'create', '--for', 'nobody@example.org')).code).toBe(1);
  const store = openTestStore(dir);
  const log = (await store.read.audit.list({ limit: 99 })).map(({ who, what, subject }) => [
    who,
    what,
    subject,
  ]);
  await store.close();
  expect(log).toEqual(
    expect.arrayContaining([
      ['command line', 'added as admin, brands: all', 'vera@example.org'],
      ['command line', 'changed to analyst, brands: acme, beta', 'vera@example.org'],
      ['command line', 'created a token of vera@example.org: admin, brands: all', 'ci'],
    ]),
  );
  expect(new Set(log.map(([who]) => who))).toEqual(new Set(['command line']));
});
