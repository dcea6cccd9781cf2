import { getPriority } from 'node:os';
import { expect, it } from 'vitest';
import { threadFile } from './start.ts';
import { workThread } from './work-thread.ts';

it.runIf(process.platform === 'linux')(
  'a thread steps back alone: the process keeps its priority',
  async () => {
    const before = getPriority();
    const file = threadFile(import.meta.url, './stepping-back.fixture');
    const thread = workThread<string, number>({ file, limitMs: 60_000, megabytes: 64, waiting: 1 });
    expect(await thread.run('stay')).toBe(before);
    expect(await thread.run('step back')).toBe(before + 5);
    await thread.close();
    expect(getPriority()).toBe(before);
  },
);
