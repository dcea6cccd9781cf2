/** Whether other users of the machine can read or write what Outcry keeps, whatever the umask and however it came to be. */
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../config/env.ts';
import { makePrivate } from '../../src/ops/private-folder.ts';
import { runCli, startCli } from '../support/cli.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/port.ts';
import { tempDirs } from '../support/temp.ts';

const tempDir = tempDirs();

/** Files and folders below `dir`, itself included, with a right for group or others. */
function open(dir: string): string[] {
  const { stdout, status, stderr } = spawnSync('find', [dir, '!', '-type', 'l', '-perm', '/077']);
  if (status !== 0) throw new Error(stderr.toString());
  return stdout.toString().split('\n').filter(Boolean);
}

/** As most users have it; vitest's own process is left alone. */
const wide = (command: string): string[] => ['sh', '-c', `umask 000; exec "$@"`, command];

/** Starts a server on `dir` and ends it when it is ready. */
async function served(dir: string): Promise<void> {
  const port = await freePort();
  const env = { OUTCRY_DATA_DIR: dir, PORT: String(port), OUTCRY_DEMO: '0' };
  const server = startCli(['start'], env, wide('outcry'));
  try {
    await eventually('it is ready', async () => {
      if (server.child.exitCode !== null) throw new Error(server.stderr());
      return fetch(`http://127.0.0.1:${port}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
    });
    expect(open(dir)).toEqual([]);
  } finally {
    server.child.kill('SIGTERM');
    await server.exited;
  }
  expect(open(dir)).toEqual([]);
}

it('a server makes a private folder under a umask of 000, and closes one that was open', async () => {
  const dir = join(tempDir(), 'new', 'data');
  await served(dir);
  mkdirSync(join(dir, 'mail'), { recursive: true });
  writeFileSync(join(dir, 'mail', 'old.eml'), 'To: boss@corp.example');
  spawnSync('chmod', ['-R', 'a+rwX', dir]);
  // Control: the search sees what is open.
  expect(open(dir).length).toBeGreaterThan(900);
  await served(dir);
});

it('backup, restore and every other command write private files', async () => {
  const [dir, files] = [join(tempDir(), 'data'), tempDir()];
  const env = { OUTCRY_DATA_DIR: dir, OUTCRY_DEMO: '0' };
  const posts = join(files, 'posts.jsonl');
  writeFileSync(
    posts,
    `${JSON.stringify({ externalId: '1', text: 'hello', publishedAt: '2026-03-02T10:00Z' })}\n`,
  );
  chmodSync(posts, 0o600);
  const outcry = (...args: string[]) => startCli(args, env, wide('outcry')).exited;
  expect(await outcry('import', posts, '--brand', 'acme')).toMatchObject({ code: 0 });
  expect(await outcry('backup', join(files, 'one.backup'))).toMatchObject({ code: 0 });
  expect(await outcry('restore', join(files, 'one.backup'))).toMatchObject({ code: 0 });
  expect(readdirSync(dir).some((name) => name.startsWith('outcry.db.before-'))).toBe(true);
  expect(open(dir)).toEqual([]);
  expect(open(files)).toEqual([]);
});

it('control: PGlite by itself makes files that everybody can read', () => {
  // The build makes it with PGlite as it is, for whoever starts Outcry to copy.
  expect(open(join(packageRoot, 'dist/queue-template/cluster')).length).toBeGreaterThan(900);
});

it('a folder that holds other things keeps its mode, and what is ours in it is closed', () => {
  const dir = tempDir();
  for (const [name, mode] of [
    ['outcry.db', 0o644],
    ['thesis.odt', 0o644],
    ['pseudonym.key', 0o640],
  ] as const) {
    writeFileSync(join(dir, name), '', { mode });
    chmodSync(join(dir, name), mode);
  }
  chmodSync(dir, 0o755);
  expect(makePrivate(dir)).toEqual([{ path: dir, mode: '755', reason: 'it holds other files too' }]);
  const modes = ['outcry.db', 'thesis.odt', 'pseudonym.key'].map(
    (name) => statSync(join(dir, name)).mode & 0o777,
  );
  expect(modes).toEqual([0o600, 0o644, 0o600]);
  expect(statSync(dir).mode & 0o777).toBe(0o755);
});

it('a link out of the folder is not followed', () => {
  const [dir, outside] = [tempDir(), tempDir()];
  mkdirSync(join(outside, 'shared'));
  chmodSync(join(outside, 'shared'), 0o755);
  symlinkSync(join(outside, 'shared'), join(dir, 'mail'));
  cpSync(join(outside, 'shared'), join(dir, 'queue'), { recursive: true });
  expect(makePrivate(dir)).toEqual([]);
  expect(statSync(join(outside, 'shared')).mode & 0o777).toBe(0o755);
});

it('doctor says which folder is open and cannot be closed, and how to close it', async () => {
  const dir = tempDir();
  writeFileSync(join(dir, 'thesis.odt'), '');
  chmodSync(dir, 0o755);
  const { stdout, code } = await runCli(['doctor'], { OUTCRY_DATA_DIR: dir, OUTCRY_DEMO: '0' });
  expect([code, stdout]).toEqual([
    1,
    expect.stringMatching(/^LOOK {2}Data folder: .* can read or write .*chmod/m),
  ]);
});
