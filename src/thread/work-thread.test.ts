import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { HANG_MS } from '../../test/support/eventually.ts';
import { threadFile } from './start.ts';
import { WorkBusyError, WorkFailedError, WorkLimitError, workThread } from './work-thread.ts';

const file = threadFile(import.meta.url, './work.fixture');
const limits = { file, limitMs: 3_000, megabytes: 64, waiting: 3 };

describe('a work thread', () => {
  const thread = workThread<string, string>(limits);
  afterAll(() => thread.close());

  it('does one piece after the other, in order', async () => {
    expect(await Promise.all(['a', 'b', 'c'].map((what) => thread.run(what)))).toEqual([
      'did a',
      'did b',
      'did c',
    ]);
  });

  it.each([
    ['throw', WorkFailedError, /no such thing/],
    ['hang', WorkLimitError, /took more than 3 s/],
  ] as const)('"%s" fails by name, and the next piece is done', async (what, error, words) => {
    const failing = thread.run(what);
    const after = thread.run('more');
    await expect(failing).rejects.toBeInstanceOf(error);
    await expect(failing).rejects.toThrow(words);
    expect(await after).toBe('did more');
  });

  it('does not hold a process that is done', async () => {
    const script = fileURLToPath(new URL('one-piece.fixture.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (part: Buffer) => (said += part.toString()));
    // Its thread would end only long after this test has been ended.
    const code = await new Promise((resolve) => child.once('exit', resolve));
    expect([said, code]).toEqual(['did a', 0]);
  });

  it('ends where it needs too much memory', async () => {
    const other = workThread<string, string>({ ...limits, limitMs: HANG_MS });
    await expect(other.run('eat')).rejects.toThrow(/needs more than 64 MB/);
    expect(await other.run('more')).toBe('did more');
    await other.close();
  });

  it('refuses what is too much, at once', async () => {
    const all = ['hang', 'a', 'b', 'c', 'd'].map((what) => thread.run(what).catch((error: unknown) => error));
    expect(await all[4]).toBeInstanceOf(WorkBusyError);
    expect((await Promise.all(all)).slice(1, 4)).toEqual(['did a', 'did b', 'did c']);
  });

  it('fails what is under way when it closes', async () => {
    const other = workThread<string, string>(limits);
    const failing = other.run('hang').catch((error: unknown) => error);
    await other.close();
    expect(await failing).toBeInstanceOf(WorkBusyError);
  });
});
